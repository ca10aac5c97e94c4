/** Whether the browser allows system notifications. */
export type NotificationStatus = 'unsupported' | 'default' | 'granted' | 'denied'

/** The current status. `default`: the person has not been asked yet. */
export function notificationStatus(): NotificationStatus {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported'
}

/** Asks the person to allow notifications. Call it only when they press a button. */
export async function requestNotifications(): Promise<NotificationStatus> {
  return 'Notification' in globalThis ? Notification.requestPermission() : 'unsupported'
}

/** `tag`: a later one with the same tag replaces it. `stays`: until it is answered or removed. */
type Details = Readonly<{ body: string; tag: string; stays?: boolean }>

/** Shows a system notification if this page is hidden. @returns a function that removes it */
export function showSystemNotification(title: string, { body, tag, stays = false }: Details): () => void {
  if (notificationStatus() !== 'granted' || document.visibilityState === 'visible') return () => {}
  try {
    const notice = new Notification(title, { body, tag, requireInteraction: stays })
    notice.addEventListener('click', () => {
      window.focus()
      notice.close()
    })
    return () => notice.close()
  } catch {
    return () => {} // Chrome on Android supports them in service workers only
  }
}

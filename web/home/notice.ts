/** What the browser says to notices of the system. */
export type NoticePermission = 'unsupported' | 'default' | 'granted' | 'denied'

export function noticePermission(): NoticePermission {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported'
}

/** Asks the person; only ever when he has pressed a button for it. */
export async function askForNotices(): Promise<NoticePermission> {
  return 'Notification' in globalThis ? Notification.requestPermission() : 'unsupported'
}

/** Shows a notice if this page is not being looked at. Gives back what takes it away. */
export function showNotice(title: string, { body, tag }: { body: string; tag: string }): () => void {
  if (noticePermission() !== 'granted' || document.visibilityState === 'visible') return () => {}
  try {
    const notice = new Notification(title, { body, tag, requireInteraction: true })
    notice.addEventListener('click', () => {
      window.focus()
      notice.close()
    })
    return () => notice.close()
  } catch {
    return () => {} // Chrome on Android has them for service workers only
  }
}

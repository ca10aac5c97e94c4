import i18next from 'i18next'
import type { RoomModel } from '../state/room/views.ts'
import { setTitle } from './page-title.ts'
import { ringTone } from './ring-tone.ts'
import { showSystemNotification } from './system-notifications.ts'
import { isPageHidden, onVisibilityChange } from './visibility.ts'

type Room = Pick<RoomModel, 'people' | 'chat' | 'meeting'>

/**
 * While the page is hidden: a tone and a system notification for each person who asks to be admitted, and a count of these
 * people and of chat lines in the title of the tab.
 *
 * @returns a function that ends it
 */
export function alertOnRoom({ people, chat, meeting }: Room): () => void {
  /** People who wait, and who have been announced or seen. */
  let known = new Set<string>()
  let knocks = 0
  let lastSeenLine = 0
  let closeNotification = () => {}

  const newestLine = () => chat.get().lines.at(-1)?.id ?? 0
  const show = () => {
    const lines = chat.get().lines.filter(({ id, isSelf }) => id > lastSeenLine && !isSelf).length
    setTitle({ unseen: isPageHidden() ? knocks + lines : 0 })
  }
  const follow = () => {
    const { waiting, letAllIn } = people.get()
    const added = letAllIn ? waiting.filter(({ key }) => !known.has(key)) : []
    known = new Set(waiting.map(({ key }) => key))
    if (isPageHidden() && added.length > 0) {
      knocks += added.length
      const [{ nick }] = added as [(typeof added)[number]]
      const text =
        waiting.length > 1
          ? i18next.t('room.wait.waitingCount', { count: waiting.length })
          : i18next.t('room.notice.knocks', { nick })
      closeNotification = showSystemNotification(text, {
        body: meeting.get().title,
        tag: 'rollcall-knock',
        stays: true,
      })
      ringTone.chime()
    }
    if (waiting.length === 0) closeNotification()
    show()
  }
  const visibilityChanged = () => {
    // When the page is hidden, everything from now on is new. When it is seen, nothing is new.
    knocks = 0
    lastSeenLine = newestLine()
    if (!isPageHidden()) closeNotification()
    show()
  }
  lastSeenLine = newestLine()
  follow()
  const ends = [people.subscribe(follow), chat.subscribe(show), onVisibilityChange(visibilityChanged)]
  return () => {
    for (const end of ends) end()
    closeNotification()
    setTitle({ unseen: 0 })
  }
}

/** Tells a person who waited that they are in, if they do not see the page. */
export function alertOnAdmission(title: string): void {
  if (!isPageHidden()) return
  const close = showSystemNotification(i18next.t('room.alert.admitted'), {
    body: title,
    tag: 'rollcall-admitted',
    stays: true,
  })
  ringTone.chime()
  setTitle({ isAdmitted: true })
  const stop = onVisibilityChange(() => {
    stop()
    close()
    setTitle({ isAdmitted: false })
  })
}

import type { TFunction } from 'i18next'
import type { MenuEntry } from '../../controls/menu.tsx'
import type { MeetingView } from '../../state/room/views.ts'

/** What may be done with the whole meeting now; what may not is left out. */
export function meetingEntries(meeting: MeetingView, t: TFunction): MenuEntry[] {
  const { lock, unlock, muteAll, unmuteAll, limitSharing, freeSharing } = meeting
  return [
    ...entry('lock', t('room.more.lock'), lock),
    ...entry('unlock', t('room.more.unlock'), unlock),
    ...entry('mute-all', t('room.more.muteAll'), muteAll && (() => muteAll({ force: false }))),
    ...entry('mute-all-force', t('room.more.muteAllForce'), muteAll && (() => muteAll({ force: true }))),
    ...entry('unmute-all', t('room.more.unmuteAll'), unmuteAll),
    ...entry('limit-sharing', t('room.more.limitSharing'), limitSharing),
    ...entry('free-sharing', t('room.more.freeSharing'), freeSharing),
  ]
}

/** None if there is nothing to do; `id` is its test id, too. */
export function entry(id: string, label: string, onAction: (() => void) | undefined): MenuEntry[] {
  return onAction ? [{ id, label, testId: id, onAction }] : []
}

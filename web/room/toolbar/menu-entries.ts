import type { TFunction } from 'i18next'
import type { MenuEntry } from '../../controls/menu.tsx'
import type { MeetingView, OwnView, StageView } from '../../state/room/views.ts'

/** The reactions with their names; none while the person cannot react. */
export function reactionEntries({ react, reactions }: OwnView, t: TFunction): MenuEntry[] {
  if (!react) return []
  return reactions.map((reaction) => ({
    id: reaction,
    label: t(`room.reaction.${reaction}`),
    icon: reaction,
    testId: 'react',
    onAction: () => react(reaction),
  }))
}

/** The entries that do not fit into the toolbar of a phone. */
export function overflowEntries({ own, stage, t }: { own: OwnView; stage: StageView; t: TFunction }): MenuEntry[] {
  const { share } = own
  const other = stage.chosen === 'speaker' ? 'grid' : 'speaker'
  return [
    ...entry('toggle-share', t(share.on ? 'room.more.stopSharing' : 'room.more.share'), share.toggle),
    ...entry('toggle-layout', t(`room.more.${other}`), () => stage.choose(other)),
  ]
}

/** The actions on the whole meeting that are possible now. */
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

/** No entry without an action. The `id` is also the test id. */
export function entry(id: string, label: string, onAction: (() => void) | undefined): MenuEntry[] {
  return onAction ? [{ id, label, testId: id, onAction }] : []
}

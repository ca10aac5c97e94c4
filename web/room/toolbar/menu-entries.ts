import type { TFunction } from 'i18next'
import type { MenuEntry } from '../../controls/menu.tsx'
import type { OwnView, StageView } from '../../state/room/views.ts'

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

/** No entry without an action. The `id` is also the test id. */
export function entry(id: string, label: string, onAction: (() => void) | undefined): MenuEntry[] {
  return onAction ? [{ id, label, testId: id, onAction }] : []
}

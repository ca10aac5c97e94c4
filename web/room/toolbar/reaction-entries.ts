import type { TFunction } from 'i18next'
import type { MenuEntry } from '../../controls/menu.tsx'
import type { OwnView } from '../../state/room/views.ts'

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

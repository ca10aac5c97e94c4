import type { TFunction } from 'i18next'
import type { MenuEntry } from '../../controls/menu.tsx'
import type { OwnView, StageView } from '../../state/room/views.ts'
import { entry } from './meeting-entries.ts'

/** The entries that do not fit into the toolbar of a phone. */
export function overflowEntries({ own, stage, t }: { own: OwnView; stage: StageView; t: TFunction }): MenuEntry[] {
  const { share } = own
  const other = stage.chosen === 'speaker' ? 'grid' : 'speaker'
  return [
    ...entry('toggle-share', t(share.on ? 'room.more.stopSharing' : 'room.more.share'), share.toggle),
    ...entry('toggle-layout', t(`room.more.${other}`), () => stage.choose(other)),
  ]
}

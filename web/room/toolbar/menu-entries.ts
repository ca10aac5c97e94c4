import type { TFunction } from 'i18next'
import type { MenuEntry } from '../../controls/menu.tsx'
import { SELF_VIEWS, type StageView } from '../../state/room/stage-views.ts'
import type { OwnView } from '../../state/room/views.ts'
import type { Screen } from '../screen.ts'

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

/** Ways to see oneself other than the chosen one; none while the person is alone. */
export function selfViewEntries({ alone, selfView, chooseSelfView }: StageView, t: TFunction): MenuEntry[] {
  if (alone) return []
  return SELF_VIEWS.filter((each) => each !== selfView).flatMap((each) =>
    entry(`self-view-${each}`, t(`room.views.self.${each}`), () => chooseSelfView(each)),
  )
}

/** Full screen and picture-in-picture, where the browser has them. */
export function screenEntries({ fullScreen, pictureInPicture }: Screen, t: TFunction): MenuEntry[] {
  return [
    ...entry(
      'full-screen',
      t(fullScreen?.isOn ? 'room.views.leaveFullScreen' : 'room.views.fullScreen'),
      fullScreen?.toggle,
    ),
    ...entry(
      'picture-in-picture',
      t(pictureInPicture?.isOn ? 'room.views.closePictureInPicture' : 'room.views.pictureInPicture'),
      pictureInPicture?.toggle,
    ),
  ]
}

/** No entry without an action. The `id` is also the test id. */
export function entry(id: string, label: string, onAction: (() => void) | undefined): MenuEntry[] {
  return onAction ? [{ id, label, testId: id, onAction }] : []
}

import type { RoomModel } from '../state/room-views.ts'
import { useObservable } from '../state/use-observable.ts'
import type { Screen } from './screen.ts'
import { useHoldToTalk } from './use-hold-to-talk.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** The keys of the help page. */
export function useRoomKeys(room: RoomModel, screen: Screen): void {
  const own = useObservable(room.own)
  const stage = useObservable(room.stage)
  useHoldToTalk(own.talk)
  useShortcuts({
    m: own.microphone.toggle,
    v: own.camera.toggle,
    h: own.hand.toggle,
    p: screen.togglePeople,
    c: screen.toggleChat,
    s: () => stage.choose(stage.chosen === 'speaker' ? 'grid' : 'speaker'),
    escape: screen.panel && screen.closePanel,
    '?': () => screen.openDialog('keys'),
  })
}

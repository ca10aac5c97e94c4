import type { OwnView, RoomModel } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import type { Screen } from '../screen.ts'
import { singleKeys } from './single-keys.ts'
import { useHoldToTalk } from './use-hold-to-talk.ts'
import { useShortcuts } from './use-shortcuts.ts'

const NO_TALK: OwnView['talk'] = { held: false }

/** Installs the shortcuts that the help page lists. */
export function useRoomKeys(room: RoomModel, screen: Screen): void {
  const own = useObservable(room.own)
  const stage = useObservable(room.stage)
  const isOn = useObservable(singleKeys.on)
  const escape = screen.panel && screen.closePanel
  const characters = {
    m: own.microphone.toggle,
    v: own.camera.toggle,
    h: own.hand.toggle,
    p: screen.togglePeople,
    c: screen.toggleChat,
    s: () => stage.choose(stage.chosen === 'speaker' ? 'grid' : 'speaker'),
    '?': () => screen.openDialog('keys'),
  }
  useHoldToTalk(isOn ? own.talk : NO_TALK)
  // In a panel, these keys scroll.
  const pages = !screen.panel && { pagedown: stage.nextPage, pageup: stage.previousPage }
  useShortcuts({ ...(isOn && characters), ...pages, escape })
}

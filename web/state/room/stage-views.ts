import type { DeviceName } from '../../../contract/text/device-name.ts'
import type { PeerTrouble, Picture, Sight } from '../../media/engine.ts'
import type { AudioState } from './people-views.ts'

/** One tile: a session's camera, or the screen that it shares. */
export type TileView = Readonly<{
  /** Identifies the tile. */
  key: string
  kind: 'camera' | 'screen'
  /** `key` of the member. */
  member: string
  participantId: string
  nick: string
  isSelf: boolean
  /** Only if the person is in the meeting with several devices. */
  device?: DeviceName
  host: boolean
  coHost: boolean
  outside: boolean
  /** Absent if there is no picture; then the view shows the name. */
  picture?: Picture
  /** This person shares a whole screen: its picture would contain itself without end. */
  wholeScreen?: true
  /** The picture is mirrored. */
  mirrored: boolean
  audio: AudioState
  video: boolean
  speaking: boolean
  pinned: boolean
  /** The host shows this member large to everybody. */
  focused: boolean
  /** Quality of the connection: 3 good, 2 fair, 1 poor; absent until it is measured. */
  grade?: 1 | 2 | 3
  /** `connecting` until media arrive for the first time. The person's own tile is `connected` unless nobody receives it. */
  media: 'connecting' | 'connected' | 'failed'
  /** What the tile explains while media are missing or being restored. */
  trouble?: TileTrouble
  /** The limit that `trouble` is about. */
  limit?: number
  /** Place in the line of raised hands, from 1. */
  hand?: number
  /** No heartbeat arrives; the session may come back. */
  silent: boolean
  togglePin?: () => void
  toggleFocus?: () => void
}>

/** `cameras-full`: the person wants their camera on. `without-sound`: the device joined without sound. */
export type TileTrouble = PeerTrouble | 'cameras-full' | 'without-sound'

export type LayoutName = 'grid' | 'speaker'

/** `hidden`: the person does not see themselves. */
export const SELF_VIEWS = ['normal', 'small', 'hidden'] as const
export type SelfView = (typeof SELF_VIEWS)[number]

/** What the tiles show, with the actions on them. */
export type StageView = Readonly<{
  /** The layout that the person chose. In both, a shared screen, a pin or the host's focus is shown large. */
  chosen: LayoutName
  /** The layout that is shown: `speaker` has one `large` tile with `tiles` beside it. */
  layout: LayoutName
  large?: TileView
  /** Why it is large. */
  largeFor?: 'screen' | 'pin' | 'focus' | 'speaker'
  /** The tiles of the current page. */
  tiles: readonly TileView[]
  /** From 1. */
  page: number
  pages: number
  /** The person is alone in the meeting. */
  alone: boolean
  /** Where the person sees themselves. What the others see does not depend on it. */
  selfView: SelfView
  /** The own camera, shown small in a corner instead of among the tiles. */
  small?: TileView
  chooseSelfView: (selfView: SelfView) => void
  previousPage?: () => void
  nextPage?: () => void
  choose: (layout: LayoutName) => void
  /** The view reports how many tiles fit on a page when its size changes. */
  fit: (tiles: number) => void
}>

/** The pictures that are shown. Those of sessions that send none count too: they may start to. */
export function sightOf({ large, small, tiles }: StageView): Sight {
  const shown = [large, small, ...tiles].filter((tile) => tile !== undefined)
  const of = (kind: TileView['kind']) =>
    new Set(shown.flatMap((tile) => (tile.kind === kind && !tile.isSelf ? [tile.participantId] : [])))
  return { cameras: of('camera'), screens: of('screen') }
}

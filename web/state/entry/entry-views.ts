import type { EntryAnswer, Me } from '../../../contract/web/types.ts'
import type { Picture } from '../../media/engine.ts'
import type { Arrival, Former } from './arrival.ts'
import type { DevicesView, SwitchView } from '../room/device-views.ts'
import type { Readable } from '../../../client/observable.ts'
import type { RoomModel, WayBack } from '../room/views.ts'

/** What the shell gives the meeting page. `openMeeting` in web/media/open-meeting.ts makes its model of it. */
export type MeetingSetup = Readonly<{
  arrival: Arrival
  /** Who is signed in. */
  me?: Me
  /** Leads to signing in, and back here. */
  signIn: () => void
  /** The meeting that was left for this one. */
  former?: WayBack
}>

/** The meeting page: first the page before joining, then the room. After a reload it is the room at once. */
export type MeetingModel = Readonly<{
  page: Readable<MeetingPage>
  /** Ends camera, microphone and connections without leaving the meeting; when the page is taken down. */
  close: () => void
  /**
   * Leaves the meeting, if one is inside: resolves once the server has answered, or does not, with what leads back to it.
   */
  leave: () => Promise<Former | undefined>
}>
export type MeetingPage = Readonly<{ at: 'entry'; entry: EntryModel } | { at: 'room'; room: RoomModel }>

/** The page before joining. `level` is apart, since it changes many times a second. */
export type EntryModel = Readonly<{
  view: Readable<EntryView>
  /** How loud the microphone is, 0 to 1; 0 without one, and while it is off. */
  level: Readable<number>
}>

/** Why one does not get in; the view has words for each. */
export type EntryRefusal =
  /** The link or the passcode is wrong, or there is no such meeting: which of them is not told. */
  | 'not-admitted'
  | 'banned'
  /** The host did not let him in, this time. */
  | 'turned-away'
  | 'conference-locked'
  | 'conference-ended'
  /** The personal link has been used. */
  | 'pass-used'
  | 'too-many-tries'
  /** No answer from the server. */
  | 'unreachable'
  | 'fault'

/** `host-absent`: the meeting begins when its host comes; `waiting-room`: the host lets people in. */
export type EntryWait = NonNullable<EntryAnswer['wait']>

export type EntryView = Readonly<{
  /**
   * `looking`: asks the server what is behind the link; `locked`: only a room code is known, a passcode or signing in is
   * needed; `ready`: may join; `joining`; `waiting`: goes in by itself as soon as it may; `refused`: `refusal` says why,
   * and there is nothing to fill in.
   */
  phase: 'looking' | 'locked' | 'ready' | 'joining' | 'waiting' | 'refused'
  roomCode: string
  title?: string
  /** Names of who is inside, by arrival, 50 at most. */
  inside: readonly string[]
  insideCount: number
  /** What he waits for, or would have to once he joins; then it is not told who is inside. */
  wait?: EntryWait
  stopWaiting?: () => void
  /** Under which name a signed-in person goes in; absent for guests. */
  nick?: string
  /** A guest's name; absent for whom the server knows. What is wrong with it is said once he has tried to join. */
  guest?: Readonly<{ nick: string; fault?: 'empty' | 'unusable'; setNick: (nick: string) => void }>
  /** With `locked`; after a wrong one `refusal` is there too. */
  /** `orElse`: what else it may be; to whoever is signed in, a code of no meeting looks the same. */
  passcode?: Readonly<{
    value: string
    orElse: 'sign-in' | 'no-meeting'
    set: (value: string) => void
    submit?: () => void
  }>
  refusal?: EntryRefusal
  /** Signing in may help. */
  signIn?: () => void
  /** Asks the server once more. */
  retry?: () => void
  microphone: SwitchView
  camera: SwitchView
  /** What the camera sees, to be shown mirrored; absent while it is off. */
  preview?: Picture
  devices: DevicesView
  /** Absent while it cannot be done. No device is needed. */
  join?: () => void
}>

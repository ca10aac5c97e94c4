import type { Look, EntryAnswer, Me } from '../../../contract/web/types.ts'
import type { Picture } from '../../media/engine.ts'
import type { Arrival, PreviousMeeting } from '../meeting/arrival.ts'
import type { DevicesView, EffectsView, SwitchView } from '../devices/device-views.ts'
import type { Readable } from '../../../client/observable.ts'
import type { RoomModel, WayBack } from '../room/views.ts'
import type { Proofs } from './entry-calls.ts'

/** What the app gives to the meeting page. `openMeeting` in web/open-meeting.ts makes its model from it. */
export type MeetingSetup = Readonly<{
  arrival: Arrival
  /** Who is signed in. */
  me?: Me
  /** Opens the sign-in page, which leads back to the meeting with these proofs. */
  signIn: (proofs: Proofs) => void
  /** Opens the meeting of another room code. */
  goTo: (proofs: Proofs) => void
  /** The meeting that was left for this one. */
  previous?: WayBack
}>

/** The meeting page: the page before joining, then the room. After a reload it opens the room at once. */
export type MeetingModel = Readonly<{
  page: Readable<MeetingPage>
  /** Closes camera, microphone and connections without leaving the meeting, for when the page is removed. */
  close: () => void
  /**
   * Leaves the meeting if the person is in it. Resolves after the server's answer or a timeout, with the way back.
   */
  leave: () => Promise<PreviousMeeting | undefined>
}>
/** Which of its two parts the meeting page shows. */
export type MeetingPage = Readonly<{ at: 'entry'; entry: EntryModel } | { at: 'room'; room: RoomModel }>

/** The page before joining. `level` is separate, since it changes many times a second. */
export type EntryModel = Readonly<{
  view: Readable<EntryView>
  /** How loud the microphone is, 0 to 1; 0 while it is off or missing. */
  level: Readable<number>
}>

/**
 * How the page joins. `movesHere`: all other sessions of the person end. `withoutSound`: the page neither sends nor plays
 * media.
 */
export type EntryWay = Readonly<{ movesHere?: true; withoutSound?: true }>

/** Why the person cannot join. The view has words for each. */
export type EntryRefusal =
  /** The link or passcode is wrong, or there is no such meeting. The server does not say which. */
  | 'not-admitted'
  | 'banned'
  /** The host denied the request, this time. */
  | 'turned-away'
  | 'conference-locked'
  | 'not-for-guests'
  /** Only people of the organization can join. */
  | 'not-for-outsiders'
  | 'conference-ended'
  /** The personal link has been used. */
  | 'pass-used'
  | 'too-many-tries'
  /** Too many guests have joined from the person's network in the last minute. */
  | 'too-many-guests'
  /** The meeting has its maximum of guests, or of waiting guests. */
  | 'guests-full'
  /** No answer from the server. */
  | 'unreachable'
  | 'fault'

/** `host-absent`: the host or a co-host has to join first. `waiting-room`: the host or a co-host admits people. */
export type EntryWait = NonNullable<EntryAnswer['wait']>

/** `open` shows the field; `password` is the field. After a wrong password it has a `refusal`. */
export type HostClaimView = Readonly<{
  open?: () => void
  password?: Readonly<{ value: string; set: (value: string) => void; submit?: () => void; refusal?: EntryRefusal }>
}>

/**
 * The room code and the passcode, both of which may be wrong. `orElse`: what the page suggests besides them. A signed-in
 * person is told that the room code may be wrong, because the server does not say which of the two is wrong.
 */
export type CodeFormView = Readonly<{
  roomCode: string
  setRoomCode: (value: string) => void
  passcode: string
  setPasscode: (value: string) => void
  orElse: 'sign-in' | 'no-meeting'
  submit?: () => void
}>

/** What the page before joining shows, with its actions. An action that is impossible now is absent. */
export type EntryView = Readonly<{
  /**
   * `looking`: asks the server which meeting the link leads to; `locked`: only a room code is known, so a passcode or
   * signing in is needed; `ready`: the person may join; `joining`; `waiting`: joins automatically once the person may;
   * `refused`: `refusal` says why, and there is nothing to fill in.
   */
  phase: 'looking' | 'locked' | 'ready' | 'joining' | 'waiting' | 'refused'
  roomCode: string
  title?: string
  /** Of the organization of the meeting. */
  look?: Look
  /** Names of the people in the meeting, by arrival, at most 50. */
  participants: readonly string[]
  participantCount: number
  /** What the person waits for, or will wait for after joining. While it is present, `participants` is empty. */
  wait?: EntryWait
  /** With `wait`, in an own room: the name of its owner. */
  waitsFor?: string
  stopWaiting?: () => void
  /** The name of a signed-in person; absent for guests. */
  nick?: string
  /** The person becomes host when they join. */
  asHost?: true
  /** What the person misses if they join now; the value is the limit. */
  missing?: NonNullable<EntryAnswer['missing']>
  /** Present while the person may still show that they are the host. */
  hostClaim?: HostClaimView
  /** A guest's name; absent for signed-in people. The page says what is wrong with it after an attempt to join. */
  guest?: Readonly<{ nick: string; problem?: 'empty' | 'unusable'; setNick: (nick: string) => void }>
  /** Present with `locked`. After a wrong passcode, `refusal` is present too. */
  codeForm?: CodeFormView
  refusal?: EntryRefusal
  /** Present if signing in may help. With a `refusal` or a `wait`, it may cure that. */
  signIn?: () => void
  /** Asks the server again. */
  retry?: () => void
  microphone: SwitchView
  camera: SwitchView
  /** The camera picture, to be shown mirrored; absent while the camera is off. */
  preview?: Picture
  devices: DevicesView
  effects: EffectsView
  /** The person is in the meeting already: `join` moves them here. */
  alreadyInside?: true
  /** Absent while it is not possible. No device is needed. */
  join?: () => void
  /** Present with `alreadyInside`, and like `join`. */
  joinWithoutSound?: () => void
}>

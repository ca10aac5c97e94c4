import type { DeviceName } from '../../../contract/text/device-name.ts'

export type PersonTag = 'self' | 'host' | 'co-host' | 'outside' | 'phone'
/** Where a person is: called, waiting, in the meeting, or gone. */
export type PersonState =
  /** Waits to be admitted. */
  | 'waiting'
  | 'let-in'
  /** Stopped waiting without being admitted. */
  | 'gave-up'
  | 'called'
  | 'ringing'
  | CallOutcome
  | 'in-meeting'
  | 'reconnecting'
  | 'left'
  | 'removed'

/** Why a call was not answered. `call-failed`: it reached nobody. */
export type CallOutcome = 'declined' | 'no-answer' | 'cancelled' | 'call-failed'

/** A row of the people panel, with its actions. An action that the viewer may not take is absent. */
export type PersonView = Readonly<{
  /** `key` of the member. */
  key: string
  nick: string
  /** Place among the people who are here under the same name, by their first appearance, from 1; absent for a name that only one has. */
  namesake?: Readonly<{ place: number; of: number }>
  tags: readonly PersonTag[]
  state: PersonState
  /** Present while the person is in the meeting. */
  audio?: AudioState
  video: boolean
  sharing: boolean
  hand?: number
  /** Open sessions, oldest first. If there are several, each can be muted and removed alone. */
  devices: readonly Readonly<{
    participantId: string
    device: DeviceName
    silent: boolean
    isThis: boolean
    mute?: () => void
    remove?: () => void
  }>[]
  /** Epoch ms. */
  joinTime?: number
  leaveTime?: number
  letIn?: () => void
  mute?: () => void
  askToUnmute?: () => void
  /** Present while the camera is on. */
  stopVideo?: () => void
  /** Present while they share a screen. */
  stopScreen?: () => void
  /** Present while the hand is up. */
  lowerHand?: () => void
  remove?: (how: { forbidRejoin: boolean }) => void
  makeCoHost?: () => void
  unmakeCoHost?: () => void
  handOverHost?: () => void
  /** @returns `false` if it is not a valid name; then nothing changes */
  rename?: (nick: string) => boolean
  focus?: () => void
  unfocus?: () => void
  ringAgain?: () => void
  cancelRing?: () => void
}>

/** What the people panel shows. */
export type PeopleView = Readonly<{
  search: string
  setSearch: (text: string) => void
  /** How many people are in the meeting, independent of the search. */
  count: number
  /** The people who wait to be admitted, in order of their first appearance. */
  waiting: readonly PersonView[]
  /** How many people the viewer can admit, independent of the search. */
  waitingCount: number
  letAllIn?: () => void
  /** Present while a hand is up, for people who may lower it. */
  lowerHands?: () => void
  /** People who are called, or who did not come. */
  notJoined: readonly PersonView[]
  /** Raised hands first, in order; then the viewer, the host, co-hosts, and the others by arrival. */
  inMeeting: readonly PersonView[]
  left: readonly PersonView[]
  /** How much of a large roster is shown, until all of it is. */
  loaded?: Readonly<{ count: number; of: number }>
  /** Makes the list complete; without it, people who are not here any more may be missing. */
  loadAll: () => void
}>

/** A person's microphone as others see it: their own switch, and what the host decided. */
export type AudioState = 'on' | 'off' | 'muted-by-host' | 'barred'

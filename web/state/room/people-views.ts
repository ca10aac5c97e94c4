import type { DeviceName } from '../../../contract/text/device-name.ts'

export type PersonTag = 'self' | 'host' | 'co-host' | 'outside' | 'phone'
export type PersonState =
  /** Asks to be let in. */
  | 'waiting'
  | 'let-in'
  /** Waited, and was not let in. */
  | 'gave-up'
  | 'called'
  | 'ringing'
  | 'declined'
  | 'no-answer'
  | 'cancelled'
  | 'call-failed'
  | 'inside'
  | 'reconnecting'
  | 'left'
  | 'removed'

export type PersonView = Readonly<{
  /** `key` of the member. */
  key: string
  nick: string
  tags: readonly PersonTag[]
  state: PersonState
  /** While he is in. */
  audio?: AudioState
  video: boolean
  sharing: boolean
  hand?: number
  /** Open sessions, oldest first. With more than one, each may be muted and removed alone. */
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
  remove?: (how: { forbidRejoin: boolean }) => void
  makeCoHost?: () => void
  unmakeCoHost?: () => void
  handOverHost?: () => void
  /** `false` if it is no name; then nothing happens. */
  rename?: (nick: string) => boolean
  focus?: () => void
  unfocus?: () => void
  ringAgain?: () => void
  cancelRing?: () => void
}>

export type PeopleView = Readonly<{
  search: string
  setSearch: (text: string) => void
  /** People who are in, whatever is searched for. */
  count: number
  /** They ask to be let in, the first to come first. */
  knocking: readonly PersonView[]
  /** How many of them wait for oneself, whatever is searched for; 0 for whoever may let nobody in. */
  asking: number
  letAllIn?: () => void
  /** Called, ringing, or not come. */
  waiting: readonly PersonView[]
  /** Raised hands first, in order; then oneself, host, co-hosts, the others by arrival. */
  inside: readonly PersonView[]
  left: readonly PersonView[]
}>

/** A person's microphone as others may know it: his own switch, and what the host has done. */
export type AudioState = 'on' | 'off' | 'muted-by-host' | 'barred'

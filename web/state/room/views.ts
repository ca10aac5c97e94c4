import type { Reaction, RefusalCode } from '../../../contract/signaling/types.ts'
import type { DeviceName } from '../../../contract/text/device-name.ts'
import type { PeerTrouble, Picture } from '../../media/engine.ts'
import type { Readable } from '../../../client/observable.ts'
import type { DeviceTrouble, DevicesView, SwitchView } from './device-views.ts'
import type { AudioState, PeopleView } from './people-views.ts'

/**
 * All that the room shows and may do. An action that cannot be done now is absent. Each part changes on its own; sound is
 * not here, since it is played beside the views (web/media).
 */
export type RoomModel = Readonly<{
  status: Readable<RoomStatus>
  stage: Readable<StageView>
  own: Readable<OwnView>
  people: Readable<PeopleView>
  meeting: Readable<MeetingView>
  invite: Readable<InviteView>
  chat: Readable<ChatView>
  notices: Readable<NoticesView>
  /** How loud one's own microphone is, 0 to 1; 0 while it is off. */
  level: Readable<number>
}>

/** Times are epoch ms. */
export type RoomStatus = Readonly<
  | { phase: 'joining' }
  | { phase: 'inside' }
  /** `until`: when the server gives the session up. */
  | { phase: 'reconnecting'; since: number; until: number }
  /**
   * `rejoin` leads to the page before joining, or back at once; absent where there is no way back. `former`: the meeting
   * that was left for this one.
   */
  | { phase: 'ended'; reason: RoomEnd; rejoin?: () => void; former?: WayBack }
>

/** Into another meeting. */
export type WayBack = Readonly<{ title: string; goBack: () => void }>

export type RoomEnd =
  | 'left'
  | 'lost'
  | 'removed'
  /** Removed, and may not come back. */
  | 'banned'
  | 'conference-ended'
  /** Another page or device goes on with this session. */
  | 'replaced'
  | 'conference-locked'
  /** Not let in any more, or not yet. */
  | 'host-absent'
  | 'waiting-room'
  /** The ticket is too old, or used. */
  | 'pass-invalid'
  /** The page is older than the server: load it anew. */
  | 'version-unsupported'
  | 'fault'

/** One picture: a session's camera, or the screen it shares. */
export type TileView = Readonly<{
  /** Names the tile. */
  key: string
  kind: 'camera' | 'screen'
  /** `key` of the member. */
  member: string
  participantId: string
  nick: string
  isSelf: boolean
  device: DeviceName
  host: boolean
  coHost: boolean
  outside: boolean
  /** Absent: there is no picture, show the name. */
  picture?: Picture
  /** Show it like a mirror. */
  mirrored: boolean
  audio: AudioState
  video: boolean
  speaking: boolean
  pinned: boolean
  /** The host shows him large to everybody. */
  focused: boolean
  /** How well he is served: 3 good, 2 fair, 1 poor; absent until it was measured. */
  grade?: 1 | 2 | 3
  /** `connecting` until his media arrive for the first time; one's own are `connected` unless nobody gets them. */
  media: 'connecting' | 'connected' | 'failed'
  /** With `failed`, or while it is mended: to be said on the tile. */
  trouble?: PeerTrouble
  /** Place in the line of raised hands, from 1. */
  hand?: number
  /** Gives no sign of life; may come back. */
  silent: boolean
  togglePin?: () => void
  toggleFocus?: () => void
}>

export type LayoutName = 'grid' | 'speaker'

export type StageView = Readonly<{
  /** What the person chose. A shared screen, a pin or the host's focus is shown large in either. */
  chosen: LayoutName
  /** What is shown: `speaker` has one tile `large` and `tiles` beside it. */
  layout: LayoutName
  large?: TileView
  /** Why it is large. */
  largeFor?: 'screen' | 'pin' | 'focus' | 'speaker'
  /** Of the page shown. */
  tiles: readonly TileView[]
  /** From 1. */
  page: number
  pages: number
  /** Nobody but oneself is inside. */
  alone: boolean
  previousPage?: () => void
  nextPage?: () => void
  choose: (layout: LayoutName) => void
  /** How many tiles a page holds; the view says it when its size changes. */
  fit: (tiles: number) => void
}>

export type OwnView = Readonly<{
  /** As others have it; with `muted-by-host` the person may unmute himself, with `barred` he may not. */
  audio: AudioState
  microphone: SwitchView
  /** `full`: too many are inside for another camera. */
  camera: SwitchView & Readonly<{ full: boolean }>
  /** `limited`: only hosts may share now. */
  share: Readonly<{ on: boolean; limited: boolean; unsupported: boolean; toggle?: () => void }>
  /** `order`: place in the line, from 1. */
  hand: Readonly<{ up: boolean; order?: number; toggle?: () => void }>
  react?: (reaction: Reaction) => void
  reactions: readonly Reaction[]
  /** Held: the microphone is on as long as it is. Key down and key up of Space; absent when it cannot be done. */
  talk: Readonly<{ held: boolean; hold?: () => void; release?: () => void }>
  devices: DevicesView
  /** More people are in the meeting than its audio and video carry; what flows already stays. */
  mediaFull: boolean
  /** How many people the cameras and all media carry; 0 until the server has said so. */
  limits: Readonly<{ video: number; media: number }>
  /** Too many are inside, and none flow: what is on here is not sent. */
  cutOff: boolean
}>

export type MeetingView = Readonly<{
  title: string
  roomCode: string
  /** Epoch ms, by the server's clock; absent until one is inside. */
  startTime?: number
  locked: boolean
  sharing: 'everybody' | 'hosts'
  role: 'host' | 'co-host' | 'member'
  lock?: () => void
  unlock?: () => void
  /** `force`: nobody may unmute himself. */
  muteAll?: (how: { force: boolean }) => void
  unmuteAll?: () => void
  limitSharing?: () => void
  freeSharing?: () => void
  endForAll?: () => void
  leave?: () => void
  /** Name of the person who becomes the host if this host leaves; absent if no one can. */
  nextHost?: string
}>

export type InviteView = Readonly<{
  /** Absent for whoever may not pass it on. */
  invitation?: Readonly<{ link: string; roomCode: string; passcode: string }>
  /** Whoever is called or has the link does not come in until it is unlocked, unless he is host or co-host. */
  locked: boolean
  query: string
  /** Asks for colleagues whose name begins with it; absent for whoever cannot call anybody. */
  search?: (query: string) => void
  searching: boolean
  /** `ring` is absent for whoever is in, is being called, or is kept out by the lock. */
  found: readonly Readonly<{
    unionId: string
    name: string
    state: 'free' | 'called' | 'inside' | 'locked'
    ring?: () => void
  }>[]
  failed: boolean
}>

export type ChatView = Readonly<{
  lines: readonly Readonly<{
    id: number
    nick: string
    isSelf: boolean
    text: string
    /** Epoch ms. */
    at: number
  }>[]
  open: boolean
  /** Lines that came while it was closed. */
  unread: number
  setOpen: (open: boolean) => void
  draft: string
  setDraft: (text: string) => void
  /** Sends the draft; absent while it is empty, too long, or there is no connection. */
  send?: () => void
  /** The last line was refused; it is in the draft again. */
  refused?: RefusalCode
}>

/** What has happened, for a toast and the live region; the view has words for each. */
export type Notice = Readonly<{ id: number }> &
  Readonly<
    | { kind: 'came' | 'went' | 'was-removed' | 'hand-up' | 'shares'; nick: string }
    | { kind: 'message'; nick: string; text: string }
    /** Somebody asks to be let in; told to whoever may. */
    | { kind: 'knocks'; nick: string; member: string }
    | { kind: 'new-host'; nick: string }
    /** `by`: nick of who did it, if it was nobody's app. */
    | { kind: 'muted-by-host' | 'barred'; by?: string }
    | {
        kind:
          | 'may-unmute'
          | 'you-are-host'
          | 'you-are-co-host'
          | 'no-longer-co-host'
          | 'locked'
          | 'unlocked'
          | 'sharing-limited'
          | 'sharing-free'
          | 'share-stopped-by-host'
          | 'resumed'
          | 'new-device'
      }
    /** `limit`: how many people the media carry. */
    | { kind: 'video-full' | 'media-full'; limit: number }
    | { kind: 'device-trouble'; device: 'microphone' | 'camera' | 'screen'; trouble: DeviceTrouble }
    | { kind: 'refused'; code: RefusalCode }
  >

export type NoticesView = Readonly<{
  /** Newest last, 4 at most; each goes by itself after some seconds. */
  toasts: readonly (Notice & Readonly<{ dismiss: () => void; letIn?: () => void }>)[]
  /** For the live region: say each once. */
  announced?: Notice
  /** Going on now: each is shown for some seconds. */
  reactions: readonly Readonly<{ id: number; participantId: string; nick: string; reaction: Reaction }>[]
  /** The host asks him to unmute. */
  askedToUnmute?: Readonly<{ by: string; unmute?: () => void; dismiss: () => void }>
  /** The browser wants a click before it plays sound. */
  soundBlocked?: Readonly<{ allow: () => void }>
}>

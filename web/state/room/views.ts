import type { Reaction, RefusalCode } from '../../../contract/signaling/types.ts'
import type { Readable } from '../../../client/observable.ts'
import type { ColleagueSearch, ColleagueSearchView } from '../people/colleague-search.ts'
import type { DeviceFailure, DevicesView, EffectsView, SwitchView } from '../devices/device-views.ts'
import type { ChatView } from './chat-view.ts'
import type { AudioState, CallOutcome, PeopleView } from './people-views.ts'
import type { StageView } from './stage-views.ts'
import type { MeetingSummary } from './summary.ts'
import type { HostToolsView } from './host-tools-view.ts'

/**
 * Everything that the room shows, with its actions. An action that is impossible now is absent. Each part changes on its
 * own. Sound is not here, since web/media plays it beside the views.
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
  /** How loud the person's own microphone is, 0 to 1; 0 while it is off. */
  level: Readable<number>
}>

/** Times are epoch ms. */
export type RoomStatus = Readonly<
  | { phase: 'joining' }
  /** `mediaInterrupted`: no sound and no picture arrive or leave, while everything else works. */
  | { phase: 'joined'; mediaInterrupted: boolean }
  /** `until`: when the server ends the session. */
  | { phase: 'reconnecting'; since: number; until: number }
  /** The session is over, and the page tries to come back until `until`. */
  | { phase: 'returning'; since: number; until: number; tryNow: () => void; leave: () => void }
  /**
   * `rejoin` leads to the page before joining, or directly back into the meeting. It is absent if there is no way back.
   * `previous`: the meeting that the person left for this one. `byAdministrator`: who need not be in the meeting.
   */
  | {
      phase: 'ended'
      reason: RoomEnd
      byAdministrator?: true
      rejoin?: () => void
      previous?: WayBack
      summary?: MeetingSummary
    }
>

/** Another meeting, and how to return to it. */
export type WayBack = Readonly<{ title: string; goBack: () => void }>

/** Why the person is no longer in the meeting. The view has words for each. */
export type RoomEnd =
  | 'left'
  | 'lost'
  | 'removed'
  /** Removed, and may not rejoin. */
  | 'banned'
  | 'conference-ended'
  /** The personal link has been used, and gives no new session. */
  | 'link-used'
  | 'signed-out'
  /** Another page continues this session. */
  | 'replaced'
  /** The person moved to another page or device. */
  | 'moved'
  /** The person joined with so many more devices that this one, the oldest, had to go. */
  | 'too-many-devices'
  | 'conference-locked'
  /** The person is not admitted any more, or not yet. */
  | 'host-absent'
  | 'waiting-room'
  /** The ticket has expired or was used. */
  | 'pass-invalid'
  /** The page is older than the server and must be reloaded. */
  | 'version-unsupported'
  | 'fault'

/** The person’s own switches. */
export type OwnView = Readonly<{
  /** As others see it. `muted-by-host`: they may unmute themselves. `barred`: they may not. */
  audio: AudioState
  /** Who muted the person, if they are muted. */
  muter: Muter
  microphone: SwitchView
  /** `full`: so many cameras of others are on that this one stays off. */
  camera: SwitchView & Readonly<{ full: boolean }>
  /** `sound`: the screen is shared with its sound. `limited`: only hosts may share now. */
  share: Readonly<{ on: boolean; sound: boolean; limited: boolean; unsupported: boolean; toggle?: () => void }>
  /** `order`: place in the line, from 1. */
  hand: Readonly<{ up: boolean; order?: number; toggle?: () => void }>
  react?: (reaction: Reaction) => void
  reactions: readonly Reaction[]
  /** `held`: the microphone is on only while Space is held. `hold` and `release` are absent while they are impossible. */
  talk: Readonly<{ held: boolean; hold?: () => void; release?: () => void }>
  devices: DevicesView
  effects: EffectsView
  /** For host and co-hosts: names of the people who have no audio place, by arrival. */
  unheard: readonly string[]
  /** How many cameras and how many audio places there are; 0 until the server has sent it. */
  limits: Readonly<{ cameras: number; places: number }>
  /** This session has no audio place: nobody receives it, even if a switch is on, and it receives nobody. */
  cutOff: boolean
  /** This page joined without sound. `turnOn` leads back to the page before joining. */
  withoutSound?: Readonly<{ turnOn: () => void }>
}>

/** The meeting itself, with the actions of host and co-hosts. */
export type MeetingView = Readonly<{
  title: string
  roomCode: string
  /** Epoch ms of the server's clock; absent until the person has joined. */
  startTime?: number
  locked: boolean
  role: 'host' | 'co-host' | 'member'
  /** Absent unless this person is host or co-host, and connected. */
  hostTools?: HostToolsView
  endForAll?: () => void
  leave?: () => void
  /** Absent unless this person is the host. */
  ifHostLeaves?: IfHostLeaves
}>

/** What becomes of the meeting if its host leaves on this device. */
export type IfHostLeaves = Readonly<
  /** The host is in the meeting on another device, too. */
  | { kind: 'stays-host' }
  /** `nick` becomes the host, unless automatic transfer is off, which pages do not know. */
  | { kind: 'next-host'; nick: string }
  /** Others are in the meeting, but none of them becomes the host automatically. */
  | { kind: 'no-host' }
  /** No one else is in the meeting. */
  | { kind: 'empty' }
>

/** The ways to invite others. */
export type InviteView = Readonly<{
  /** Absent for people who may not pass it on. */
  invitation?: Readonly<{ link: string; roomCode: string; passcode: string }>
  /** While the meeting is locked, only host and co-hosts can join, even with a link or a call. */
  locked: boolean
  /** The list of colleagues; absent for people who cannot call anybody. */
  colleagues?: Readonly<{ view: ColleagueSearchView; actions: Omit<ColleagueSearch, 'view'> }>
  /**
   * The people of that list. `ring` is absent for people who are in the meeting, are being called, or cannot join because of the
   * lock. The state says what became of the last call of this page.
   */
  found: readonly Readonly<{
    unionId: string
    name: string
    state: 'free' | 'called' | 'ringing' | CallOutcome | 'in-meeting' | 'locked'
    ring?: () => void
  }>[]
}>

/** A panel beside the tiles. */
export type PanelName = 'people' | 'chat'

/** `byAdministrator`: one of the organization did it, who need not be in the meeting. */
type Author = Readonly<{ byAdministrator?: true }>
/** `by`: name of the person who did it; absent if it was an app, a setting or an administrator. */
export type Muter = Author & Readonly<{ by?: string }>

/** Something that happened, for a toast and the live region. The view has words for each. */
export type Notice = Readonly<{ id: number }> &
  Readonly<
    | { kind: 'came' | 'went' | 'hand-up' | 'shares'; nick: string }
    | ({ kind: 'was-removed'; nick: string } & Author)
    | { kind: 'message'; nick: string; text: string }
    /** A call of this person was not answered. */
    | { kind: 'call-over'; nick: string; outcome: Exclude<CallOutcome, 'cancelled'> }
    /** Somebody waits to be admitted. Only people who can admit them get this. */
    | { kind: 'knocks'; nick: string; member: string }
    | { kind: 'new-host'; nick: string }
    | ({ kind: 'muted-by-host' | 'barred' | 'camera-stopped' | 'share-stopped' | 'hand-lowered' } & Muter)
    | ({ kind: 'locked' | 'unlocked' } & Author)
    | {
        kind:
          | 'may-unmute'
          | 'you-are-host'
          | 'you-are-co-host'
          | 'no-longer-co-host'
          | 'sharing-limited'
          | 'sharing-free'
          /** Only host and co-hosts may share now, and this person was sharing. */
          | 'share-ended'
          | 'waiting-room-on'
          | 'waiting-room-off'
          | 'mute-on-join'
          | 'no-mute-on-join'
          | 'chat-closed'
          | 'chat-open'
          | 'resumed'
          | 'new-device'
          | 'camera-free'
      }
    /** The camera stays off. `limit`: how many cameras may be on. */
    | { kind: 'cameras-full'; limit: number }
    | ({ kind: 'device-trouble' } & DeviceFailure)
    | { kind: 'refused'; code: RefusalCode }
  >

/** Messages and reactions that are shown for a while. */
export type NoticesView = Readonly<{
  /** Newest last, at most 2. Each disappears after some seconds. */
  toasts: readonly (Notice & Readonly<{ dismiss: () => void; letIn?: () => void }>)[]
  /** The view reports which panel is open. What the panel shows needs no toast. */
  setPanel: (panel: PanelName | undefined) => void
  /** The newest message, for the live region of screen readers. */
  announced?: Notice
  /** The reactions on screen; each is shown for some seconds. */
  reactions: readonly Readonly<{ id: number; participantId: string; nick: string; reaction: Reaction }>[]
  /** The host asks the person to unmute. */
  unmuteRequest?: Readonly<{ by: string; unmute?: () => void; dismiss: () => void }>
  /** Present while the browser plays no sound before a click. */
  soundBlocked?: Readonly<{ allow: () => void }>
}>

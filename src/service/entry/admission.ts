import { externalLink, personalLink } from '../../../contract/text/link.ts'
import { toActor } from '../../conference/actor.ts'
import { NO_CAMERAS } from '../../conference/cameras.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import {
  entryPolicy,
  hasHostPassword,
  hostClaimOf,
  joinsAsHost,
  type HostClaim,
  type WaitReason,
} from '../../conference/entry.ts'
import type { Newcomer } from '../../conference/event.ts'
import {
  personKey,
  type ConferenceId,
  type EpochMs,
  type ParticipantId,
  type UnionId,
} from '../../conference/identity.ts'
import type { Device } from '../../conference/member.ts'
import type { Caller } from '../account/caller.ts'
import type { Directory } from '../account/directory.ts'
import { toNamedPerson, type Passes } from '../account/passes.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { Seat } from '../conduct/seat.ts'
import type { Media } from '../live/media.ts'
import type { MediaStates } from '../live/media-states.ts'
import { requireOpenAccount } from './closed-account.ts'
import { ClosedError } from './closed-error.ts'
import { EntryPasses } from './entry-passes.ts'
import type { Meeting, Meetings } from './meetings.ts'
import type { GuestLimits } from './guest-limits.ts'
import { toEntryPreview, type EntryPreview } from './entry-preview.ts'
import { Proofs, type EntryRequest, type EntryTries } from './proofs.ts'
import { WaitError } from './wait-error.ts'

/** A ticket opens one session, until `expiresAt`. */
export type IssuedTicket = Readonly<{
  ticket: string
  expiresAt: EpochMs
  conferenceId: ConferenceId
  title: string
}>

/** A person who asks to be admitted to a meeting. */
export type Entrant = Readonly<{
  meeting: Meeting
  newcomer: Newcomer
  /** A guest who has not shown that they were here before. */
  isNewGuest?: boolean
  /** The one session that a personal link is for. */
  participantId?: ParticipantId
}> &
  HostClaim

/** An open session, and the token by which it is continued after its connection is lost. */
export type AdmittedSession = Seat & Readonly<{ resumeToken: string }>

/** Admits people to meetings: proof, then entry policy, then ticket, then session. */
export class Admission {
  readonly #conductor: Conductor
  readonly #meetings: Meetings
  readonly #directory: Directory
  readonly #accounts: Parameters<typeof requireOpenAccount>[0]
  readonly #passes: EntryPasses
  readonly #proofs: Proofs
  readonly #guests: GuestLimits
  readonly #clock: Clock
  readonly #maxSessions: number
  readonly #media: Pick<Media, 'engine' | 'limits'>
  readonly #mediaStates: Pick<MediaStates, 'cameras'>
  readonly #publicUrl: () => URL

  constructor(deps: {
    conductor: Conductor
    meetings: Meetings
    directory: Directory
    passes: Passes
    tries: EntryTries
    guests: GuestLimits
    /** Sessions that one person may have open in a conference. */
    maxSessions: number
    media: Pick<Media, 'engine' | 'limits'>
    mediaStates: Pick<MediaStates, 'cameras'>
    clock: Clock
    ids: Ids
    publicUrl: () => URL
  }) {
    this.#conductor = deps.conductor
    this.#meetings = deps.meetings
    this.#directory = deps.directory
    this.#accounts = deps
    this.#passes = new EntryPasses(deps)
    this.#proofs = new Proofs({ ...deps, passes: this.#passes })
    this.#guests = deps.guests
    this.#clock = deps.clock
    this.#maxSessions = deps.maxSessions
    this.#media = deps.media
    this.#mediaStates = deps.mediaStates
    this.#publicUrl = deps.publicUrl
  }

  /**
   * Issues a ticket. A guest gets the name `nick`; everyone else has their own name. A person who has to wait tries again,
   * with `waits: true` and the `retryPasses` of the error. Guests receive a pass by which they stay the same guest.
   *
   * @throws WaitError if the person has to wait
   * @throws ConferenceError `pass-invalid` (also for an unknown room code), `pass-used`, `too-many-tries`,
   *   `too-many-guests`, `guests-full`, `banned`, `not-permitted` (removed while they waited), `conference-locked`, `conference-ended`
   */
  async admit(
    request: EntryRequest & Readonly<{ nick: string; device: Device; waits?: boolean }>,
  ): Promise<IssuedTicket & Readonly<{ guest?: string }>> {
    const entrant = await this.#identify(request, request.nick)
    const { meeting, newcomer, participantId } = entrant
    const wait = await this.#findWait(entrant)
    await this.#guests.count(entrant, { from: request.from, waits: wait !== undefined })
    if (wait === 'waiting-room') await this.#knock(entrant, request.waits ?? false)
    const guest = await this.#passes.signGuest(meeting.id, newcomer)
    const guestPass = guest !== undefined && { guest }
    if (!wait) return { ...(await this.issueTicket(entrant, request.device)), ...guestPass }
    // Their personal link would expire while they wait.
    const login = participantId && (await this.#signPersonalLink({ ...entrant, participantId }))
    throw new WaitError(wait, { ...guestPass, ...(login !== undefined && { login }) })
  }

  /**
   * Previews a meeting. Uses up no proof and notifies nobody.
   *
   * @throws ConferenceError as `admit`, but not for a person who has to wait
   */
  async preview(request: EntryRequest): Promise<EntryPreview> {
    const entrant = await this.#identify(request, '')
    const { meeting, newcomer } = entrant
    const wait = await this.#findWait(entrant)
    const conference = await this.#meetings.conferenceToJoin(meeting)
    const asHost = conference.phase === 'running' && joinsAsHost(conference, { ...entrant, person: newcomer.person })
    const waitsFor = wait && (await this.#meetings.findOwnRoomOwner(meeting))
    const host = { asHost, hasHostPassword: hasHostPassword(conference) }
    const viewer = { newcomer, wait, ...(waitsFor !== undefined && { waitsFor }), ...host }
    const limits = this.#media.limits(conference.phase === 'absent' ? this.#media : conference)
    const cameras = conference.phase === 'absent' ? NO_CAMERAS : this.#mediaStates.cameras(meeting.id, conference)
    return toEntryPreview(meeting, viewer, { ...limits, cameras })
  }

  /**
   * Checks that a person who was called may join now. `issueTicket` takes the result.
   *
   * @throws ConferenceError `conference-not-found`, `conference-ended`, `conference-locked`, `host-absent`, `banned`
   */
  async checkMember(conferenceId: ConferenceId, newcomer: Newcomer): Promise<Entrant> {
    const meeting = await this.#meetings.findOf(await this.#conductor.loadCommitted(conferenceId))
    const wait = await this.#findWait({ meeting, newcomer })
    if (wait) throw new ConferenceError(wait)
    return { meeting, newcomer }
  }

  /** Issues a ticket to an entrant who passed the entry policy. Starts the conference of a booking. */
  async issueTicket({ meeting, newcomer, participantId, ...shown }: Entrant, device: Device): Promise<IssuedTicket> {
    await this.#meetings.begin(meeting, toActor(newcomer.person))
    const { id: conferenceId, title } = meeting
    const session = { conferenceId, participantId: participantId ?? this.#passes.newParticipantId(), device }
    const named = { newcomer: toNamedPerson(newcomer), ...hostClaimOf(shown) }
    return { ...(await this.#passes.signTicket({ ...session, ...named })), conferenceId, title }
  }

  /**
   * Creates a link that admits one person of the caller's organization without signing in: once, for a few minutes. A
   * caller of another organization needs the complete link to the conference.
   *
   * @throws ConferenceError `pass-invalid` (the URL leads to no conference here; its host does not matter),
   *   `user-not-found`, `conference-not-found`, `conference-ended`, `conference-locked`, `banned`, `not-permitted`
   */
  async createPersonalLink(
    caller: Caller,
    request: Readonly<{ meetingUrl: string; unionId: UnionId }>,
  ): Promise<string> {
    const user = await this.#directory.findUserByUnionId(caller.organizationId, request.unionId)
    if (!user) throw new ConferenceError('user-not-found')
    const meeting = await this.#meetings.findByUrl(request.meetingUrl, caller)
    if (!meeting) throw new ConferenceError('pass-invalid')
    const newcomer = await this.#directory.toNewcomer(user, meeting.organizationId)
    await this.#findWait({ meeting, newcomer }) // only for its refusals: a person who has to wait gets a link as well
    const login = await this.#signPersonalLink({ meeting, newcomer, participantId: this.#passes.newParticipantId() })
    return personalLink(this.#publicUrl(), { roomCode: meeting.roomCode, login })
  }

  /**
   * Opens the session of a ticket. It is durable when this returns. Above the limit of one person, their oldest session ends.
   * `withoutSound`: the device neither sends nor plays media. `movesHere`: all other sessions of the person end.
   * @throws ConferenceError `pass-invalid`, `pass-used`, `banned`, `conference-locked`, `host-absent`,
   *   `waiting-room`, `conference-ended`
   */
  async enter(
    ticket: string,
    { withoutSound = false, movesHere = false }: Readonly<{ withoutSound?: boolean; movesHere?: boolean }> = {},
  ): Promise<AdmittedSession> {
    const { newcomer: named, ...session } = await this.#passes.readTicket(ticket)
    const { conferenceId, participantId, device } = session
    const { head } = this.#conductor.findFollowed(conferenceId) ?? (await this.#conductor.loadCommitted(conferenceId))
    const newcomer = await this.#directory.withJobNumber(named, head.organizationId)
    const mayTakePart = await this.#directory.mayTakePart(newcomer, head.organizationId)
    if (!mayTakePart || (await this.#guests.isRefused(head, newcomer))) throw new ConferenceError('pass-invalid')
    const by = toActor(newcomer.person)
    const join = { type: 'join', by, participantId, device, maxSessions: this.#maxSessions, ...newcomer } as const
    await this.#conductor.execute(conferenceId, {
      ...join,
      ...hostClaimOf(session),
      ...(withoutSound && { withoutSound }),
      ...(movesHere && { movesHere }),
    })
    await requireOpenAccount(this.#accounts, head, newcomer)
    const resumeToken = await this.#passes.signResumeToken({ conferenceId, participantId })
    return { conferenceId, participantId, key: personKey(newcomer.person), resumeToken }
  }

  /**
   * Continues the session that a ticket has opened, unless it is connected. Its client may have no resume token: the welcome
   * is lost with its connection or its server.
   *
   * @throws ConferenceError `pass-invalid`; `pass-used` if the session has ended or is connected; as `resume` if it ends now
   */
  async reenter(
    ticket: string,
    isConnected: (session: Omit<Seat, 'key'>) => Promise<boolean>,
  ): Promise<AdmittedSession> {
    const { conferenceId, participantId } = await this.#passes.readTicket(ticket)
    const { state, members } = await this.#conductor.loadCommitted(conferenceId)
    const key = state.sessions.get(participantId)
    const open = (key !== undefined && members.get(key)?.sessions) || []
    const isOpen = open.some((session) => session.participantId === participantId)
    if (!isOpen || (await isConnected({ conferenceId, participantId }))) throw new ConferenceError('pass-used')
    return this.resume(await this.#passes.signResumeToken({ conferenceId, participantId }))
  }

  /**
   * Continues a session that is still open. A person who was removed while their connection was lost gets their ended
   * session, so that they learn why.
   *
   * @throws ConferenceError `pass-invalid`, `session-not-found`, `session-ended`, `conference-ended`
   */
  async resume(resumeToken: string): Promise<AdmittedSession> {
    const { conferenceId, participantId } = await this.#passes.readResumeToken(resumeToken)
    const { state, members } = await this.#conductor.loadCommitted(conferenceId)
    const key = state.sessions.get(participantId)
    const member = key === undefined ? undefined : members.get(key)
    if (!member) throw new ConferenceError('session-not-found')
    try {
      await this.#conductor.execute(conferenceId, { type: 'resume', by: toActor(member.person), participantId })
    } catch (error) {
      if (!(error instanceof ConferenceError) || error.code !== 'session-ended') throw error
      const current = await this.#conductor.loadCommitted(conferenceId)
      if (!current.members.get(member.key)?.removed) throw error
    }
    return { conferenceId, participantId, key: member.key, resumeToken }
  }

  /** The link that admits any guest. */
  externalLink(head: ConferenceHead): string {
    return externalLink(this.#publicUrl(), head)
  }

  async #identify(request: EntryRequest, nick: string): Promise<Entrant> {
    const { newcomer, ...proven } = await this.#proofs.check(request)
    if (newcomer) return { ...proven, newcomer }
    const guest = await this.#passes.findGuest(proven.meeting.id, request.guest)
    return { ...proven, newcomer: this.#passes.toGuest(nick, guest), isNewGuest: guest === undefined }
  }

  /** Why the entrant has to wait; `undefined` if they may join. @throws ConferenceError for any other refusal */
  async #findWait({ meeting, newcomer, participantId, asHost }: Entrant): Promise<WaitReason | undefined> {
    const conference = await this.#meetings.conferenceToJoin(meeting)
    const isRefusedGuest = await this.#guests.isRefused(meeting, newcomer)
    const candidate = { ...newcomer, isRefusedGuest, ...(asHost && { asHost }), at: this.#clock.now() }
    const refusal = entryPolicy(conference, candidate)
    if (refusal === 'conference-locked') throw new ClosedError(conference, candidate)
    const mustWait = refusal === 'host-absent' || refusal === 'waiting-room'
    if (refusal && !mustWait) throw new ConferenceError(refusal)
    const isUsed = participantId && conference.phase === 'running' && conference.sessions.has(participantId)
    if (isUsed) throw new ConferenceError('pass-used')
    return mustWait ? refusal : undefined
  }

  /** Puts the entrant on the roster as waiting. Nothing to do before the meeting has begun: nobody would see it. */
  async #knock({ meeting, newcomer }: Entrant, waits: boolean): Promise<void> {
    if (!meeting.conference) return
    const by = toActor(newcomer.person)
    await this.#conductor.execute(meeting.id, { type: 'knock', by, ...newcomer, ...(waits && { waits }) })
    await requireOpenAccount(this.#accounts, meeting, newcomer)
  }

  #signPersonalLink(entrant: Entrant & Readonly<{ participantId: ParticipantId }>): Promise<string> {
    const { meeting, newcomer, participantId } = entrant
    const named = toNamedPerson(newcomer)
    return this.#passes.signPersonalLink({ conferenceId: meeting.id, participantId, newcomer: named })
  }
}

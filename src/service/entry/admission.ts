import { ConferenceError } from '../../conference/conference-error.ts'
import { requireEntry } from '../../conference/decide.ts'
import type { Newcomer } from '../../conference/event.ts'
import {
  personKey,
  type ConferenceId,
  type EpochMs,
  type ParticipantId,
  type UnionId,
} from '../../conference/identity.ts'
import type { Device, Member } from '../../conference/member.ts'
import type { Conference, Running } from '../../conference/state.ts'
import type { Caller } from '../account/directory-model.ts'
import type { Directory } from '../account/directory.ts'
import type { Pass, Passes } from '../account/passes.ts'
import type { TryLimiter } from '../account/secrets.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { Seat } from '../conduct/seat.ts'
import type { Meeting, Meetings } from './meetings.ts'
import { Guests } from './guests.ts'
import { externalLink, personalLink, readLink, readShareLink } from '../../../contract/text/link.ts'
import { Proofs, type Shown } from './proofs.ts'
import { waitCodeOf, WaitError, type WaitCode } from './wait-error.ts'

const TICKET_LIFE_MS = 60_000

const PERSONAL_LINK_LIFE_MS = 5 * 60_000

/** Longer than any conference: what ends a resume token is the end of its session. */
const RESUME_LIFE_MS = 365 * 24 * 3_600_000

export type Admitted = Readonly<{
  ticket: string
  expiresAt: EpochMs
  conferenceId: ConferenceId
  title: string
  /** What a guest is known by, if he comes again. */
  guest?: string
}>

/** What somebody sees before he comes in. */
export type Prospect = Readonly<{
  conferenceId: ConferenceId
  title: string
  /** His name; absent for a guest. */
  nick?: string
  /** Names of who is in, by first appearance; of none if he has to wait. */
  inside: readonly string[]
  /** He would have to wait. */
  wait?: WaitCode
}>

/** A session that a connection may speak for from now on. */
export type Entry = Seat & Readonly<{ resumeToken: string }>

/** Who may come in: links, passcodes, tickets, bans. */
export class Admission {
  readonly #conductor: Conductor
  readonly #meetings: Meetings
  readonly #directory: Directory
  readonly #passes: Passes
  readonly #proofs: Proofs
  readonly #guests: Guests
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #publicUrl: () => URL

  constructor(deps: {
    conductor: Conductor
    meetings: Meetings
    directory: Directory
    passes: Passes
    tries: TryLimiter
    clock: Clock
    ids: Ids
    publicUrl: () => URL
  }) {
    this.#conductor = deps.conductor
    this.#meetings = deps.meetings
    this.#directory = deps.directory
    this.#passes = deps.passes
    this.#proofs = new Proofs(deps)
    this.#guests = new Guests(deps)
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#publicUrl = deps.publicUrl
  }

  /**
   * A ticket for whoever shows what opens the conference. A guest is called `nick`; everybody else has his own name.
   * Whoever has to wait asks again, with `waits`.
   *
   * @throws WaitError
   * @throws ConferenceError `pass-invalid` (also for an unknown room code), `pass-used`, `too-many-tries` (also if too
   *   many guests wait), `banned`, `not-permitted` (removed while he waited), `conference-locked`, `conference-ended`
   */
  async admit(request: Shown & Readonly<{ nick: string; device: Device; waits?: boolean }>): Promise<Admitted> {
    const { nick, device, waits = false } = request
    const { door, participantId, ...known } = await this.#proofs.check(request)
    const newcomer = known.newcomer ?? (await this.#guests.find(door, nick, request.guest))
    const guest = await this.#guests.sign(door, newcomer)
    try {
      const admitted = await this.#mint(door, { newcomer, device, waits, ...(participantId && { participantId }) })
      return { ...admitted, ...(guest !== undefined && { guest }) }
    } catch (error) {
      const code = waitCodeOf(error)
      if (!code) throw error
      // His link would be too old before he is let in.
      const login = participantId && (await this.#signPersonalLink(door, newcomer, participantId))
      throw new WaitError(code, { ...(guest !== undefined && { guest }), ...(login !== undefined && { login }) })
    }
  }

  /**
   * What a ticket would lead into; uses nothing up, and nobody is asked to let him in.
   *
   * @throws ConferenceError as `admit`, but for whom has to wait
   */
  async look(shown: Shown): Promise<Prospect> {
    const { door, newcomer, participantId } = await this.#proofs.check(shown)
    const state = await this.#meetings.state(door)
    const wait = findWait(state, newcomer ?? (await this.#guests.find(door, '', shown.guest)))
    if (participantId && state.phase === 'running' && state.sessions.has(participantId)) {
      throw new ConferenceError('pass-used')
    }
    const prospect = { conferenceId: door.id, title: door.title, ...(newcomer && { nick: newcomer.nick }) }
    if (wait) return { ...prospect, inside: [], wait }
    const inside = [...(await this.#committedMembers(door))]
      .filter(({ sessions }) => sessions.length > 0)
      .map(({ nick }) => nick)
    return { ...prospect, inside }
  }

  /**
   * A ticket for a person with an account, who has been called.
   *
   * @throws ConferenceError `conference-not-found`, `conference-ended`, `conference-locked`, `host-absent`, `banned`
   */
  async admitMember(conferenceId: ConferenceId, newcomer: Newcomer, device: Device): Promise<Admitted> {
    const { head } = await this.#conductor.loadCommitted(conferenceId)
    return this.#mint(await this.#meetings.findOf(head), { newcomer, device, waits: false })
  }

  /**
   * A link that lets one person of the caller's organisation in without signing in: once, for a few minutes. A
   * conference of another organisation opens only to a complete link to it.
   *
   * @throws ConferenceError `pass-invalid` (its code leads to no conference here; its host is not looked at),
   *   `user-not-found`, `conference-ended`, `conference-locked`, `banned`
   */
  async createPersonalLink(caller: Caller, order: Readonly<{ meetingUrl: string; unionId: UnionId }>): Promise<string> {
    const user = await this.#directory.findUserByUnionId(caller.organizationId, order.unionId)
    if (!user) throw new ConferenceError('user-not-found')
    const door = await this.#behind(order.meetingUrl, caller)
    if (!door) throw new ConferenceError('pass-invalid')
    const newcomer = await this.#directory.toNewcomer(user, door.organizationId)
    findWait(await this.#meetings.state(door), newcomer) // whoever has to wait does so with the link in his hand
    const token = await this.#signPersonalLink(door, newcomer, this.#newParticipantId())
    return personalLink(this.#publicUrl(), door.roomCode, token)
  }

  /**
   * Opens the session that a ticket is for. Durable when it returns.
   *
   * @throws ConferenceError `pass-invalid`, `pass-used`, `banned`, `conference-locked`, `host-absent`,
   *   `waiting-room`, `conference-ended`
   */
  async enter(ticket: string): Promise<Entry> {
    const pass = await this.#passes.verify(ticket)
    if (pass?.kind !== 'ticket') throw new ConferenceError('pass-invalid')
    const { conferenceId, participantId, device, newcomer } = pass
    await this.#conductor.execute(conferenceId, { type: 'join', participantId, device, ...newcomer })
    const resume: Pass = { kind: 'resume', conferenceId, participantId }
    const resumeToken = await this.#passes.sign(resume, this.#in(RESUME_LIFE_MS))
    return { conferenceId, participantId, key: personKey(newcomer.person), resumeToken }
  }

  /**
   * Goes on with a session that is still open. Whoever was removed while his connection was lost gets through as well,
   * to a session that has ended: so that he hears why.
   *
   * @throws ConferenceError `pass-invalid`, `session-not-found`, `session-ended`, `conference-ended`
   */
  async resume(resumeToken: string): Promise<Entry> {
    const pass = await this.#passes.verify(resumeToken)
    if (pass?.kind !== 'resume') throw new ConferenceError('pass-invalid')
    const { conferenceId, participantId } = pass
    try {
      await this.#conductor.execute(conferenceId, { type: 'resume', participantId })
    } catch (error) {
      const isOver = error instanceof ConferenceError && error.code === 'session-ended'
      if (!isOver || !(await this.#findPerson(pass))?.removed) throw error
    }
    const member = await this.#findPerson(pass)
    if (!member) throw new ConferenceError('session-not-found')
    return { conferenceId, participantId, key: member.key, resumeToken }
  }

  /** The link that lets any guest in. */
  externalLink(head: ConferenceHead): string {
    return externalLink(this.#publicUrl(), head)
  }

  /** How others come in, for whoever may pass it on: the people of the owning organisation, and the host. */
  invitation(head: ConferenceHead, member: Member): Readonly<{ link: string; passcode: string }> | undefined {
    if (member.outside && member.key !== head.host) return undefined
    return { link: this.externalLink(head), passcode: head.passcode }
  }

  /** Whose session it is, or was. */
  async #findPerson({ conferenceId, participantId }: Extract<Pass, { kind: 'resume' }>): Promise<Member | undefined> {
    const committed = await this.#conductor.findCommitted(conferenceId)
    const key = committed?.state.sessions.get(participantId)
    return key === undefined ? undefined : committed?.members.get(key)
  }

  /** None before the conference of a booking has begun. */
  async #committedMembers({ id }: Meeting): Promise<Iterable<Member>> {
    return (await this.#conductor.findCommitted(id))?.members.values() ?? []
  }

  /** What a link leads to, if that is open to the people of who asks. */
  async #behind(meetingUrl: string, { organizationId }: Caller): Promise<Meeting | undefined> {
    const link = readLink(meetingUrl)
    const code = link ? undefined : readShareLink(meetingUrl)
    if (code !== undefined) return this.#meetings.findShared(code)
    const door = link && (await this.#meetings.find(link.roomCode))
    return door && (door.organizationId === organizationId || link.token === door.linkToken) ? door : undefined
  }

  async #mint(door: Meeting, place: Place): Promise<Admitted> {
    const { newcomer, device, participantId = this.#newParticipantId(), waits } = place
    const state = await this.#requireEntry(door, newcomer, waits)
    if (state.sessions.has(participantId)) throw new ConferenceError('pass-used')
    await this.#meetings.open(door)
    const expiresAt = this.#in(TICKET_LIFE_MS)
    const pass: Pass = { kind: 'ticket', conferenceId: door.id, participantId, device, newcomer }
    return { ticket: await this.#passes.sign(pass, expiresAt), expiresAt, conferenceId: door.id, title: door.title }
  }

  /** Whom a waiting room keeps out is seen from inside as one who waits. */
  async #requireEntry(door: Meeting, newcomer: Newcomer, waits: boolean): Promise<Running> {
    const state = await this.#meetings.state(door)
    try {
      return requireEntry(state, newcomer)
    } catch (error) {
      if (waitCodeOf(error) === 'waiting-room') await this.#knock(door, newcomer, waits)
      throw error
    }
  }

  async #knock({ id }: Meeting, newcomer: Newcomer, waits: boolean): Promise<void> {
    const committed = await this.#conductor.findCommitted(id)
    if (committed?.state.phase !== 'running') return // nobody is in the meeting to see them
    await this.#conductor.execute(id, { type: 'knock', ...newcomer, ...(waits && { waits }) })
  }

  #signPersonalLink(door: Meeting, newcomer: Newcomer, participantId: ParticipantId): Promise<string> {
    const pass: Pass = { kind: 'personal-link', conferenceId: door.id, participantId, newcomer }
    return this.#passes.sign(pass, this.#in(PERSONAL_LINK_LIFE_MS))
  }

  #newParticipantId(): ParticipantId {
    return this.#ids.object(this.#clock.now()) as ParticipantId
  }

  #in(lifeMs: number): EpochMs {
    return (this.#clock.now() + lifeMs) as EpochMs
  }
}

/** What he would have to wait for. @throws ConferenceError if anything else keeps him out */
function findWait(state: Conference, newcomer: Newcomer): WaitCode | undefined {
  try {
    requireEntry(state, newcomer)
    return undefined
  } catch (error) {
    const code = waitCodeOf(error)
    if (!code) throw error
    return code
  }
}

type Place = { newcomer: Newcomer; device: Device; waits: boolean; participantId?: ParticipantId }

import { ConferenceError } from '../conference/conference-error.ts'
import { requireEntry } from '../conference/decide.ts'
import type { Newcomer } from '../conference/event.ts'
import { personKey, type ConferenceId, type EpochMs, type ParticipantId, type UnionId } from '../conference/identity.ts'
import type { Device } from '../conference/member.ts'
import type { Conduct } from './conduct.ts'
import type { Directory } from './directory.ts'
import type { Actor } from './directory-model.ts'
import { externalLink, personalLink, readLink } from './link.ts'
import type { Clock, ConferenceStore, Ids, Pass, Passes, TryLimiter } from './ports.ts'
import type { ConferenceHead } from './read-model.ts'

const TICKET_LIFE_MS = 60_000
const PERSONAL_LINK_LIFE_MS = 5 * 60_000
/** Longer than any conference: what ends a resume token is the end of its session. */
const RESUME_LIFE_MS = 365 * 24 * 3_600_000

/** What somebody shows to come in. */
export type Proof = Readonly<
  { kind: 'link'; token: string } | { kind: 'passcode'; passcode: string } | { kind: 'personal-link'; token: string }
>

export type Admitted = Readonly<{ ticket: string; expiresAt: EpochMs; conferenceId: ConferenceId; title: string }>

/** A session that a connection may speak for from now on. */
export type Entry = Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId; resumeToken: string }>

/** Who may come in: links, passcodes, tickets, bans. */
export class Admission {
  readonly #conduct: Conduct
  readonly #conferences: ConferenceStore
  readonly #directory: Directory
  readonly #passes: Passes
  readonly #tries: TryLimiter
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #publicUrl: URL

  constructor(deps: {
    conduct: Conduct
    conferences: ConferenceStore
    directory: Directory
    passes: Passes
    tries: TryLimiter
    clock: Clock
    ids: Ids
    publicUrl: URL
  }) {
    this.#conduct = deps.conduct
    this.#conferences = deps.conferences
    this.#directory = deps.directory
    this.#passes = deps.passes
    this.#tries = deps.tries
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#publicUrl = deps.publicUrl
  }

  /**
   * A ticket for whoever shows the right proof. A guest is called `nick`; a personal link names its person itself.
   * Wrong passcodes are counted by `from`, the address of the caller; links are too long to be guessed.
   *
   * @throws ConferenceError `pass-invalid` (also for an unknown room code), `pass-used`, `too-many-tries`, `banned`,
   *   `conference-locked`, `conference-ended`
   */
  async admit(
    request: Readonly<{ roomCode: string; proof: Proof; nick: string; device: Device; from: string }>,
  ): Promise<Admitted> {
    const { roomCode, proof, device } = request
    const key = `passcode from ${request.from}`
    const isGuessable = proof.kind === 'passcode'
    if (isGuessable && !(await this.#tries.take(key))) throw new ConferenceError('too-many-tries')
    const head = await this.#conferences.findHeadByRoomCode(roomCode)
    const personal = proof.kind === 'personal-link' ? await this.#passes.verify(proof.token) : undefined
    if (!head || !proves(head, proof, personal)) throw new ConferenceError('pass-invalid')
    if (isGuessable) await this.#tries.giveBack(key)
    if (personal?.kind === 'personal-link') {
      return this.#mint(head, { newcomer: personal.newcomer, device, participantId: personal.participantId })
    }
    const guestId = this.#ids.object(this.#clock.now())
    const newcomer: Newcomer = { person: { kind: 'guest', guestId }, nick: request.nick, outside: true }
    return this.#mint(head, { newcomer, device })
  }

  /**
   * A ticket for a person with an account, who has been called.
   *
   * @throws ConferenceError `conference-not-found`, `conference-ended`, `conference-locked`, `banned`
   */
  async admitMember(conferenceId: ConferenceId, newcomer: Newcomer, device: Device): Promise<Admitted> {
    const { head } = await this.#conduct.settled(conferenceId)
    return this.#mint(head, { newcomer, device })
  }

  /**
   * A link that lets one person of the caller's organisation in without signing in: once, for a few minutes. A
   * conference of another organisation opens only to a complete link to it.
   *
   * @throws ConferenceError `pass-invalid` (no link of this server), `user-not-found`, `conference-ended`,
   *   `conference-locked`, `banned`
   */
  async createPersonalLink(actor: Actor, order: Readonly<{ meetingUrl: string; unionId: UnionId }>): Promise<string> {
    const user = await this.#directory.findUserByUnionId(actor.organizationId, order.unionId)
    if (!user) throw new ConferenceError('user-not-found')
    const link = readLink(order.meetingUrl)
    const head = link && (await this.#conferences.findHeadByRoomCode(link.roomCode))
    if (!head || (head.organizationId !== actor.organizationId && link.token !== head.linkToken)) {
      throw new ConferenceError('pass-invalid')
    }
    const newcomer = await this.#directory.toNewcomer(user, head.organizationId)
    requireEntry(await this.#conduct.state(head.id), personKey(newcomer.person))
    const participantId = this.#newParticipantId()
    const pass: Pass = { kind: 'personal-link', conferenceId: head.id, participantId, newcomer }
    const token = await this.#passes.sign(pass, this.#in(PERSONAL_LINK_LIFE_MS))
    return personalLink(this.#publicUrl, head.roomCode, token)
  }

  /**
   * Opens the session that a ticket is for. Durable when it returns.
   *
   * @throws ConferenceError `pass-invalid`, `pass-used`, `banned`, `conference-locked`, `conference-ended`
   */
  async enter(ticket: string): Promise<Entry> {
    const pass = await this.#passes.verify(ticket)
    if (pass?.kind !== 'ticket') throw new ConferenceError('pass-invalid')
    const { conferenceId, participantId, device, newcomer } = pass
    await this.#conduct.conduct(conferenceId, { type: 'join', participantId, device, ...newcomer })
    const resume: Pass = { kind: 'resume', conferenceId, participantId }
    return { conferenceId, participantId, resumeToken: await this.#passes.sign(resume, this.#in(RESUME_LIFE_MS)) }
  }

  /**
   * Goes on with a session that is still open.
   *
   * @throws ConferenceError `pass-invalid`, `session-not-found`, `session-ended`, `conference-ended`
   */
  async resume(resumeToken: string): Promise<Entry> {
    const pass = await this.#passes.verify(resumeToken)
    if (pass?.kind !== 'resume') throw new ConferenceError('pass-invalid')
    const { conferenceId, participantId } = pass
    await this.#conduct.conduct(conferenceId, { type: 'resume', participantId })
    return { conferenceId, participantId, resumeToken }
  }

  /** The link that lets any guest in. */
  externalLink(head: ConferenceHead): string {
    return externalLink(this.#publicUrl, head)
  }

  async #mint(
    head: ConferenceHead,
    { newcomer, device, participantId = this.#newParticipantId() }: Seat,
  ): Promise<Admitted> {
    const state = requireEntry(await this.#conduct.state(head.id), personKey(newcomer.person))
    if (state.sessions.has(participantId)) throw new ConferenceError('pass-used')
    const expiresAt = this.#in(TICKET_LIFE_MS)
    const pass: Pass = { kind: 'ticket', conferenceId: head.id, participantId, device, newcomer }
    return { ticket: await this.#passes.sign(pass, expiresAt), expiresAt, conferenceId: head.id, title: head.title }
  }

  #newParticipantId(): ParticipantId {
    return this.#ids.object(this.#clock.now()) as ParticipantId
  }

  #in(lifeMs: number): EpochMs {
    return (this.#clock.now() + lifeMs) as EpochMs
  }
}

type Seat = { newcomer: Newcomer; device: Device; participantId?: ParticipantId }

function proves(head: ConferenceHead, proof: Proof, personal: Pass | undefined): boolean {
  switch (proof.kind) {
    case 'link':
      return proof.token === head.linkToken
    case 'passcode':
      return proof.passcode === head.passcode
    case 'personal-link':
      return personal?.kind === 'personal-link' && personal.conferenceId === head.id
  }
}

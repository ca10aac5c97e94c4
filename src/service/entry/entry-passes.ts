import { ConferenceError } from '../../conference/conference-error.ts'
import type { Newcomer } from '../../conference/event.ts'
import type { ConferenceId, EpochMs, ParticipantId } from '../../conference/identity.ts'
import type { Pass, Passes } from '../account/passes.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'

const TICKET_LIFE_MS = 60_000
const PERSONAL_LINK_LIFE_MS = 5 * 60_000
/** Longer than any conference: a resume token ends with its session. */
const RESUME_LIFE_MS = 365 * 24 * 3_600_000
/** A guest who loses their pass is somebody else, so this is also how long a ban can hold. */
const GUEST_LIFE_MS = 30 * 24 * 3_600_000

type PassOf<Kind extends Pass['kind']> = Extract<Pass, { kind: Kind }>

/** Signs and reads the passes of entry: tickets, resume tokens, personal links and the passes of guests. */
export class EntryPasses {
  readonly #passes: Passes
  readonly #clock: Clock
  readonly #ids: Pick<Ids, 'object'>

  constructor(deps: { passes: Passes; clock: Clock; ids: Pick<Ids, 'object'> }) {
    this.#passes = deps.passes
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  newParticipantId(): ParticipantId {
    return this.#ids.object(this.#clock.now()) as ParticipantId
  }

  /** A ticket opens one session, within a minute. */
  async signTicket(ticket: Omit<PassOf<'ticket'>, 'kind'>): Promise<Readonly<{ ticket: string; expiresAt: EpochMs }>> {
    const expiresAt = this.#expiryIn(TICKET_LIFE_MS)
    return { ticket: await this.#passes.sign({ kind: 'ticket', ...ticket }, expiresAt), expiresAt }
  }

  /** @throws ConferenceError `pass-invalid` */
  readTicket(text: string): Promise<PassOf<'ticket'>> {
    return this.#read('ticket', text)
  }

  signResumeToken(session: Omit<PassOf<'resume'>, 'kind'>): Promise<string> {
    return this.#passes.sign({ kind: 'resume', ...session }, this.#expiryIn(RESUME_LIFE_MS))
  }

  /** @throws ConferenceError `pass-invalid` */
  readResumeToken(text: string): Promise<PassOf<'resume'>> {
    return this.#read('resume', text)
  }

  /** A personal link opens one session of one person, within five minutes. */
  signPersonalLink(link: Omit<PassOf<'personal-link'>, 'kind'>): Promise<string> {
    return this.#passes.sign({ kind: 'personal-link', ...link }, this.#expiryIn(PERSONAL_LINK_LIFE_MS))
  }

  /** `undefined` if the text is no personal link into this conference. */
  async findPersonalLink(conferenceId: ConferenceId, text: string): Promise<PassOf<'personal-link'> | undefined> {
    const pass = await this.#passes.verify(text)
    return pass?.kind === 'personal-link' && pass.conferenceId === conferenceId ? pass : undefined
  }

  /** The pass by which a guest is recognized when they return to the conference; `undefined` for other people. */
  async signGuest(conferenceId: ConferenceId, { person }: Newcomer): Promise<string | undefined> {
    if (person.kind !== 'guest') return undefined
    const pass = { kind: 'guest', conferenceId, guestId: person.guestId } as const
    return this.#passes.sign(pass, this.#expiryIn(GUEST_LIFE_MS))
  }

  /** The id of the guest whose pass this is; `undefined` if it is absent, altered, expired or of another conference. */
  async findGuest(conferenceId: ConferenceId, text: string | undefined): Promise<string | undefined> {
    const pass = text === undefined ? undefined : await this.#passes.verify(text)
    return pass?.kind === 'guest' && pass.conferenceId === conferenceId ? pass.guestId : undefined
  }

  /** The guest with this id; without an id, a new guest. */
  toGuest(nick: string, guestId: string = this.#ids.object(this.#clock.now())): Newcomer {
    return { person: { kind: 'guest', guestId }, nick, outside: true }
  }

  async #read<Kind extends Pass['kind']>(kind: Kind, text: string): Promise<PassOf<Kind>> {
    const pass = await this.#passes.verify(text)
    if (pass?.kind !== kind) throw new ConferenceError('pass-invalid')
    return pass as PassOf<Kind>
  }

  #expiryIn(lifeMs: number): EpochMs {
    return (this.#clock.now() + lifeMs) as EpochMs
  }
}

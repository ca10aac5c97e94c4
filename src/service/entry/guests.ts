import type { Newcomer } from '../../conference/event.ts'
import type { EpochMs } from '../../conference/identity.ts'
import type { Meeting } from './meetings.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { Passes } from '../account/passes.ts'

/** For as long as a ban of his is to hold in that browser. */
const GUEST_LIFE_MS = 30 * 24 * 3_600_000

/** Guests have no account: what they are known by, in one conference, is a pass that they hand back. */
export class Guests {
  readonly #passes: Passes
  readonly #clock: Clock
  readonly #ids: Pick<Ids, 'object'>

  constructor(deps: { passes: Passes; clock: Clock; ids: Pick<Ids, 'object'> }) {
    this.#passes = deps.passes
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  /** The guest that `pass` is of; a new one if it is of another conference, altered, expired or not there. */
  async find({ id }: Meeting, nick: string, pass: string | undefined): Promise<Newcomer> {
    const shown = pass === undefined ? undefined : await this.#passes.verify(pass)
    const isHis = shown?.kind === 'guest' && shown.conferenceId === id
    const guestId = isHis ? shown.guestId : this.#ids.object(this.#clock.now())
    return { person: { kind: 'guest', guestId }, nick, outside: true }
  }

  /** What he is known by from now on; `undefined` for whoever is no guest. */
  async sign({ id }: Meeting, { person }: Newcomer): Promise<string | undefined> {
    if (person.kind !== 'guest') return undefined
    const pass = { kind: 'guest', conferenceId: id, guestId: person.guestId } as const
    return this.#passes.sign(pass, (this.#clock.now() + GUEST_LIFE_MS) as EpochMs)
  }
}

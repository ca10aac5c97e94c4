import { ConferenceError } from '../../conference/conference-error.ts'
import type { Newcomer } from '../../conference/event.ts'
import type { TryLimiter } from '../account/try-limiter.ts'
import type { Meeting } from './meetings.ts'

/**
 * Limits guests: with the link, anybody can create any number of them. Guests from one address are limited in time, and
 * all guests of a conference together.
 */
export class GuestLimits {
  readonly #perAddress: TryLimiter
  readonly #perConference: number

  /** `perAddress` gives every address its guests per minute. `perConference`: 0 for no limit. */
  constructor(deps: { perAddress: TryLimiter; perConference: number }) {
    this.#perAddress = deps.perAddress
    this.#perConference = deps.perConference
  }

  /**
   * Counts a guest who is new in the conference, or who gets a ticket again. A guest who asks again while they wait does not
   * count. People with an account never do.
   *
   * @throws ConferenceError `too-many-guests` if the address has no guest left in this minute, `guests-full` for a new
   *   guest of a conference that has its maximum
   */
  async count(
    { meeting, newcomer, isNewGuest = false }: Readonly<{ meeting: Meeting; newcomer: Newcomer; isNewGuest?: boolean }>,
    { from, waits }: Readonly<{ from: string; waits: boolean }>,
  ): Promise<void> {
    if (newcomer.person.kind !== 'guest' || (waits && !isNewGuest)) return
    const what = isNewGuest ? 'new guests' : 'tickets of guests'
    if (!(await this.#perAddress.take(`${what} from ${from}`))) throw new ConferenceError('too-many-guests')
    const isFull = this.#perConference > 0 && guestsIn(meeting) >= this.#perConference
    if (isNewGuest && isFull) throw new ConferenceError('guests-full')
  }
}

function guestsIn({ conference }: Meeting): number {
  let count = 0
  for (const { person } of conference?.members.values() ?? []) if (person.kind === 'guest') count += 1
  return count
}

import { ConferenceError } from '../../conference/conference-error.ts'
import type { Newcomer } from '../../conference/event.ts'
import type { TryLimiter } from '../account/try-limiter.ts'
import type { Meeting } from './meetings.ts'

/**
 * Limits guests, since anybody with the link can create any number of them: how many one address creates in a minute, and
 * how many a conference has.
 */
export class GuestLimits {
  readonly #perAddress: TryLimiter
  readonly #perConference: number

  /** `perAddress`: counts guests per address and minute. `perConference`: 0 for no limit. */
  constructor(deps: { perAddress: TryLimiter; perConference: number }) {
    this.#perAddress = deps.perAddress
    this.#perConference = deps.perConference
  }

  /**
   * Counts a guest who is new in the conference, or who gets another ticket. A guest who asks again while they wait is not
   * counted; people with an account never are.
   *
   * @throws ConferenceError `too-many-guests` if the address has reached its limit in this minute, `guests-full` for a new
   *   guest of a conference that has reached its limit
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

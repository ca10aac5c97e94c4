import { ConferenceError } from '../../conference/conference-error.ts'
import type { Newcomer } from '../../conference/event.ts'
import type { OrganizationId } from '../../conference/identity.ts'
import type { SettingsOfOrganizations } from '../account/organization-settings.ts'
import type { TryLimiter } from '../account/try-limiter.ts'
import type { Meeting } from './meetings.ts'

/**
 * Limits guests, since anybody with the link can create any number of them: how many one address creates in a minute, and
 * how many a conference has. Knows whether an organization lets any of them join.
 */
export class GuestLimits {
  readonly #perAddress: TryLimiter
  readonly #perConference: number
  readonly #settings: Pick<SettingsOfOrganizations, 'current'>

  /** `perAddress`: counts guests per address and minute. `perConference`: 0 for no limit. */
  constructor(deps: {
    perAddress: TryLimiter
    perConference: number
    settings: Pick<SettingsOfOrganizations, 'current'>
  }) {
    this.#perAddress = deps.perAddress
    this.#perConference = deps.perConference
    this.#settings = deps.settings
  }

  /** Whether the person is a guest, and the organization of the meeting lets no guest join. */
  async isRefused(
    { organizationId }: Readonly<{ organizationId: OrganizationId }>,
    { person }: Pick<Newcomer, 'person'>,
  ): Promise<boolean> {
    return person.kind === 'guest' && !(await this.#settings.current(organizationId)).guests
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

import { userKey, type OrganizationId, type UnionId } from '../../conference/identity.ts'
import type { Directory } from '../account/directory.ts'
import type { OpenMeetings } from '../account/open-meetings.ts'
import type { Conductor } from '../conduct/conductor.ts'
import { removeClosedAccount } from '../entry/closed-account.ts'
import type { Roster } from '../read/roster.ts'

/** Removes people from the meetings in progress when their account is disabled or deleted. */
export class ShutOut implements OpenMeetings {
  readonly #conductor: Conductor
  readonly #roster: Pick<Roster, 'listMemberships'>
  readonly #directory: Pick<Directory, 'canSignInAnywhere'>

  constructor(deps: {
    conductor: Conductor
    roster: Pick<Roster, 'listMemberships'>
    directory: Pick<Directory, 'canSignInAnywhere'>
  }) {
    this.#conductor = deps.conductor
    this.#roster = deps.roster
    this.#directory = deps.directory
  }

  async remove({
    organizationId,
    unionId,
  }: Readonly<{ organizationId: OrganizationId; unionId: UnionId }>): Promise<void> {
    const isElsewhere = await this.#directory.canSignInAnywhere(unionId)
    const member = userKey(unionId)
    for (const { conferenceId, organizationId: owner } of await this.#roster.listMemberships(unionId)) {
      if (isElsewhere && owner !== organizationId) continue
      await removeClosedAccount(this.#conductor, conferenceId, member)
    }
  }
}

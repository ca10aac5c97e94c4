import { parseNick } from '../../../contract/text/nick.ts'
import { isShowable } from '../../../contract/text/shown.ts'
import type { OrganizationId } from '../../conference/identity.ts'
import type { Ids } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { User } from './directory-entries.ts'
import type { DirectoryWriter } from './directory-writer.ts'
import type { ProvedPerson } from './identity-provider.ts'
import type { People } from './people.ts'
import { addWithUserId } from './user-id.ts'

const MAX_NAME_LENGTH = 64
const MAX_USER_NAME_LENGTH = 254

/** Makes accounts for people of the identity provider, when they sign in for the first time. */
export class FirstSignIns {
  readonly #people: Pick<People, 'add'>
  readonly #organizationId: OrganizationId
  readonly #ids: Pick<Ids, 'letters'>

  constructor(deps: { people: Pick<People, 'add'>; organizationId: OrganizationId; ids: Pick<Ids, 'letters'> }) {
    this.#people = deps.people
    this.#organizationId = deps.organizationId
    this.#ids = deps.ids
  }

  /**
   * Adds the person, who signs in from an address. `undefined` if they may not be added: the provider does not vouch for
   * their name, somebody has or had it, or somebody has their email address. Then only an administrator can say who they are.
   */
  async add(proved: ProvedPerson, address: string): Promise<User | undefined> {
    const { userName, isNameVerified, subject, name, email } = proved
    if (!isNameVerified || !isShowable(userName) || userName.length > MAX_USER_NAME_LENGTH) return undefined
    const by = { kind: 'server', organizationId: this.#organizationId, address } as const
    const shown = parseNick([...(name ?? '')].slice(0, MAX_NAME_LENGTH).join(''))
    const texts = { userName, subject, name: shown ?? userName.slice(0, MAX_NAME_LENGTH), ...(email && { email }) }
    try {
      return await addWithUserId(userName, this.#ids, async (userId) => {
        const check = (within: DirectoryWriter) => requireStranger(within, proved)
        const { user } = await this.#people.add(by, this.#organizationId, { ...texts, userId }, check)
        return user
      })
    } catch (error) {
      if (error instanceof AccountError) return undefined
      throw error
    }
  }
}

/** @throws AccountError `user-name-taken` if the organization knows or knew the person, or somebody with their address */
async function requireStranger(within: DirectoryWriter, { userName, subject, email }: ProvedPerson): Promise<void> {
  const known = [
    ...(await within.listUsersBy({ by: 'userName', value: userName })),
    ...(await within.listUsersBy({ by: 'subject', value: subject })),
    ...(email === undefined ? [] : await within.listUsersBy({ by: 'email', value: email })),
  ]
  if (known.length > 0 || (await within.wasSignIn({ userName, subject }))) throw new AccountError('user-name-taken')
}

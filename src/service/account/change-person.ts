import { AccountError } from './account-error.ts'
import type { Account, User } from './directory-entries.ts'
import type { DirectoryWriter } from './directory-writer.ts'
import type { Directory } from './directory.ts'
import type { PeopleManager } from './principal.ts'
import { requireOperator, requirePeopleManager } from './roles.ts'

/**
 * Runs `work` on a person in a transaction, if the principal may change them.
 *
 * @returns the person before the change
 * @throws AccountError `not-administrator`, `user-not-found`; `not-operator` if the person is an operator, and the principal
 *   is none
 */
export function changePerson(
  directory: Pick<Directory, 'change'>,
  { by, account: { organizationId, userId } }: Readonly<{ by: PeopleManager; account: Account }>,
  work: (user: User, within: DirectoryWriter) => Promise<void>,
): Promise<User> {
  requirePeopleManager(by, organizationId)
  return directory.change(organizationId, async (within) => {
    const user = await within.findUser(userId)
    if (!user) throw new AccountError('user-not-found')
    // Otherwise an administrator of one organization could take over the server.
    if (user.operator) requireOperator(by)
    await work(user, within)
    return user
  })
}

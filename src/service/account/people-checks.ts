import { AccountError } from './account-error.ts'
import { userNameOf, type User } from './directory-entries.ts'
import type { DirectoryWriter } from './directory-writer.ts'
import type { PeopleManager } from './principal.ts'
import { isOperator } from './roles.ts'

/** Otherwise an erasure that goes on would reach the new person as well. @throws AccountError `erasure-unfinished` */
export async function requireErased(within: DirectoryWriter, user: User): Promise<void> {
  const erasures = await within.listErasures()
  if (erasures.some(({ unionId, userId }) => unionId === user.unionId || userId === user.userId))
    throw new AccountError('erasure-unfinished')
}

/** @throws AccountError `union-id-taken` */
export async function requireFreeUnionId(
  by: PeopleManager,
  within: DirectoryWriter,
  { unionId, userId }: User,
): Promise<void> {
  const former = await within.findFormerUserId(unionId)
  if (former !== undefined) {
    // A person who comes back gets their own unionId again.
    if (former !== userId) throw new AccountError('union-id-taken')
    return
  }
  if (await within.findUserByUnionId(unionId)) throw new AccountError('union-id-taken')
  // With the unionId of somebody else, a person would be them in the meetings of the other organization.
  if (!isOperator(by) && (await within.isUnionIdKnown(unionId))) throw new AccountError('union-id-taken')
}

/**
 * Two people with one name would be the same person at the identity provider. Names that the company's directory gives are
 * compared without case.
 *
 * @throws AccountError `user-name-taken`, `external-id-taken`; `user-exists` if the userId is somebody's name there
 */
export async function requireFreeNames(within: DirectoryWriter, user: User): Promise<void> {
  const isOther = ({ userId }: User) => userId !== user.userId
  const namesakes = (await within.listUsersBy({ by: 'userName', value: userNameOf(user) })).filter(isOther)
  if (user.userName !== undefined && namesakes.length > 0) throw new AccountError('user-name-taken')
  if (namesakes.some((other) => userNameOf(other) === user.userId)) throw new AccountError('user-exists')
  if (user.externalId === undefined) return
  const others = await within.listUsersBy({ by: 'externalId', value: user.externalId })
  if (others.some(isOther)) throw new AccountError('external-id-taken')
}

/** @throws AccountError `last-administrator` */
export async function requireOtherAdministrator(within: DirectoryWriter, { userId }: User): Promise<void> {
  if (!(await within.hasOtherAdministrator(userId))) throw new AccountError('last-administrator')
}

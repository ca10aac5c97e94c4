import { parseNick } from '../../../contract/text/nick.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Ids } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import { userNameOf, type ScimNames, type User } from './directory-entries.ts'
import type { UserLookup } from './directory-writer.ts'
import type { Directory } from './directory.ts'
import type { People } from './people.ts'
import type { PersonChanges } from './person-changes.ts'
import type { ScimPrincipal } from './principal.ts'
import { addWithUserId } from './user-id.ts'

/** A person as the company's directory describes them. What is absent, the person does not have. */
export type ScimPerson = Readonly<{
  userName: string
  externalId?: string
  active: boolean
  names: ScimNames
  email?: string
  department?: string
  jobNumber?: string
}>

/** Which people are read. Without `lookup`, all of them. `from`: how many come before the page. */
export type ScimQuery = Readonly<{ lookup?: UserLookup; from: number; limit: number }>

const MAX_NAME_LENGTH = 64
const TEXTS = ['email', 'department', 'jobNumber', 'externalId'] as const

/**
 * The people of an organization for the company's directory. They are identified by unionId, which never changes. Their
 * userId never changes either: it is made from their first `userName`.
 */
export class ScimPeople {
  readonly #people: Pick<People, 'add' | 'change' | 'delete'>
  readonly #directory: Pick<Directory, 'findUserByUnionId' | 'listUsersBy' | 'pageUsersById'>
  readonly #ids: Pick<Ids, 'letters'>

  constructor(deps: {
    people: Pick<People, 'add' | 'change' | 'delete'>
    directory: Pick<Directory, 'findUserByUnionId' | 'listUsersBy' | 'pageUsersById'>
    ids: Pick<Ids, 'letters'>
  }) {
    this.#people = deps.people
    this.#directory = deps.directory
    this.#ids = deps.ids
  }

  /** One page of people by userId, and how many there are in all. */
  async page(
    { organizationId }: ScimPrincipal,
    { lookup, from, limit }: ScimQuery,
  ): Promise<Readonly<{ users: readonly User[]; total: number }>> {
    if (!lookup) return this.#directory.pageUsersById(organizationId, { from, limit })
    const found = await this.#directory.listUsersBy(organizationId, lookup)
    return { users: found.slice(from, from + limit), total: found.length }
  }

  /** @throws AccountError `user-not-found` */
  async load({ organizationId }: ScimPrincipal, unionId: string): Promise<User> {
    const user = await this.#directory.findUserByUnionId(organizationId, unionId as UnionId)
    if (!user) throw new AccountError('user-not-found')
    return user
  }

  /** @throws AccountError `user-name-taken`, `external-id-taken` */
  async add(by: ScimPrincipal, person: ScimPerson): Promise<User> {
    const { userName, active, names, ...texts } = person
    return addWithUserId(userName, this.#ids, async (userId) => {
      const { user } = await this.#people.add(by, by.organizationId, {
        userId,
        userName,
        name: nameOf(person),
        scimNames: names,
        ...texts,
        ...(!active && { disabled: true as const }),
      })
      return user
    })
  }

  /**
   * Gives a person what `edit` makes of them. A name that an administrator chose stays until the directory changes its own.
   *
   * @throws AccountError `user-not-found`, `user-name-taken`, `external-id-taken`, `not-operator`, `last-administrator`; what
   *   `edit` throws
   */
  async change(by: ScimPrincipal, unionId: string, edit: (before: ScimPerson) => ScimPerson): Promise<User> {
    const { userId } = await this.load(by, unionId)
    return this.#people.change(by, by.organizationId, userId, (user) => {
      if (user.unionId !== unionId) throw new AccountError('user-not-found')
      const before = toScimPerson(user)
      return changesFrom(user, before, edit(before))
    })
  }

  /** @throws AccountError `user-not-found`, `not-operator`, `last-administrator` */
  async delete(by: ScimPrincipal, unionId: string): Promise<void> {
    const { userId } = await this.load(by, unionId)
    await this.#people.delete(by, by.organizationId, userId)
  }
}

/** The person as the company's directory would describe them. */
export function toScimPerson(user: User): ScimPerson {
  return {
    userName: userNameOf(user),
    active: !user.disabled,
    names: user.scimNames ?? {},
    ...Object.fromEntries(TEXTS.flatMap((key) => (user[key] === undefined ? [] : [[key, user[key]]]))),
  }
}

/** The name that colleagues see: the first of these that can be shown. */
function nameOf({ names: { displayName, formatted, givenName, familyName }, userName }: ScimPerson): string {
  const parts = [givenName, familyName].filter((part) => part !== undefined).join(' ')
  for (const name of [displayName, formatted, parts]) {
    const shown = name === undefined ? undefined : parseNick([...name].slice(0, MAX_NAME_LENGTH).join(''))
    if (shown !== undefined) return shown
  }
  return userName.slice(0, MAX_NAME_LENGTH)
}

/** Only what differs, so that the audit log has no entry for a change that changes nothing. */
function changesFrom(user: User, before: ScimPerson, after: ScimPerson): PersonChanges {
  const differs = JSON.stringify(ordered(before.names)) !== JSON.stringify(ordered(after.names))
  const [name, former] = [nameOf(after), nameOf(before)]
  const isRenamed = name !== former && (differs || user.name === former)
  return {
    ...(differs && { scimNames: after.names }),
    ...(isRenamed && name !== user.name && { name }),
    ...(after.userName !== before.userName && { userName: after.userName }),
    ...Object.fromEntries(TEXTS.flatMap((key) => (after[key] === before[key] ? [] : [[key, after[key] ?? null]]))),
    ...(after.active !== before.active && { disabled: !after.active }),
  }
}

function ordered({ displayName, formatted, givenName, familyName }: ScimNames) {
  return [displayName, formatted, givenName, familyName]
}

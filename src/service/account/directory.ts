import { LRUCache } from 'lru-cache'
import type { Newcomer } from '../../conference/event.ts'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { Eventually } from '../eventually.ts'
import type { Organization, User } from './directory-model.ts'
import type { DirectoryStore } from './directory-store.ts'

const MAX_USERS = 200_000

/** Organisations and their people. */
export class Directory {
  readonly #store: DirectoryStore
  readonly #isExclusive: boolean
  readonly #byUnionId = new LRUCache<string, User>({ max: MAX_USERS })

  constructor(store: DirectoryStore, isExclusive: boolean) {
    this.#store = store
    this.#isExclusive = isExclusive
  }

  /** Known at once if the user is cached. */
  findUserByUnionId(organizationId: OrganizationId, unionId: UnionId): Eventually<User | undefined> {
    const key = `${organizationId} ${unionId}`
    return this.#byUnionId.get(key) ?? this.#loadUser(key, organizationId, unionId)
  }

  findUserById(organizationId: OrganizationId, userId: string): Promise<User | undefined> {
    return this.#store.findUserById(organizationId, userId)
  }

  /** By name. */
  listOrganizations(limit: number): Promise<readonly Organization[]> {
    return this.#store.listOrganizations(limit)
  }

  findOrganization(id: OrganizationId): Promise<Organization | undefined> {
    return this.#store.findOrganization(id)
  }

  /** People of one organisation whose name or userId begins with `prefix`, whatever its case; by name. */
  findPeople(organizationId: OrganizationId, prefix: string, limit: number): Promise<readonly User[]> {
    return this.#store.findPeople(organizationId, prefix, limit)
  }

  /** The user as he is with the password that he chose. */
  async choosePassword(user: User, passwordHash: string): Promise<User> {
    await this.#store.choosePassword(user, passwordHash)
    this.#byUnionId.delete(`${user.organizationId} ${user.unionId}`)
    return { ...user, passwordHash, passwordChosen: true }
  }

  async saveUser(user: User): Promise<void> {
    await this.#store.saveUser(user)
    // His unionId may have been another one.
    this.#byUnionId.clear()
  }

  /** How `user` appears in the roster of a conference that `owner` owns. */
  async toNewcomer(user: User, owner: OrganizationId): Promise<Newcomer> {
    const inside = user.organizationId === owner ? user : await this.findUserByUnionId(owner, user.unionId)
    return {
      person: { kind: 'user', unionId: user.unionId },
      nick: user.name,
      ...(inside?.jobNumber !== undefined && { jobNumber: inside.jobNumber }),
      outside: inside === undefined,
    }
  }

  async #loadUser(key: string, organizationId: OrganizationId, unionId: UnionId): Promise<User | undefined> {
    const user = await this.#store.findUserByUnionId(organizationId, unionId)
    if (user && this.#isExclusive) this.#byUnionId.set(key, user)
    return user
  }
}

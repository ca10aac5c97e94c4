import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { Ids } from '../clock-and-ids.ts'
import { toDirectoryEvents } from '../outbox/organization-events.ts'
import { AccountError } from './account-error.ts'
import type { Audit } from './audit.ts'
import type { AuditEntry } from './audit-entry.ts'
import type { User } from './directory-entries.ts'
import type { DirectoryWriter } from './directory-writer.ts'
import type { Directory } from './directory.ts'
import { newUnionId } from './people.ts'
import type { Principal } from './principal.ts'
import { toImportFault, type ImportFault } from './import-faults.ts'
import { firstChanges, type ImportChange } from './people-import-changes.ts'
import { planImport, type ImportPlan, type ImportRow } from './people-import-plan.ts'
import { requireAdministrator } from './roles.ts'
import type { Secrets } from './secrets.ts'

/** What an import does, or did. `applied` is `false` if it is a preview, or if there is a fault; then nothing is changed. */
export type ImportOutcome = Readonly<{
  applied: boolean
  added: number
  changed: number
  unchanged: number
  /** The people that it adds or changes, at most 100. Empty if it was applied, or if there is a fault. */
  changes: readonly ImportChange[]
  faults: readonly ImportFault[]
  /** Of the people who were added, if passwords are wanted. They cannot be read again. */
  passwords: readonly Readonly<{ userId: string; name: string; email?: string; password: string }>[]
  /** Empty unless it was applied. */
  addedUserIds: readonly string[]
}>

/** How many people can get a password at once: each takes about 40 ms. */
const MAX_PASSWORDS = 1_000
const SHOWN_CHANGES = 100
const PASSWORD_LENGTH = 16

/** Adds and changes many people at once: all of them, or none. */
export class PeopleImport {
  readonly #directory: Directory
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #secrets: Pick<Secrets, 'hash'>
  readonly #ids: Ids

  constructor(deps: { directory: Directory; audit: Pick<Audit, 'toEntry'>; secrets: Pick<Secrets, 'hash'>; ids: Ids }) {
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#secrets = deps.secrets
    this.#ids = deps.ids
  }

  /**
   * Imports the rows of a file. People who are not in it stay as they are.
   *
   * @throws AccountError `not-administrator`, `organization-not-found`
   */
  async run(
    by: Principal,
    organizationId: OrganizationId,
    { rows, dryRun, withPasswords }: Readonly<{ rows: readonly ImportRow[]; dryRun: boolean; withPasswords: boolean }>,
  ): Promise<ImportOutcome> {
    requireAdministrator(by, organizationId)
    if (!(await this.#directory.findOrganization(organizationId))) throw new AccountError('organization-not-found')
    const plan = (within: DirectoryWriter) =>
      planImport({ by, organizationId, rows, makeUnionId: this.#unionIds() }, within)
    const preview = await this.#directory.change(organizationId, plan)
    const faults = [...preview.faults, ...(withPasswords ? tooManyPasswords(preview) : [])]
    if (dryRun || faults.length > 0) return toOutcome({ ...preview, faults }, { applied: false, passwords: [] })
    const passwords = withPasswords ? await this.#makePasswords(preview.added) : new Map<string, GivenPassword>()
    // Both take long, and nobody else can write to SQLite during a transaction.
    const indexed = await this.#directory.toIndexed([...preview.added, ...preview.changed])
    const searchOf = new Map(indexed.map(({ user, search }) => [`${user.userId} ${user.name}`, search]))
    return this.#directory.change(organizationId, async (within) => {
      const final = await plan(within)
      if (final.faults.length > 0) return toOutcome(final, { applied: false, passwords: [] })
      const written = [...final.added.map((user) => withPassword(user, passwords)), ...final.changed]
      const isIndexed = written.every(({ userId, name }) => searchOf.has(`${userId} ${name}`))
      const texts = isIndexed
        ? written.map((user) => ({ user, search: searchOf.get(`${user.userId} ${user.name}`) }))
        : await this.#directory.toIndexed(written)
      await within.saveUsers(texts)
      const entries = this.#toEntries(by, organizationId, final)
      await within.record(entries)
      const at = (entries.at(-1) as AuditEntry).at
      const { added, profilesChanged } = final
      await within.publish(toDirectoryEvents(organizationId, added, { scene: 'user_added', at }))
      await within.publish(toDirectoryEvents(organizationId, profilesChanged, { scene: 'user_changed', at }))
      const given = final.added.flatMap(({ userId, name, email }) => {
        const password = passwords.get(userId)?.password
        return password === undefined ? [] : [{ userId, name, ...(email !== undefined && { email }), password }]
      })
      return toOutcome(final, { applied: true, passwords: given })
    })
  }

  /** The same new unionId for a person each time that the import is planned. */
  #unionIds(): (userId: string) => UnionId {
    const made = new Map<string, UnionId>()
    return (userId) => {
      const unionId = made.get(userId) ?? (newUnionId(this.#ids) as UnionId)
      made.set(userId, unionId)
      return unionId
    }
  }

  async #makePasswords(added: readonly User[]): Promise<ReadonlyMap<string, GivenPassword>> {
    const made = await Promise.all(
      added.map(async ({ userId }) => {
        const password = this.#ids.letters(PASSWORD_LENGTH)
        return [userId, { password, hash: await this.#secrets.hash(password) }] as const
      }),
    )
    return new Map(made)
  }

  #toEntries(by: Principal, organizationId: OrganizationId, plan: ImportPlan): readonly AuditEntry[] {
    const { added, changed, administratorsAdded, administratorsRemoved } = plan
    const ofUsers = (users: readonly User[], action: AuditEntry['action']) =>
      users.map(({ userId, name, unionId }) =>
        this.#audit.toEntry({
          organizationId,
          by,
          action,
          target: { kind: 'user', id: userId, name },
          details: { name, unionId, imported: true },
        }),
      )
    // In the order of the log.
    const ofPeople = [
      ...ofUsers(added, 'user-added'),
      ...ofUsers(changed, 'user-changed'),
      ...ofUsers(administratorsAdded, 'administrator-added'),
      ...ofUsers(administratorsRemoved, 'administrator-removed'),
    ]
    const summary = this.#audit.toEntry({
      organizationId,
      by,
      action: 'users-imported',
      target: { kind: 'organization', id: organizationId },
      details: { added: added.length, changed: changed.length, unchanged: plan.unchanged },
    })
    return [...ofPeople, summary]
  }
}

type GivenPassword = Readonly<{ password: string; hash: string }>

function withPassword(user: User, passwords: ReadonlyMap<string, GivenPassword>): User {
  const given = passwords.get(user.userId)
  return given ? { ...user, passwordHash: given.hash, passwordGiven: true } : user
}

function tooManyPasswords({ added }: ImportPlan): readonly ImportFault[] {
  if (added.length <= MAX_PASSWORDS) return []
  return [toImportFault({ line: 1 }, 'too-many-passwords', { count: added.length, most: MAX_PASSWORDS })]
}

function toOutcome(
  { added, changed, changes, unchanged, faults }: ImportPlan,
  how: Pick<ImportOutcome, 'applied' | 'passwords'>,
): ImportOutcome {
  const addedUserIds = how.applied ? added.map(({ userId }) => userId) : []
  const shown = how.applied || faults.length > 0 ? [] : firstChanges(changes, SHOWN_CHANGES)
  return { added: added.length, changed: changed.length, unchanged, changes: shown, faults, addedUserIds, ...how }
}

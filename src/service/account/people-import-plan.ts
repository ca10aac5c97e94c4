import { toShownName } from '../../../contract/text/nick.ts'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { User } from './directory-entries.ts'
import { toImportFault, type ImportFault } from './import-faults.ts'
import type { DirectoryWriter } from './directory-writer.ts'
import type { Principal } from './principal.ts'
import { isOperator } from './roles.ts'
import { toImportChange, type ImportChange } from './people-import-changes.ts'

/** The columns of a file of people. */
export const IMPORT_COLUMNS = ['userId', 'name', 'unionId', 'jobNumber', 'department', 'email', 'admin'] as const
export type ImportColumn = (typeof IMPORT_COLUMNS)[number]

/** One person of a file, in the values that are stored. A key that is absent says nothing; `null` removes a text. */
export type ImportRow = Readonly<{
  /** Line of the file, from 1. */
  line: number
  userId: string
  name: string
  unionId?: UnionId
  jobNumber?: string | null
  department?: string | null
  email?: string | null
  admin?: boolean
}>

/** What an import would do. `added` and `changed` are as they will be stored. */
export type ImportPlan = Readonly<{
  added: readonly User[]
  changed: readonly User[]
  /** Those of `changed` with changes besides the role. */
  profilesChanged: readonly User[]
  administratorsAdded: readonly User[]
  administratorsRemoved: readonly User[]
  /** One for each of `added` and `changed`, in the order of the file. */
  changes: readonly ImportChange[]
  unchanged: number
  faults: readonly ImportFault[]
}>

type Import = Readonly<{
  by: Principal
  organizationId: OrganizationId
  rows: readonly ImportRow[]
  /** A new unionId for the person; the same each time. */
  makeUnionId: (userId: string) => UnionId
}>

/** Compares the rows with the people of the organization. Changes nothing. */
export async function planImport(
  { by, organizationId, rows, makeUnionId }: Import,
  within: DirectoryWriter,
): Promise<ImportPlan> {
  const faults = listRepeated(rows)
  const known = new Map((await within.listUsers(rows.map(({ userId }) => userId))).map((user) => [user.userId, user]))
  const given = rows.flatMap(({ unionId }) => (unionId === undefined ? [] : [unionId]))
  const owners = await within.listUnionIdOwners(given)
  const erasures = await within.listErasures()
  const erased = {
    userIds: new Set(erasures.map(({ userId }) => userId)),
    unionIds: new Set(erasures.map(({ unionId }) => unionId)),
  }
  const added: User[] = []
  const changed: User[] = []
  const changes: ImportChange[] = []
  const profilesChanged: User[] = []
  const administratorsAdded: User[] = []
  const administratorsRemoved: User[] = []
  for (const row of rows) {
    const before = known.get(row.userId)
    const fault = findFault(row, before, {
      by,
      organizationId,
      erased,
      owners: owners.get(row.unionId as UnionId) ?? [],
    })
    if (fault) faults.push(fault)
    const after = apply(row, before ?? { organizationId, unionId: row.unionId ?? makeUnionId(row.userId) })
    const change = toImportChange(before, after)
    if (change) changes.push(change)
    if (!before) added.push(after)
    else if (change) {
      changed.push(after)
      if (change.values.some(({ column }) => column !== 'admin')) profilesChanged.push(after)
    }
    if (after.admin && !before?.admin) administratorsAdded.push(after)
    if (before?.admin && !after.admin) administratorsRemoved.push(after)
  }
  if (administratorsRemoved.length > 0) {
    const removed = new Set(administratorsRemoved.map(({ userId }) => userId))
    const others = [
      ...(await within.listAdministratorIds()),
      ...administratorsAdded.filter(({ disabled }) => !disabled),
    ]
    const isLeft = others.some((other) => typeof other !== 'string' || !removed.has(other))
    const line = rows.find(({ userId }) => removed.has(userId))?.line ?? 1
    if (!isLeft) faults.push(toImportFault({ line, column: 'admin' }, 'no-administrator'))
  }
  const unchanged = rows.length - added.length - changed.length
  const sorted = faults.toSorted((one, other) => one.line - other.line)
  return {
    added,
    changed,
    changes,
    profilesChanged,
    administratorsAdded,
    administratorsRemoved,
    unchanged,
    faults: sorted,
  }
}

function listRepeated(rows: readonly ImportRow[]): ImportFault[] {
  const faults: ImportFault[] = []
  for (const column of ['userId', 'unionId'] as const) {
    const firsts = new Map<string, number>()
    for (const { line, [column]: id } of rows) {
      if (id === undefined) continue
      const first = firsts.get(id)
      if (first === undefined) firsts.set(id, line)
      else faults.push(toImportFault({ line, column }, 'repeated', { id, first }))
    }
  }
  return faults
}

/** Whose erasure goes on. */
type BeingErased = Readonly<{ userIds: ReadonlySet<string>; unionIds: ReadonlySet<UnionId> }>

type UnionIdOwner = Readonly<{ organizationId: OrganizationId; userId: string }>

function findFault(
  { line, userId, unionId }: ImportRow,
  before: User | undefined,
  {
    by,
    organizationId,
    owners,
    erased,
  }: Readonly<{ by: Principal; organizationId: OrganizationId; erased: BeingErased; owners: readonly UnionIdOwner[] }>,
): ImportFault | undefined {
  if (before?.operator && !isOperator(by)) return toImportFault({ line, column: 'userId' }, 'only-operators')
  if (!before && erased.userIds.has(userId)) return toImportFault({ line, column: 'userId' }, 'erasure-unfinished')
  if (unionId === undefined) return undefined
  if (before) {
    if (before.unionId === unionId) return undefined
    return toImportFault({ line, column: 'unionId' }, 'union-id-fixed', { unionId: before.unionId })
  }
  if (erased.unionIds.has(unionId)) return toImportFault({ line, column: 'unionId' }, 'erasure-unfinished')
  const isTaken = owners.some((owner) =>
    owner.organizationId === organizationId ? owner.userId !== userId : !isOperator(by),
  )
  return isTaken ? toImportFault({ line, column: 'unionId' }, 'union-id-taken') : undefined
}

type Place = Pick<User, 'organizationId' | 'unionId'> & Partial<User>

function apply(row: ImportRow, { jobNumber, department, email, admin, ...kept }: Place): User {
  return {
    ...kept,
    userId: row.userId,
    // A seed may have written a name that nobody can type.
    name: kept.name !== undefined && toShownName(kept.name) === row.name ? kept.name : row.name,
    ...asText('jobNumber', row.jobNumber, jobNumber),
    ...asText('department', row.department, department),
    ...asText('email', row.email, email),
    admin: row.admin ?? admin ?? false,
  }
}

/** What a row says of a text: a new one, `null` for none, or nothing. */
function asText<K extends string>(key: K, given: string | null | undefined, before: string | undefined) {
  const text = given === undefined ? before : given
  return (text === undefined || text === null ? {} : { [key]: text }) as { [Key in K]?: string }
}

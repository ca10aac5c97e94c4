import { sql } from 'kysely'
import type { OrganizationId, UnionId } from '../conference/identity.ts'
import type { User } from '../service/account/directory-entries.ts'
import type { UserChanges } from '../service/account/directory-writer.ts'
import { toFlag, type UserRow } from './schema.ts'
import type { SearchTexts } from './search-texts.ts'

/** `password_chosen` of a password that an administrator gave. */
export const GIVEN: UserRow['password_chosen'] = 2
/** The same of one that the person chose. */
const CHOSEN: UserRow['password_chosen'] = 1

/** The columns of `AccountRow`. */
export const USER_COLUMNS = sql.join(
  [
    'organization_id',
    'user_id',
    'union_id',
    'name',
    'job_number',
    'department',
    'email',
    'admin',
    'operator',
    'disabled_at',
    'password_hash',
    'password_chosen',
  ].map((name) => sql.ref(`user_account.${name}`)),
)

/** A person without the texts by which they are found. */
export type AccountRow = Omit<UserRow, 'name_sort' | 'search_text'>
export type PersonRow = Pick<UserRow, 'organization_id' | 'union_id'>

export function keyOf({ organization_id, union_id }: PersonRow): string {
  return `${organization_id}\n${union_id}`
}

export function toPerson(key: string): PersonRow {
  const end = key.indexOf('\n') // a corpId has no line break; a unionId that somebody asks for may have one
  return { organization_id: key.slice(0, end) as OrganizationId, union_id: key.slice(end + 1) as UnionId }
}

export function toUser(row: AccountRow): User {
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    unionId: row.union_id,
    name: row.name,
    ...(row.job_number !== null && { jobNumber: row.job_number }),
    ...(row.department !== null && { department: row.department }),
    ...(row.email !== null && { email: row.email }),
    admin: row.admin === 1,
    ...(row.operator === 1 && { operator: true as const }),
    ...(row.disabled_at !== null && { disabled: true as const }),
    ...(row.password_hash !== null && { passwordHash: row.password_hash }),
    ...(row.password_chosen === 1 && { passwordChosen: true as const }),
    ...(row.password_chosen === 2 && { passwordGiven: true as const }),
  }
}

/** The columns of what changes of a person. */
export function toUserColumns(changes: UserChanges) {
  const { admin, operator, jobNumber, disabledAt, givenPasswordHash, chosenPasswordHash, ...same } = changes
  return {
    ...same,
    ...(admin !== undefined && { admin: toFlag(admin) }),
    ...(operator !== undefined && { operator: toFlag(operator) }),
    ...(jobNumber !== undefined && { job_number: jobNumber }),
    ...(disabledAt !== undefined && { disabled_at: disabledAt }),
    ...(givenPasswordHash !== undefined && { password_hash: givenPasswordHash, password_chosen: GIVEN }),
    ...(chosenPasswordHash !== undefined && { password_hash: chosenPasswordHash, password_chosen: CHOSEN }),
  } as const
}

export function toSearchColumns({ nameSort, searchText }: SearchTexts) {
  return { name_sort: nameSort, search_text: searchText }
}
/** What is written of an account at once. */
export const ACCOUNT_COLUMNS = {
  organization_id: 'text',
  user_id: 'text',
  union_id: 'text',
  name: 'text',
  job_number: 'text',
  department: 'text',
  email: 'text',
  admin: 'bigint',
  operator: 'bigint',
  password_hash: 'text',
  password_chosen: 'bigint',
  name_sort: 'text',
  search_text: 'text',
} as const
export type NewUserRow = Pick<UserRow, keyof typeof ACCOUNT_COLUMNS>

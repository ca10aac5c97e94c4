import { sql } from 'kysely'
import type { OrganizationId, UnionId } from '../conference/identity.ts'
import type { User } from '../service/account/directory-entries.ts'
import type { UserRow } from './schema.ts'

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
  const [organization_id, union_id] = key.split('\n') as [OrganizationId, UnionId]
  return { organization_id, union_id }
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
  }
}

import { sql } from 'kysely'
import type { OrganizationId, UnionId } from '../conference/identity.ts'
import type { ScimNames, User } from '../service/account/directory-entries.ts'
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
    'user_name',
    'external_id',
    'scim_names',
    'subject',
  ].map((name) => sql.ref(`user_account.${name}`)),
)

/** A person without the texts by which they are found. */
export type AccountRow = Omit<UserRow, 'name_sort' | 'search_text' | 'detail_text' | 'user_key'>
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
    ...(row.user_name !== null && { userName: row.user_name }),
    ...(row.external_id !== null && { externalId: row.external_id }),
    ...(row.scim_names !== null && { scimNames: JSON.parse(row.scim_names) as ScimNames }),
    ...(row.subject !== null && { subject: row.subject }),
    admin: row.admin === 1,
    ...(row.operator === 1 && { operator: true as const }),
    ...(row.disabled_at !== null && { disabled: true as const }),
    ...(row.password_hash !== null && { passwordHash: row.password_hash }),
    ...(row.password_chosen === 1 && { passwordChosen: true as const }),
    ...(row.password_chosen === 2 && { passwordGiven: true as const }),
  }
}

import type { Selectable } from 'kysely'
import type { OrganizationId } from '../conference/identity.ts'
import { toUserKey, userNameOf, type User } from '../service/account/directory-entries.ts'
import type { IndexedUser, UserChanges } from '../service/account/directory-writer.ts'
import { toDetailText, toSearchTexts, type SearchTexts } from './search-texts.ts'
import { toFlag, type UserRow } from './schema.ts'

/** `password_chosen` of a password that an administrator gave. */
const GIVEN: UserRow['password_chosen'] = 2
/** The same of one that the person chose. */
const CHOSEN: UserRow['password_chosen'] = 1

/** The columns of `NewUserRow`. */
export const NEW_USER_COLUMNS = {
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
  detail_text: 'text',
  disabled_at: 'bigint',
  user_name: 'text',
  external_id: 'text',
  scim_names: 'text',
  user_key: 'text',
  subject: 'text',
} as const

/** What an import leaves as it is. */
export const FIXED_USER_COLUMNS = [
  'union_id',
  'operator',
  'password_hash',
  'password_chosen',
  'disabled_at',
  'user_name',
  'external_id',
  'scim_names',
  'user_key',
  'subject',
] as const satisfies readonly (keyof typeof NEW_USER_COLUMNS)[]

export type NewUserRow = Pick<Selectable<UserRow>, keyof typeof NEW_USER_COLUMNS>

export function toNewRows(organizationId: OrganizationId, users: readonly IndexedUser[]): readonly NewUserRow[] {
  return users.map(({ user, search, disabledAt }) => {
    const { nameSort, searchText } = search as SearchTexts
    return {
      organization_id: organizationId,
      user_id: user.userId,
      union_id: user.unionId,
      name: user.name,
      job_number: user.jobNumber ?? null,
      department: user.department ?? null,
      email: user.email ?? null,
      admin: toFlag(user.admin),
      operator: toFlag(user.operator ?? false),
      password_hash: user.passwordHash ?? null,
      password_chosen: user.passwordHash === undefined ? 0 : GIVEN,
      name_sort: nameSort,
      search_text: searchText,
      detail_text: toDetailText(user),
      disabled_at: disabledAt ?? null,
      user_name: user.userName ?? null,
      external_id: user.externalId ?? null,
      scim_names: user.scimNames ? JSON.stringify(user.scimNames) : null,
      user_key: toUserKey(userNameOf(user)),
      subject: user.subject ?? null,
    }
  })
}

/** By what a seed makes a person found. The stored texts of the name while it stays: a Chinese one loads a dictionary. */
export async function toSeededColumns(
  user: User,
  stored: Pick<UserRow, 'name' | 'department' | 'email' | 'name_sort' | 'search_text'> | undefined,
): Promise<Pick<NewUserRow, 'name_sort' | 'search_text' | 'detail_text'>> {
  const [department, email] = [user.department ?? stored?.department, user.email ?? stored?.email]
  const detail_text = toDetailText({ jobNumber: user.jobNumber, department, email })
  if (stored?.name === user.name) return { name_sort: stored.name_sort, search_text: stored.search_text, detail_text }
  return { ...toSearchColumns(await toSearchTexts(user)), detail_text }
}

/** The columns that changes set. */
export function toChangedColumns(
  {
    admin,
    operator,
    jobNumber,
    disabledAt,
    givenPasswordHash,
    chosenPasswordHash,
    userName,
    externalId,
    scimNames,
    ...same
  }: UserChanges,
  search?: IndexedUser['search'],
) {
  return {
    ...same,
    ...(admin !== undefined && { admin: toFlag(admin) }),
    ...(operator !== undefined && { operator: toFlag(operator) }),
    ...(jobNumber !== undefined && { job_number: jobNumber }),
    ...(disabledAt !== undefined && { disabled_at: disabledAt }),
    ...(givenPasswordHash !== undefined && { password_hash: givenPasswordHash, password_chosen: GIVEN }),
    ...(chosenPasswordHash !== undefined && { password_hash: chosenPasswordHash, password_chosen: CHOSEN }),
    ...(userName !== undefined && { user_name: userName, user_key: toUserKey(userName) }),
    ...(externalId !== undefined && { external_id: externalId }),
    ...(scimNames !== undefined && { scim_names: JSON.stringify(scimNames) }),
    ...(search !== undefined && toSearchColumns(search as SearchTexts)),
  } as const
}

function toSearchColumns({ nameSort, searchText }: SearchTexts) {
  return { name_sort: nameSort, search_text: searchText }
}

import { toShownName } from '../../../contract/text/nick.ts'
import type { ScimNames, User } from './directory-entries.ts'
import type { UserChanges } from './directory-writer.ts'

/** A person to add. */
export type NewPerson = Readonly<{
  userId: string
  name: string
  /** A new one is made if it is absent. */
  unionId?: string
  jobNumber?: string
  department?: string
  email?: string
  admin?: boolean
  userName?: string
  externalId?: string
  scimNames?: ScimNames
  disabled?: true
  /** Of a person whose first sign-in at the identity provider makes the account. */
  subject?: string
  /** They get a password, which is shown once. Otherwise they can sign in at the identity provider only. */
  withPassword?: boolean
}>

/** New values of a person. An absent one stays; `null` removes it. */
export type PersonChanges = Pick<
  UserChanges,
  'name' | 'jobNumber' | 'department' | 'email' | 'admin' | 'operator' | 'userName' | 'externalId' | 'scimNames'
> &
  Readonly<{ disabled?: boolean }>

export function withShownName({ name, ...changes }: PersonChanges): PersonChanges {
  return { ...changes, ...(name !== undefined && { name: toShownName(name) }) }
}

/** The person with the new names of the company's directory. */
export function withNames(user: User, { userName, externalId }: PersonChanges): User {
  return {
    ...user,
    ...(userName !== undefined && { userName }),
    ...(externalId !== undefined && externalId !== null && { externalId }),
  }
}

import type { CreationDetails } from '../../conference/event.ts'
import type { EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import type { Scope } from './caller.ts'
import { foldCase } from './fold-case.ts'

export type Organization = Readonly<{ id: OrganizationId; name: string }>

/** The names of a person as the company's directory has them. */
export type ScimNames = Readonly<{
  displayName?: string
  formatted?: string
  givenName?: string
  familyName?: string
}>

/** An account in one organization. */
export type User = Readonly<{
  organizationId: OrganizationId
  userId: string
  unionId: UnionId
  name: string
  jobNumber?: string
  department?: string
  email?: string
  /** What the company's directory calls them, and they sign in with at the identity provider. Absent: their userId. */
  userName?: string
  /** Their id in the company's directory. */
  externalId?: string
  scimNames?: ScimNames
  /** Who they are at the identity provider. Present if their first sign-in there made the account. */
  subject?: string
  /** They administer the organization. */
  admin: boolean
  /** They operate the server: they administer all organizations. */
  operator?: true
  /** They cannot sign in. Absent while they can. */
  disabled?: true
  passwordHash?: string
  /** The person chose the password. Absent while it is one that somebody gave them. */
  passwordChosen?: true
  /** An administrator gave the password. Seeds do not replace it. */
  passwordGiven?: true
}>

/** The person as the creator of a conference. */
export function toCreator({ unionId, name, jobNumber }: User): CreationDetails['creator'] {
  return { unionId, nick: name, ...(jobNumber !== undefined && { jobNumber }) }
}

/** The name of a person at the company's directory and the identity provider. */
export function userNameOf({ userName, userId }: Pick<User, 'userName' | 'userId'>): string {
  return userName ?? userId
}

/** Equal for names that differ only in case and width. */
export function toUserKey(userName: string): string {
  return foldCase(userName)
}

/** Identifies an account. */
export type Account = Pick<User, 'organizationId' | 'userId'>

/** An app of one organization. */
export type App = Readonly<{
  clientId: string
  organizationId: OrganizationId
  name: string
  secretHash: string
  /** The secret that was replaced. It is valid beside the new one until `until`. */
  formerSecret?: Readonly<{ hash: string; until: EpochMs }>
  scopes: readonly Scope[]
}>

/** A third-party app. It works for every organization that has authorized it. */
export type Suite = Readonly<{
  suiteKey: string
  name: string
  secretHash: string
  /** The secret that was replaced. It is valid beside the new one until `until`. */
  formerSecret?: Readonly<{ hash: string; until: EpochMs }>
  /** Hash of the ticket that must be shown. Absent if any ticket is accepted. */
  ticketHash?: string
  scopes: readonly Scope[]
  authorized: readonly OrganizationId[]
}>

/** A third-party app as a seed has it. Its key is its first name. */
export type SeededSuite = Omit<Suite, 'name' | 'formerSecret'>

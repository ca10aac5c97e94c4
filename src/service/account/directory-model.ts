import type { Actor } from '../../conference/actor.ts'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'

/** Rights of an app, by DingTalk's names. */
export type Scope = string

export type Organization = Readonly<{ id: OrganizationId; name: string }>

/** An account in one organisation. */
export type User = Readonly<{
  organizationId: OrganizationId
  userId: string
  unionId: UnionId
  name: string
  jobNumber?: string
  admin: boolean
  passwordHash?: string
  /** He chose his password himself; until then it is one that somebody gave him. */
  passwordChosen?: true
}>

/** An app of one organisation. */
export type App = Readonly<{
  clientId: string
  organizationId: OrganizationId
  name: string
  secretHash: string
  scopes: readonly Scope[]
}>

/** A third-party app, which works for every organisation that has authorised it. */
export type Suite = Readonly<{
  suiteKey: string
  secretHash: string
  /** Hash of the ticket that must be shown; absent if any will do. */
  ticketHash?: string
  scopes: readonly Scope[]
  authorized: readonly OrganizationId[]
}>

/** Who asks, as his access token says. */
export type Caller = Readonly<{
  clientId: string
  kind: 'app' | 'suite'
  organizationId: OrganizationId
  scopes: ReadonlySet<Scope>
}>

/** In whose name something is asked: an organisation, by one of its people or by an app. */
export type OnBehalf = Pick<Caller, 'organizationId'>

/** The actor that a calling app is. */
export function appOf({ clientId }: Caller): Extract<Actor, { kind: 'app' }> {
  return { kind: 'app', clientId }
}

import type { Actor } from '../../conference/actor.ts'
import type { OrganizationId } from '../../conference/identity.ts'

/** A right of an app, with DingTalk's name. */
export type Scope = string

/** Every scope that an operation requires. */
export const SCOPES: readonly Scope[] = [
  'VideoConference.Conference.Read',
  'VideoConference.Conference.Write',
  'qyapi_get_member',
  'Contact.User.Read',
]

/** The app that makes a request, as its access token says. */
export type Caller = Readonly<{
  clientId: string
  kind: 'app' | 'suite'
  /** `NO_ORGANIZATION` for a third-party app itself, which then has no scope. */
  organizationId: OrganizationId
  scopes: ReadonlySet<Scope>
}>

/** In place of the organization: the caller is a third-party app itself. */
export const NO_ORGANIZATION = '' as OrganizationId

/** The organization on whose behalf a service method is called. */
export type OrganizationScope = Pick<Caller, 'organizationId'>

/** The actor that a calling app is. */
export function appOf({ clientId }: Caller): Extract<Actor, { kind: 'app' }> {
  return { kind: 'app', clientId }
}

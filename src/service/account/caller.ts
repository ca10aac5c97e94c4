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
  organizationId: OrganizationId
  scopes: ReadonlySet<Scope>
}>

/** The organization on whose behalf a service method is called. */
export type OrganizationScope = Pick<Caller, 'organizationId'>

/** The actor that a calling app is. */
export function appOf({ clientId }: Caller): Extract<Actor, { kind: 'app' }> {
  return { kind: 'app', clientId }
}

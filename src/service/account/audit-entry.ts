import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { PeopleManager } from './principal.ts'

/** Every act of administration. Stored, so a text never changes its meaning. */
export const AUDIT_ACTIONS = [
  'organization-added',
  'organization-changed',
  'sso-secret-renewed',
  'settings-changed',
  'meetings-deleted',
  'user-added',
  'user-changed',
  'user-disabled',
  'user-enabled',
  'user-deleted',
  'user-erased',
  'user-data-exported',
  'user-password-reset',
  'user-password-link-made',
  'user-password-link-mailed',
  'user-password-chosen',
  'user-sign-ins-ended',
  'users-imported',
  'users-exported',
  'administrator-added',
  'administrator-removed',
  'operator-added',
  'operator-removed',
  'app-added',
  'app-changed',
  'app-secret-renewed',
  'app-revoked',
  'subscription-added',
  'subscription-changed',
  'subscription-secret-renewed',
  'subscription-removed',
  'subscription-tested',
  'deliveries-resent',
  'scim-token-made',
  'scim-token-revoked',
  'suite-added',
  'suite-changed',
  'suite-secret-renewed',
  'suite-revoked',
  'conference-muted',
  'conference-locked',
  'conference-unlocked',
  'conference-ended',
  'member-muted',
  'member-removed',
  'members-called',
  'booking-changed',
  'booking-canceled',
  'booking-date-canceled',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** Who acted, with their name at that time. `scim`: the company's directory. `server`: a setting made the server act. */
export type AuditActor = Readonly<
  | { kind: 'person'; organizationId: OrganizationId; userId: string; name: string }
  | { kind: 'terminal'; user: string }
  | { kind: 'scim'; tokenId: string }
  | { kind: 'server' }
>

/** What was acted on. `id`: a userId, clientId, suiteKey, corpId, conferenceId or id of a booking. `name`: its name at that time. */
type AuditTarget = Readonly<{
  kind: 'organization' | 'user' | 'app' | 'suite' | 'conference' | 'booking'
  id: string
  name?: string
}>

/** What details are about. Stored, and the console has words for each. */
export const AUDIT_FACTS = [
  'name',
  'formerName',
  'unionId',
  'jobNumber',
  'department',
  'email',
  'userName',
  'externalId',
  'tokenId',
  'admin',
  'imported',
  'added',
  'changed',
  'unchanged',
  'count',
  'scopes',
  'redirectUris',
  'authorized',
  'overlapHours',
  'way',
  'types',
  'url',
  'paused',
  'eventId',
  'ended',
  'retentionDays',
  'guests',
  'waitingRoom',
  'muteOnJoin',
  'selfUnmuting',
  'sharing',
  'chat',
  'forbidRejoin',
  'userIds',
  'names',
  'conferences',
  'bookings',
  'days',
  'start',
  'end',
  'timeZone',
  'date',
] as const
type AuditFact = (typeof AUDIT_FACTS)[number]

/** Further facts, such as the new values of what changed. Never a secret. */
type AuditDetails = Readonly<Partial<Record<AuditFact, string | number | boolean | null | readonly string[]>>>

/** One act, as it is stored. */
export type AuditEntry = Readonly<{
  id: string
  /** The organization that the act concerns. Its administrators see the entry. */
  organizationId: OrganizationId
  at: EpochMs
  action: AuditAction
  by: AuditActor
  target: AuditTarget
  /** IP address of the actor. Absent for the terminal. */
  address?: string
  details?: AuditDetails
}>

/** An entry before it gets its id and time. */
export type NewAuditEntry = Readonly<{
  organizationId: OrganizationId
  by: PeopleManager | Readonly<{ kind: 'server'; address?: undefined }>
  action: AuditAction
  target: AuditTarget
  details?: AuditDetails
}>

/** By which entries of an actor are found: a userId, a user of the operating system, or the id of a token. Empty for the server. */
export function actorIdOf(by: AuditActor): string {
  switch (by.kind) {
    case 'server':
      return ''
    case 'person':
      return by.userId
    case 'terminal':
      return by.user
    case 'scim':
      return by.tokenId
  }
}

/** The principal as the audit log keeps them. */
export function toAuditActor(by: NewAuditEntry['by']): AuditActor {
  if (by.kind === 'server') return { kind: 'server' }
  if (by.kind === 'terminal') return { kind: 'terminal', user: by.user }
  if (by.kind === 'scim') return { kind: 'scim', tokenId: by.tokenId }
  const { organizationId, userId, name } = by
  return { kind: 'person', organizationId, userId, name }
}

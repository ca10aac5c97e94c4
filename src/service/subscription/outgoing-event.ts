import type { EpochMs, OrganizationId } from '../../conference/identity.ts'

/** An event in the form in which a subscription gets it. */
export type OutgoingEvent = Readonly<{
  /** The same in each attempt. */
  eventId: string
  /** As subscribed, such as `meeting_status_change_target_push`. */
  eventType: string
  organizationId: OrganizationId
  /** When it happened. */
  at: EpochMs
  /** The payload, as it leaves. */
  data: object
}>

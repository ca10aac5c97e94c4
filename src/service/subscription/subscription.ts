import { EVENT_SCOPES, type EventType, type SubscribedType } from '../../../contract/event/event-terms.ts'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import { toEventId, type OutboxEvent } from '../outbox/outbox-event.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import type { OutgoingEvent } from './outgoing-event.ts'

/** Which events an app gets, and how. */
export type Subscription = Readonly<{
  id: string
  organizationId: OrganizationId
  clientId: string
  types: readonly SubscribedType[]
  route: Route
  /** Nothing is sent. What happens meanwhile is sent afterwards. */
  paused: boolean
  createdAt: EpochMs
  /** All events up to this id were sent, wait to be sent again, or are not of its types. */
  cursor: number
}>

/** Those of the types that an app with these scopes may get. */
export function permitted(
  { types }: Pick<Subscription, 'types'>,
  scopes: readonly string[],
): readonly SubscribedType[] {
  return types.filter((type) => scopes.includes(EVENT_SCOPES[type]))
}

/** How events reach the app, with what signs them. */
export type Route = Readonly<
  | { way: 'stream' }
  | { way: 'callback'; url: string; token: string; aesKey: string }
  /** `former`: a secret that was replaced, and until when it signs as well. */
  | { way: 'webhook'; url: string; secret: string; former?: Readonly<{ secret: string; until: EpochMs }> }
>

/** One event to one subscription. `isTarget`: in the form `…_target_push`. Deliveries of one subject are made one after the other. */
export type Delivery = Readonly<{ eventId: number; isTarget: boolean; subject: string; event: OutgoingEvent }>

const TARGETED: Readonly<Partial<Record<EventType, SubscribedType>>> = {
  meeting_status_change: 'meeting_status_change_target_push',
  meeting_member_status_change: 'meeting_member_status_change_target_push',
}

/** What a subscription gets of an event: nothing, the event, or the event in two forms. */
export function toDeliveries(subscription: Pick<Subscription, 'types' | 'clientId'>, event: OutboxEvent): Delivery[] {
  const { types, clientId } = subscription
  const targeted = event.clientId === clientId ? TARGETED[event.type] : undefined
  return [
    ...(types.includes(event.type) ? [toDelivery(event, event.type)] : []),
    ...(targeted && types.includes(targeted) ? [toDelivery(event, targeted)] : []),
  ]
}

/** The delivery of an event in one form. */
function toDelivery(event: OutboxEvent, eventType: SubscribedType): Delivery {
  const isTarget = eventType !== event.type
  const { id, organizationId, at, subject } = event
  const eventId = `${toEventId(event)}${isTarget ? '-target' : ''}`
  const data = isTarget ? toTargetData(event) : event.data
  return { eventId: id, isTarget, subject, event: { eventId, eventType, organizationId, at, data } }
}

/** The delivery of an event that is still stored. */
export async function findDelivery(
  outbox: Pick<OutboxStore, 'list'>,
  organizationId: OrganizationId,
  { eventId, isTarget }: Pick<Delivery, 'eventId' | 'isTarget'>,
): Promise<Delivery | undefined> {
  const [event] = await outbox.list(organizationId, { after: eventId - 1, limit: 1 })
  if (event?.id !== eventId) return undefined
  const eventType = isTarget ? TARGETED[event.type] : event.type
  return eventType && toDelivery(event, eventType)
}

/** In the form `…_target_push` of DingTalk, `bizType` is a number. */
function toTargetData({ type, data }: OutboxEvent): object {
  if (type !== 'meeting_status_change') return data
  return { ...data, openConfModel: { ...data.openConfModel, bizType: Number(data.openConfModel.bizType) } }
}

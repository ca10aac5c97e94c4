import type { DeliveryState } from '../../../../contract/event/event-terms.ts'
import type { DeliveryAnswer } from '../../../../contract/web/subscription-types.ts'
import { openPagedList, type PagedList } from '../paged-list.ts'
import type { ConsolePlace } from '../place.ts'

/** The requests for deliveries. They throw `ApiError`. */
export type DeliveriesApi = {
  deliveries(
    corpId: string,
    id: string,
    page: Readonly<{ state?: DeliveryState; cursor?: string; limit: number }>,
  ): Promise<{ deliveries: DeliveryAnswer[]; cursor?: string }>
  /** Sends one event now, or all that wait or were given up. `count`: how many are due now. */
  resend(corpId: string, id: string, what: Resent): Promise<{ count: number }>
}

/** What is sent now: one event, or all of a state. */
export type Resent = Readonly<{ id: number } | { state: Exclude<DeliveryState, 'delivered'> }>

/** Which deliveries are listed: all, or those of one state. */
export type DeliveryFilter = 'all' | DeliveryState
export const DELIVERY_FILTERS: readonly DeliveryFilter[] = ['all', 'waiting', 'dead', 'delivered']

export type DeliveryList = PagedList<DeliveryAnswer, DeliveryFilter>

/** What the address says. */
export function readDeliveryFilter({ filters }: Pick<ConsolePlace, 'filters'>): DeliveryFilter {
  return DELIVERY_FILTERS.find((known) => known === filters['state']) ?? 'all'
}

/** The filter as the address has it. */
export function toDeliveryFilters(filter: DeliveryFilter): Readonly<Record<string, string>> {
  return filter === 'all' ? {} : { state: filter }
}

/** The deliveries of a subscription, the latest event first. */
export function openDeliveryList(
  api: Pick<DeliveriesApi, 'deliveries'>,
  {
    corpId,
    id,
    first,
    signedOut,
  }: Readonly<{ corpId: string; id: string; first: DeliveryFilter; signedOut: () => void }>,
): DeliveryList {
  return openPagedList<DeliveryAnswer, DeliveryFilter>(
    async (filter, page) => {
      const answer = await api.deliveries(corpId, id, { ...(filter !== 'all' && { state: filter }), ...page })
      return { rows: answer.deliveries, cursor: answer.cursor }
    },
    { first, signedOut },
  )
}

/** What names a delivery in its list: an event may be sent in two forms. */
export function keyOfDelivery({ id, eventId }: DeliveryAnswer): string {
  return eventId ?? String(id)
}

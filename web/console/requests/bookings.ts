import type { OrganizationBookingDetails } from '../../../contract/web/console-meetings-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import type { BookingOrder } from '../../../contract/web/types.ts'
import { send } from '../../http.ts'
import type { OrganizationBookingsApi } from '../../state/console/bookings/bookings.ts'
import type { FindPeople } from '../../state/people/colleague-search.ts'
import { peopleApi } from './people.ts'
import { toQuery } from './query.ts'

const pathOf = (id: string) => `${WEB.consoleBookings}/${encodeURIComponent(id)}`
/** The server gives at most this many people at once. */
const MOST = 200
const PAGE = 20

/** The requests for the bookings of an organization. They throw `ApiError`. */
export const bookingsApi: OrganizationBookingsApi = {
  bookings: (corpId, query, page) => send('GET', `${WEB.consoleBookings}?${toQuery({ corpId, ...query, ...page })}`),
  cancel: (corpId, id, date) =>
    send('DELETE', `${pathOf(id)}${date === undefined ? '' : `/dates/${date}`}?${toQuery({ corpId })}`),
}

/** The requests of the dialog in which a booking of an organization is changed. They throw `ApiError`. */
export function bookingFormApi(corpId: string) {
  const findPeople: FindPeople = async ({ query, from }) => {
    const filter = { q: query, state: 'enabled', role: '' } as const
    const { people, cursor } = await peopleApi.people(corpId, filter, { limit: Math.min(from + PAGE, MOST) })
    const found = people.slice(from).map(({ unionId, name, userId, department }) => ({
      unionId,
      name,
      userId,
      ...(department !== undefined && { department }),
    }))
    return { people: found, hasMore: cursor !== undefined && from + PAGE < MOST }
  }
  return {
    booking: (id: string) => send<OrganizationBookingDetails>('GET', `${pathOf(id)}?${toQuery({ corpId })}`),
    changeBooking: (id: string, order: BookingOrder) =>
      send<unknown>('PUT', `${pathOf(id)}?${toQuery({ corpId })}`, order),
    findPeople,
  }
}

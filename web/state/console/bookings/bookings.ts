import type { OrganizationBooking, OrganizationBookings } from '../../../../contract/web/console-meetings-types.ts'
import { observable, type Readable } from '../../../../client/observable.ts'
import { handleRefusal } from '../attempt.ts'
import { openPagedList, type PagedList, type PagedView } from '../paged-list.ts'
import type { ConsolePlace } from '../place.ts'

/** Which bookings are listed. `person`: a unionId; empty for everybody’s. */
export type BookingsFilter = Readonly<{ person: string }>

/** The requests for bookings. They throw `ApiError`. */
export type OrganizationBookingsApi = {
  bookings(
    corpId: string,
    query: Readonly<{ unionId: string }>,
    page: Readonly<{ cursor?: string; limit: number }>,
  ): Promise<OrganizationBookings>
  cancel(corpId: string, id: string, date: string | undefined): Promise<unknown>
}

type CancelView = Readonly<{ canceling?: string | undefined; cancelError?: string | undefined }>

/** The upcoming bookings of an organization. No method throws. */
export type BookingsModel = Readonly<{
  list: PagedList<OrganizationBooking, BookingsFilter>
  /** The name of the person in the filter, as far as it is known. */
  person: Readable<string | undefined>
  view: Readable<CancelView>
  /** Cancels a booking, or leaves out one date of it. @returns whether that succeeded */
  cancel(id: string, date: string | undefined): Promise<boolean>
}>

/** What the address says. */
export function readBookingsFilter({ filters }: Pick<ConsolePlace, 'filters'>): BookingsFilter {
  return { person: filters['person'] ?? '' }
}

export function openBookings(
  api: OrganizationBookingsApi,
  { corpId, first, signedOut }: Readonly<{ corpId: string; first: BookingsFilter; signedOut: () => void }>,
): BookingsModel {
  const person = observable<string | undefined>(undefined)
  const view = observable<CancelView>({})
  const list = openPagedList<OrganizationBooking, BookingsFilter>(
    async (filter, page) => {
      const answer = await api.bookings(corpId, { unionId: filter.person }, page)
      person.set(answer.person?.name)
      return { rows: answer.bookings, cursor: answer.cursor }
    },
    { first, signedOut },
  )
  return {
    list,
    person,
    view,
    async cancel(id, date) {
      view.set({ canceling: id })
      try {
        await api.cancel(corpId, id, date)
        view.set({})
        await list.refresh()
        return true
      } catch (error) {
        const code = handleRefusal(error, signedOut)
        view.set({ cancelError: code })
        return false
      }
    },
  }
}

/** By the start of their current dates. The server orders them by the end. */
export function byStart(view: PagedView<OrganizationBooking>): PagedView<OrganizationBooking> {
  if (view.phase !== 'shown') return view
  return { ...view, rows: view.rows.toSorted((a, b) => a.startTime - b.startTime) }
}

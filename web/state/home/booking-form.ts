import { codeOf, type Api } from '../api.ts'
import { observable, type Readable } from '../../../client/observable.ts'
import {
  draftAt,
  problemOf,
  toDraft,
  toOrder,
  type BookingDraft,
  type DraftProblem,
  type DraftSource,
} from './booking-draft.ts'

type BookingFormView = Readonly<{
  /** Absent until a booking that exists has been loaded. */
  draft: BookingDraft | undefined
  /** The meeting is going on. */
  isGoingOn: boolean
  isBusy: boolean
  problem: DraftProblem | undefined
}>

/** The requests of the form. A form for a booking that exists does not book one. They throw `ApiError`. */
export type BookingFormApi = Partial<Pick<Api, 'bookMeeting'>> &
  Pick<Api, 'changeBooking'> & { booking(id: string): Promise<DraftSource> }

/** What the form of a new or an existing booking shows, and what it does. */
export type BookingForm = Readonly<{
  view: Readable<BookingFormView>
  /** Loads the booking that is to be changed. Never throws. */
  load(): Promise<void>
  set(draft: BookingDraft): void
  /** Books or changes the meeting. Never throws. Pressing twice books once. `title`: replaces an empty topic. */
  submit(title: string): Promise<void>
}>

const START_ERRORS: Readonly<Record<string, DraftProblem['field']>> = {
  'times-wrong': 'end',
  'too-many-dates': 'repeat',
  'no-date': 'repeat',
  'no-such-date': 'end',
  'no-such-time-zone': 'start',
}

/** `bookingId`: the booking to change; without it, a new one is made. `app.waitingRoom`: whether a new one has one. */
export function openBookingForm(
  api: BookingFormApi,
  app: { saved: () => void; signedOut: () => void; now: () => number; timeZone: string; waitingRoom?: boolean },
  bookingId?: string,
): BookingForm {
  const view = observable<BookingFormView>({
    draft: bookingId === undefined ? draftAt(app.now(), app.timeZone, app.waitingRoom) : undefined,
    isGoingOn: false,
    isBusy: false,
    problem: undefined,
  })
  const change = (part: Partial<BookingFormView>) => view.update((now) => ({ ...now, ...part }))
  const fail = (error: unknown) => {
    const code = codeOf(error)
    change({ isBusy: false, problem: { field: START_ERRORS[code] ?? 'form', code } })
    if (code === 'signed-out') app.signedOut()
  }
  return {
    view,
    async load() {
      if (bookingId === undefined || view.get().draft) return
      try {
        const details = await api.booking(bookingId)
        change({ draft: toDraft(details, app.timeZone), isGoingOn: details.booked.state === 'going-on' })
      } catch (error) {
        fail(error)
      }
    },
    set: (draft) => change({ draft }),
    async submit(title) {
      const { draft, isBusy } = view.get()
      if (isBusy || !draft) return
      const problem = problemOf(draft, app.now())
      change({ problem, isBusy: problem === undefined })
      if (problem) return
      const order = toOrder({ ...draft, title })
      try {
        await (bookingId === undefined ? api.bookMeeting?.(order) : api.changeBooking(bookingId, order))
        change({ isBusy: false })
        app.saved()
      } catch (error) {
        fail(error)
      }
    },
  }
}

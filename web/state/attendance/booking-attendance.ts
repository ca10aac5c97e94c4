import type { BookingAttendanceAnswer } from '../../../contract/web/attendance-types.ts'
import { observable, type Readable } from '../../../client/observable.ts'
import { codeOf } from '../api.ts'

/** `refused`: `code` says why. `isStale`: the last refresh failed. */
type BookingAttendanceView =
  | { phase: 'loading' }
  | { phase: 'refused'; code: string }
  | { phase: 'shown'; answer: BookingAttendanceAnswer; isStale: boolean }

/** Who came to how many meetings of a booking. */
export type BookingAttendanceModel = {
  view: Readable<BookingAttendanceView>
  /** Loads the report again. Never throws. */
  refresh(): Promise<void>
}

/** `load` throws `ApiError`. */
export function openBookingAttendance(
  load: () => Promise<BookingAttendanceAnswer>,
  { signedOut }: Readonly<{ signedOut: () => void }>,
): BookingAttendanceModel {
  const view = observable<BookingAttendanceView>({ phase: 'loading' })
  return {
    view,
    async refresh() {
      try {
        view.set({ phase: 'shown', answer: await load(), isStale: false })
      } catch (error) {
        const code = codeOf(error)
        if (code === 'signed-out') signedOut()
        view.update((now) => (now.phase === 'shown' ? { ...now, isStale: true } : { phase: 'refused', code }))
      }
    },
  }
}

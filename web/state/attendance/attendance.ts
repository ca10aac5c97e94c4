import type { AttendanceAnswer } from '../../../contract/web/attendance-types.ts'
import { observable, type Readable } from '../../../client/observable.ts'
import { codeOf, type Api } from '../api.ts'

/** `refused`: `code` says why. `isStale`: the last refresh failed. */
type AttendanceView =
  | { phase: 'loading' }
  | { phase: 'refused'; code: string }
  | { phase: 'shown'; answer: AttendanceAnswer; isStale: boolean }

/** What the attendance page of a meeting shows. */
export type AttendanceModel = {
  view: Readable<AttendanceView>
  /** Loads the report again, unless the meeting has ended. Never throws. */
  refresh(): Promise<void>
}

/** The attendance of a meeting: of everybody, if the person may see that, otherwise their own part. */
export function openAttendance(
  api: Pick<Api, 'attendance'>,
  { conferenceId, signedOut }: Readonly<{ conferenceId: string; signedOut: () => void }>,
): AttendanceModel {
  const view = observable<AttendanceView>({ phase: 'loading' })
  const load = async () => {
    try {
      return await api.attendance(conferenceId, { own: false })
    } catch (error) {
      if (codeOf(error) !== 'not-permitted') throw error
      return await api.attendance(conferenceId, { own: true }).catch((second: unknown) => {
        // Somebody who was not in the meeting learns that they may not see it, although it exists.
        throw codeOf(second) === 'conference-not-found' ? error : second
      })
    }
  }
  const refresh = async () => {
    const before = view.get()
    if (before.phase === 'shown' && before.answer.endTime !== undefined) return
    try {
      view.set({ phase: 'shown', answer: await load(), isStale: false })
    } catch (error) {
      const code = codeOf(error)
      if (code === 'signed-out') signedOut()
      view.set(before.phase === 'shown' ? { ...before, isStale: true } : { phase: 'refused', code })
    }
  }
  return { view, refresh }
}

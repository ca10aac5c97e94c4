import { codeOf, type Api } from '../api.ts'
import { observable, type Readable } from '../../../client/observable.ts'

/** The values of the form; times as `2026-01-31T09:30`, in local time. */
export type BookingDraft = Readonly<{
  title: string
  start: string
  end: string
  waitingRoom: boolean
  joinBeforeHost: boolean
}>

type NewBookingView = {
  isBusy: boolean
  /** Which field is wrong, and how. */
  problem: { field: 'start' | 'end' | 'form'; code: string } | undefined
}

/** What the form to schedule a meeting shows, and what it does. */
export type NewBooking = {
  view: Readable<NewBookingView>
  /** Books the meeting. Never throws. Pressing twice books once. */
  submit(draft: BookingDraft): Promise<void>
}

const HALF_HOUR_MS = 1_800_000

/** The initial values of the form: one hour from the next half hour. */
export function draftAt(now: number): BookingDraft {
  const start = (Math.floor(now / HALF_HOUR_MS) + 1) * HALF_HOUR_MS
  const end = start + 2 * HALF_HOUR_MS
  return { title: '', start: toLocalInput(start), end: toLocalInput(end), waitingRoom: false, joinBeforeHost: true }
}

/** The form to schedule a meeting. */
export function openNewBooking(
  api: Pick<Api, 'bookMeeting'>,
  app: { booked: () => void; signedOut: () => void; now: () => number; timeZone: string },
): NewBooking {
  const view = observable<NewBookingView>({ isBusy: false, problem: undefined })
  return {
    view,
    async submit({ title, start, end, waitingRoom, joinBeforeHost }) {
      if (view.get().isBusy) return
      const [startTime, endTime] = [Date.parse(start), Date.parse(end)]
      const problem = problemOf({ startTime, endTime, now: app.now() })
      view.set({ problem, isBusy: problem === undefined })
      if (problem) return
      const topic = title.trim()
      try {
        await api.bookMeeting({
          ...(topic !== '' && { title: topic }),
          start,
          end,
          timeZone: app.timeZone,
          waitingRoom,
          joinBeforeHost,
        })
        view.set({ isBusy: false, problem: undefined })
        app.booked()
      } catch (error) {
        const code = codeOf(error)
        view.set({ isBusy: false, problem: { field: code === 'times-wrong' ? 'end' : 'form', code } })
        if (code === 'signed-out') app.signedOut()
      }
    },
  }
}

function problemOf({
  startTime,
  endTime,
  now,
}: Readonly<{ startTime: number; endTime: number; now: number }>): NewBookingView['problem'] {
  if (Number.isNaN(startTime)) return { field: 'start', code: 'incomplete' }
  if (Number.isNaN(endTime)) return { field: 'end', code: 'incomplete' }
  return endTime <= startTime || endTime <= now ? { field: 'end', code: 'times-wrong' } : undefined
}

function toLocalInput(at: number): string {
  const time = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`
}

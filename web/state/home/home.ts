import type { BookedMeeting, HomeAnswer } from '../../../contract/web/types.ts'
import { codeOf, type Api } from '../api.ts'
import type { Arrival } from '../meeting/arrival.ts'
import { observable, type Readable } from '../../../client/observable.ts'

type HomeView = {
  /** Absent until the first answer. */
  meetings: HomeAnswer | undefined
  /** The last refresh failed, so the lists may be out of date. */
  isStale: boolean
  isStarting: boolean
  /** Why a meeting could not be started. */
  startError: string | undefined
  /** The booking that is being canceled. */
  canceling: string | undefined
  cancelError: string | undefined
}

/** What the home page shows, and what a person can do there. */
export type Home = {
  view: Readable<HomeView>
  /** Loads the meetings again. Never throws. Calls at the same time share one request. */
  refresh(): Promise<void>
  /** Starts a meeting and opens it. */
  start(title: string): Promise<void>
  rejoin(roomCode: string): void
  /** Cancels a booking, or one date of it, and loads the meetings again. @returns whether it was canceled */
  cancel(bookingId: string, date?: string): Promise<boolean>
  /** Call it after a change at the server. Loads again with a new request, not with one that is already in progress. */
  changed(): Promise<void>
}

/** `start` if the person is the host and the meeting is not in progress yet. */
export function wayInto({ host, state }: BookedMeeting): 'start' | 'join' {
  return host && state !== 'going-on' ? 'start' : 'join'
}

/** The lists of the home page, and what a person does there. Call `refresh` to load the lists. */
export function openHome(
  api: Pick<Api, 'home' | 'startConference' | 'cancelBooking' | 'cancelDate'>,
  app: {
    enter: (arrival: Extract<Arrival, { kind: 'link' }>) => void
    signedOut: () => void
    /** Resolves when the meeting that the person comes from has been left. */
    settled: () => Promise<unknown>
  },
): Home {
  const view = observable<HomeView>({
    meetings: undefined,
    isStale: false,
    isStarting: false,
    startError: undefined,
    canceling: undefined,
    cancelError: undefined,
  })
  const change = (part: Partial<HomeView>) => view.update((now) => ({ ...now, ...part }))
  const reportSignedOut = (code: string) => {
    if (code === 'signed-out') app.signedOut()
    return code
  }
  let loading: Promise<void> | undefined
  const load = async () => {
    try {
      await app.settled()
      change({ meetings: await api.home(), isStale: false })
    } catch (error) {
      reportSignedOut(codeOf(error))
      change({ isStale: true })
    }
    loading = undefined
  }
  const refresh = () => (loading ??= load())
  const changed = async () => {
    await loading
    await refresh()
  }
  return {
    view,
    refresh,
    changed,
    async cancel(bookingId, date) {
      if (view.get().canceling !== undefined) return false
      change({ canceling: bookingId, cancelError: undefined })
      try {
        await (date === undefined ? api.cancelBooking(bookingId) : api.cancelDate(bookingId, date))
        await changed()
        change({ canceling: undefined })
        return true
      } catch (error) {
        change({ canceling: undefined, cancelError: reportSignedOut(codeOf(error)) })
        return false
      }
    },
    async start(title) {
      if (view.get().isStarting) return
      change({ isStarting: true, startError: undefined })
      try {
        const { roomCode } = await api.startConference(title.trim() === '' ? {} : { title: title.trim() })
        change({ isStarting: false })
        app.enter({ kind: 'link', roomCode })
      } catch (error) {
        change({ isStarting: false, startError: reportSignedOut(codeOf(error)) })
      }
    },
    rejoin: (roomCode) => app.enter({ kind: 'link', roomCode }),
  }
}

import type { Clock } from '../../../../client/clock.ts'
import { observable, type Readable } from '../../../../client/observable.ts'
import type {
  LiveActAnswer,
  LiveActRequest,
  LiveMemberAnswer,
  LiveMeetingDetailsAnswer,
} from '../../../../contract/web/console-live-types.ts'
import { codeOf } from '../../api.ts'
import { handleRefusal } from '../attempt.ts'
import { MOST, openPagedList, type LoadRows, type PagedView } from '../paged-list.ts'
import type { ConsolePlace } from '../place.ts'

/** Which members are listed. */
export type LiveFilter = Readonly<{ list: 'present' | 'past'; q: string }>

/** The requests about one meeting. They throw `ApiError`. */
export type LiveMeetingApi = {
  liveMeeting(
    corpId: string,
    conferenceId: string,
    filter: LiveFilter,
    page: Readonly<{ cursor?: string; limit: number }>,
  ): Promise<LiveMeetingDetailsAnswer>
  actLive(corpId: string, conferenceId: string, act: LiveActRequest): Promise<LiveActAnswer>
}

/** The meeting without its members. */
export type LiveMeetingFacts = Omit<LiveMeetingDetailsAnswer, 'members' | 'cursor'>

/** What came of an act. `name`: the person that it concerned. */
export type Outcome = Readonly<
  { id: number; name?: string } & (
    | { result: 'done' | 'unchanged'; act: LiveActRequest['act'] }
    | { result: 'refused'; code: string }
  )
>

/** A meeting that an administrator watches, and acts in. */
export type LiveMeetingModel = {
  /** Absent until the first answer. */
  facts: Readable<LiveMeetingFacts | undefined>
  members: Readable<PagedView<LiveMemberAnswer>>
  /** The meeting is over. Nothing is requested any more. */
  isOver: Readable<boolean>
  /** The latest outcome, for some seconds. */
  outcome: Readable<Outcome | undefined>
  show(filter: LiveFilter): Promise<void>
  more(): Promise<void>
  restart(): Promise<void>
  /** Loads what is shown again. While an answer is on its way, nothing more is requested. Never throws. */
  refresh(): Promise<void>
  /** Acts, shows the outcome, and refreshes. @throws ApiError if it is refused */
  perform(act: LiveActRequest, name?: string): Promise<void>
  /** As `perform`, and shows a refusal as an outcome. Never throws. */
  act(act: LiveActRequest, name?: string): Promise<void>
  dismiss(): void
}

const SHOWN_MS = 6_000

/** What the address says. */
export function readLiveFilter({ filters }: Pick<ConsolePlace, 'filters'>): LiveFilter {
  const { q = '', list } = filters
  return { q, list: list === 'past' ? 'past' : 'present' }
}

export function openLiveMeeting(
  api: LiveMeetingApi,
  {
    corpId,
    conferenceId,
    first,
    signedOut,
    clock,
  }: Readonly<{ corpId: string; conferenceId: string; first: LiveFilter; signedOut: () => void; clock: Clock }>,
): LiveMeetingModel {
  const facts = observable<LiveMeetingFacts | undefined>(undefined)
  const isOver = observable(false)
  const outcome = observable<Outcome | undefined>(undefined)
  let outcomes = 0
  let stopShowing: (() => void) | undefined
  let refreshing: Promise<unknown> | undefined
  let shown = first
  const load: LoadRows<LiveMemberAnswer, LiveFilter> = async (filter, page) => {
    try {
      const { members, cursor, ...meeting } = await api.liveMeeting(corpId, conferenceId, filter, page)
      facts.set(meeting)
      return { rows: members, cursor }
    } catch (error) {
      if (codeOf(error) === 'conference-ended') isOver.set(true)
      throw error
    }
  }
  const list = openPagedList<LiveMemberAnswer, LiveFilter>(load, { first, signedOut })
  /** A long list is not loaded again, but what is above it is: it says when the meeting has ended. */
  const refreshHead = () => load(shown, { limit: 1 }).catch((error: unknown) => void handleRefusal(error, signedOut))
  const refresh = async () => {
    if (isOver.get()) return
    const view = list.view.get()
    const isLong = view.phase === 'shown' && view.rows.length > MOST
    refreshing ??= (isLong ? refreshHead() : list.refresh()).then(() => void (refreshing = undefined))
    await refreshing
  }
  const dismiss = () => {
    stopShowing?.()
    outcome.set(undefined)
  }
  const report = (
    what: { result: 'done' | 'unchanged'; act: LiveActRequest['act'] } | { result: 'refused'; code: string },
    name: string | undefined,
  ) => {
    stopShowing?.()
    outcome.set({ ...what, id: (outcomes += 1), ...(name !== undefined && { name }) })
    stopShowing = clock.wait(SHOWN_MS, () => outcome.set(undefined))
  }
  const perform = async (request: LiveActRequest, name?: string) => {
    const { changed } = await api.actLive(corpId, conferenceId, request)
    report({ result: changed ? 'done' : 'unchanged', act: request.act }, name)
    // An answer that is on its way may be from before the act.
    await refreshing
    await refresh()
  }
  return {
    facts,
    members: list.view,
    isOver,
    outcome,
    show(filter) {
      shown = filter
      return list.show(filter)
    },
    more: () => list.more(),
    restart: () => list.restart(),
    refresh,
    perform,
    async act(request, name) {
      try {
        await perform(request, name)
      } catch (error) {
        const code = handleRefusal(error, signedOut)
        report({ result: 'refused', code }, name)
      }
    },
    dismiss,
  }
}

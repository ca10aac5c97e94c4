import { observable, type Readable } from '../../../client/observable.ts'
import { handleRefusal } from './attempt.ts'
import { isSameView } from '../same-view.ts'

/** One page of rows, and the cursor of the next one if there are more. */
type RowsPage<Row> = Readonly<{ rows: readonly Row[]; cursor?: string | undefined }>

/** Loads rows after a cursor. @throws ApiError */
export type LoadRows<Row, Filter> = (
  filter: Filter,
  page: Readonly<{ cursor?: string; limit: number }>,
) => Promise<RowsPage<Row>>

/**
 * `refused`: `code` says why there is nothing to show. `isLoading`: a page is on its way; with a new filter, `rows` are still
 * those of the filter before. `hasEarlier`: rows before these are left out. `error`: why the latest page or refresh failed.
 */
export type PagedView<Row> =
  | { phase: 'loading' }
  | { phase: 'refused'; code: string }
  | {
      phase: 'shown'
      rows: readonly Row[]
      hasMore: boolean
      isLoading: boolean
      hasEarlier?: boolean
      error?: string
    }

/** A list that the server gives page by page. No method throws. */
export type PagedList<Row, Filter> = {
  view: Readable<PagedView<Row>>
  /** Shows the first page for a filter. */
  show(filter: Filter): Promise<void>
  /** Adds the next page. If that makes too many rows, the first ones are left out. */
  more(): Promise<void>
  /** Shows the first page again. */
  restart(): Promise<void>
  /** Loads what is shown again, unless that is more than one answer can have. */
  refresh(): Promise<void>
  /** Changes the rows that are shown, after a change that the server has confirmed. */
  update(change: (rows: readonly Row[]) => readonly Row[]): void
}

/** Rows of a page, and the most that the server gives at once. */
const PAGE = 50
/** A list with more rows is not refreshed. */
export const MOST = 200
/** Rows that are shown at once. A browser stays quick with this many. */
const MOST_SHOWN = 500

/** The list for `first`, which the first `show` or `refresh` loads. */
export function openPagedList<Row, Filter>(
  load: LoadRows<Row, Filter>,
  { first, signedOut }: Readonly<{ first: Filter; signedOut: () => void }>,
): PagedList<Row, Filter> {
  const view = observable<PagedView<Row>>({ phase: 'loading' })
  let filter = first
  let cursor: string | undefined
  /** Counts the requests, so that the answer to an earlier one is ignored. */
  let requests = 0

  /** `kept`: the rows that stay if it fails. */
  const request = async (
    page: Readonly<{ cursor?: string; limit: number }>,
    { before, kept }: Readonly<{ before: readonly Row[]; kept?: PagedView<Row> }>,
  ) => {
    const own = (requests += 1)
    try {
      const answer = await load(filter, page)
      if (own !== requests) return
      cursor = answer.cursor
      const rows = [...before, ...answer.rows]
      const known = kept?.phase === 'shown' ? kept.rows : []
      // Rows that are as before stay the same objects, so that they are not drawn again.
      const shown = rows.map((row, at) => (isSameView(known[at], row) ? (known[at] as Row) : row))
      const hasEarlier = rows.length > MOST_SHOWN || (kept?.phase === 'shown' && kept.hasEarlier === true)
      view.set({
        phase: 'shown',
        rows: shown.slice(-MOST_SHOWN),
        hasMore: cursor !== undefined,
        isLoading: false,
        ...(hasEarlier && { hasEarlier }),
      })
    } catch (error) {
      const code = handleRefusal(error, signedOut)
      if (own !== requests) return
      view.set(kept?.phase === 'shown' ? { ...kept, isLoading: false, error: code } : { phase: 'refused', code })
    }
  }
  const markLoading = () =>
    view.update((now) => (now.phase === 'shown' ? { ...now, isLoading: true } : { phase: 'loading' }))

  const show = async (wanted: Filter) => {
    filter = wanted
    markLoading()
    await request({ limit: PAGE }, { before: [] })
  }

  return {
    view,
    show,
    restart: () => show(filter),
    async more() {
      const now = view.get()
      if (now.phase !== 'shown' || now.isLoading || cursor === undefined) return
      markLoading()
      await request({ cursor, limit: PAGE }, { before: now.rows, kept: now })
    },
    async refresh() {
      const now = view.get()
      if (now.phase === 'shown' && (now.isLoading || now.rows.length > MOST)) return
      const shown = now.phase === 'shown' ? now.rows.length : 0
      await request({ limit: Math.max(PAGE, shown) }, { before: [], kept: now })
    },
    update(change) {
      // The answer to an earlier request may not know the change yet.
      requests += 1
      view.update((now) => (now.phase === 'shown' ? { ...now, rows: change(now.rows), isLoading: false } : now))
    },
  }
}

import type { PagedView } from '../../state/console/paged-list.ts'
import { PagedRows } from '../paged-rows.tsx'
import { ConsoleTable, type TableLayout } from './console-table.tsx'

export type PagedTableProps<Row> = {
  view: PagedView<Row>
  more: () => void
  restart: () => void
  /** Shown if there are no rows. */
  none: string
  layout: TableLayout<Row>
}

/** A table of a list that comes page by page: it loads, is empty, failed, or has more. */
export function PagedTable<Row>({ layout, ...list }: PagedTableProps<Row>) {
  return (
    <PagedRows {...list}>{(rows, isBusy) => <ConsoleTable rows={rows} isBusy={isBusy} layout={layout} />}</PagedRows>
  )
}

/** What a page gives to its table. */
export type PagedTableState<Row> = Omit<PagedTableProps<Row>, 'layout'>

import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '../../controls/button.tsx'
import { Icon } from '../../controls/icon.tsx'
import { Menu, type MenuEntry } from '../../controls/menu.tsx'
import '../../controls/scroll-cue.css'
import './table.css'

/** A column. The cells of the first one can be the headings of their rows. */
type Column<Row> = {
  /** What its heading says. It is unique in the table. */
  label: string
  renderCell: (row: Row) => ReactNode
  isRowHeading?: boolean
  /** Phones leave the column out. The layout says its facts in `below`. */
  isWide?: boolean
  /** Times and numbers, which stay in one line. */
  isNowrap?: boolean
}

/** What a table shows of its rows. A row is drawn again if it or the layout is another object. */
export type TableLayout<Row> = {
  /** What the table is called. Screen readers say it. */
  label: string
  columns: readonly Column<Row>[]
  keyOf: (row: Row, index: number) => string | number
  /** `data-testid` of each row. */
  testId: string
  /** Further attributes of the row, such as its id, for tests and extensions. */
  data?: (row: Row) => Readonly<Record<`data-${string}`, string | number>>
  /** On a phone, what the wide columns say, in lines below the first column that is left. */
  below?: (row: Row) => readonly string[]
  /** What can be done with a row: the last column has a menu. Without entries there is no menu. */
  acts?: (row: Row) => { label: string; testId: string; entries: readonly MenuEntry[] }
  /** A further class, for the widths of columns. */
  className?: string
}

export type ConsoleTableProps<Row> = {
  rows: readonly Row[]
  layout: TableLayout<Row>
  /** Other rows are on their way. */
  isBusy?: boolean
}

/**
 * Rows of the console. The region can be focused, so that arrow keys scroll a table that is wider than its place. It has no
 * roles of a grid: screen readers read it as a table, and Tab goes from menu to menu.
 */
export function ConsoleTable<Row>({ rows, layout, isBusy = false }: ConsoleTableProps<Row>) {
  const { t } = useTranslation('console')
  const { label, columns, acts, className } = layout
  return (
    <div
      className={classes('console-table scroll-cue', className)}
      role="region"
      aria-label={label}
      tabIndex={0}
      aria-busy={isBusy}
    >
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" className={classOf(column)}>
                {column.label}
              </th>
            ))}
            {acts && (
              <th scope="col">
                <span className="unseen">{t('actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <TableRow key={layout.keyOf(row, index)} row={row} layout={layout} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const TableRow = memo(DrawnRow) as typeof DrawnRow

function DrawnRow<Row>({ row, layout }: { row: Row; layout: TableLayout<Row> }) {
  const { columns, testId, data, below, acts } = layout
  const firstKept = columns.findIndex(({ isWide = false }) => !isWide)
  const lines = below?.(row) ?? []
  const act = acts?.(row)
  return (
    <tr data-testid={testId} {...data?.(row)}>
      {columns.map((column, index) => {
        const content = (
          <>
            {column.renderCell(row)}
            {index === firstKept && lines.length > 0 && (
              <span className="console-note console-narrow">{lines.join('\n')}</span>
            )}
          </>
        )
        return column.isRowHeading === true ? (
          <th key={column.label} scope="row" className={classOf(column)}>
            {content}
          </th>
        ) : (
          <td key={column.label} className={classOf(column)}>
            {content}
          </td>
        )
      })}
      {act && (
        <td className="console-acts">
          {act.entries.length > 0 && (
            <Menu {...act} button={{ variant: 'quiet', size: 'small' }}>
              <Icon name="more" />
            </Menu>
          )}
        </td>
      )}
    </tr>
  )
}

function classOf({ isWide = false, isNowrap = false }: { isWide?: boolean; isNowrap?: boolean }): string | undefined {
  return classes(isWide && 'console-wide', isNowrap && 'console-nowrap') || undefined
}

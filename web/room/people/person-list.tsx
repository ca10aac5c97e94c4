import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import type { PersonView } from '../../state/room/people-views.ts'
import type { PersonAction } from '../dialogs/person-dialog.tsx'
import type { RowItem } from './person-row.tsx'

/** A list up to this length is in the page as a whole; of a longer one, only the rows around those that are seen. */
const WHOLE_LIST = 100
/** Height of most rows, in CSS pixels. Each row is measured once it is there. */
const ROW_PX = 52
/** Rows before and after those that are seen, so that the tab key finds the next one. */
const ROWS_AROUND = 8

/** What every group of the panel needs. */
export type GroupContext = Readonly<{
  /** What the groups scroll in. */
  scroller: RefObject<HTMLElement | null>
  /** More people may follow. */
  isLoading: boolean
  onAction: (action: PersonAction) => void
}>

type PersonListProps = Readonly<{
  people: readonly PersonView[]
  scroller: GroupContext['scroller']
  isLoading: boolean
  /** Renders the row of a person; `item` belongs on its element. */
  renderRow: (person: PersonView, item?: RowItem) => ReactNode
}>

/** People one below the other, however many they are. */
export function PersonList(props: PersonListProps) {
  const { people, renderRow } = props
  if (people.length > WHOLE_LIST) return <LongList {...props} />
  return <ul>{people.map((person) => renderRow(person))}</ul>
}

function LongList({ people, scroller, isLoading, renderRow }: PersonListProps) {
  const list = useRef<HTMLUListElement>(null)
  const [focusedKey, setFocusedKey] = useState<string>()
  const above = useHeightAbove(list, scroller)
  const focused = focusedKey === undefined ? -1 : people.findIndex(({ key }) => key === focusedKey)
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes this page, and no memoized part takes these
  const virtualizer = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => people[index]?.key ?? index,
    overscan: ROWS_AROUND,
    scrollMargin: above,
    rangeExtractor: (range) => withFocused(range, focused),
  })
  return (
    <ul
      ref={list}
      className="long-list"
      style={{ height: virtualizer.getTotalSize() }}
      onFocus={({ target }) => setFocusedKey(target.closest('li')?.dataset['key'])}
      onBlur={() => setFocusedKey(undefined)}
    >
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const person = people[index]
        if (!person) return null
        return renderRow(person, {
          ref: virtualizer.measureElement,
          'data-index': index,
          'aria-posinset': index + 1,
          'aria-setsize': isLoading ? -1 : people.length,
          style: { transform: `translateY(${start - above}px)` },
        })
      })}
    </ul>
  )
}

/** The row with the focus stays in the page, or the focus would be lost. */
function withFocused(range: Range, focused: number): number[] {
  const shown = defaultRangeExtractor(range)
  if (focused < 0 || shown.includes(focused)) return shown
  return [...shown, focused].sort((a, b) => a - b)
}

/** What is above the list in its scroller, in CSS pixels. */
function useHeightAbove(list: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>): number {
  const [above, setAbove] = useState(0)
  useEffect(() => {
    const content = scroller.current?.firstElementChild
    if (!content) return undefined
    // Called at once, and when anything in the scroller becomes larger or smaller.
    const observer = new ResizeObserver(() => {
      if (!list.current || !scroller.current) return
      const { top } = scroller.current.getBoundingClientRect()
      setAbove(Math.round(list.current.getBoundingClientRect().top - top + scroller.current.scrollTop))
    })
    observer.observe(content)
    return () => observer.disconnect()
  }, [list, scroller])
  return above
}

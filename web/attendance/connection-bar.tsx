import type { GradedSpanAnswer } from '../../contract/web/attendance-types.ts'

/** Poor connections are the highest, so that they are seen at once. */
const HEIGHTS = { 3: 2, 2: 6, 1: 10 } as const

type ConnectionBarProps = { grade: GradedSpanAnswer['grade']; x: string; width: string; bottom: number }

/** A time with a connection of one grade: a line if it was good, an outline if fair, and a block if poor. */
export function ConnectionBar({ grade, x, width, bottom }: ConnectionBarProps) {
  const height = HEIGHTS[grade]
  return (
    <rect
      className={`timeline-grade timeline-grade-${grade}`}
      x={x}
      y={bottom - height}
      width={width}
      height={height}
    />
  )
}

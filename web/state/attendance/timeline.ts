import { fromAbsolute } from '@internationalized/date'
import { scaleLinear, scaleUtc } from 'd3-scale'
import type {
  AttendanceAnswer,
  GradedSpanAnswer,
  PersonAttendanceAnswer,
} from '../../../contract/web/attendance-types.ts'
import type { Connections } from './quality.ts'

/** A span of a line. `x` and `width` are percent of its length. */
type Span = Readonly<{ x: number; width: number }>

/** A stay on one device. Devices at the same time are in lanes of their own, from 0. */
export type Bar = Span &
  Readonly<{
    id: string
    lane: number
    from: number
    to: number
    device: string
    /** What its end says. `open`: the person is still inside. */
    end: 'open' | 'left' | 'removed' | 'lost' | 'moved'
  }>

/** A time in which a connection was good (3), fair (2) or poor (1). */
export type Connection = Span & GradedSpanAnswer

type RoleBar = Span & Readonly<{ role: 'host' | 'co-host' }>

/** The line of one person. */
export type TimelineRow = Readonly<{
  person: PersonAttendanceAnswer
  lanes: number
  bars: readonly Bar[]
  roles: readonly RoleBar[]
  /** Absent if nothing of them is stored. */
  connection?: readonly Connection[]
}>

/** Which time a picture shows, in epoch milliseconds. */
export type Extent = Readonly<{ from: number; to: number }>

/** A line at `x` percent for the moment `at`. */
export type Tick = Readonly<{ x: number; at: number }>

/** So that a meeting of a moment has a length. */
const LEAST_MS = 1_000

/** From the start to the end, or to what is proven. */
export function extentOf({ startTime, endTime, countedTo }: AttendanceAnswer): Extent {
  return { from: startTime, to: Math.max(endTime ?? countedTo, startTime + LEAST_MS) }
}

function scaleOf({ from, to }: Extent) {
  return scaleLinear().domain([from, to]).range([0, 100]).clamp(true)
}

/** The line of a person in the extent, with their connection if it is known. */
export function toRow(person: PersonAttendanceAnswer, extent: Extent, connections?: Connections): TimelineRow {
  const scale = scaleOf(extent)
  const span = (from: number, to: number): Span => ({ x: scale(from), width: scale(to) - scale(from) })
  /** When the last bar of each lane ends. */
  const lanes: number[] = []
  const bars = person.sessions.map(({ participantId, device, joinTime, leaveTime, countedTo, reason }): Bar => {
    const to = leaveTime ?? countedTo
    const free = lanes.findIndex((until) => until <= joinTime)
    const lane = free === -1 ? lanes.length : free
    lanes[lane] = leaveTime ?? Infinity
    return { id: participantId, lane, from: joinTime, to, device, end: endOf(reason), ...span(joinTime, to) }
  })
  const roles = person.roles.map(({ role, from, to = extent.to }): RoleBar => ({ role, ...span(from, to) }))
  const connection = person.unionId === undefined ? undefined : connections?.get(person.unionId)
  return {
    person,
    lanes: Math.max(1, lanes.length),
    bars,
    roles,
    ...(connection && { connection: connection.map((one) => ({ ...one, ...span(one.from, one.to) })) }),
  }
}

function endOf(reason: PersonAttendanceAnswer['sessions'][number]['reason']): Bar['end'] {
  switch (reason) {
    case undefined:
      return 'open'
    case 'left':
    case 'conference-ended':
      return 'left'
    case 'removed':
    case 'lost':
      return reason
    case 'replaced':
      return 'moved'
  }
}

/** About `count` round times of the time zone in the extent. */
export function toTicks(extent: Extent, { timeZone, count }: Readonly<{ timeZone: string; count: number }>): Tick[] {
  const scale = scaleOf(extent)
  // The scale knows round times of UTC only, so it gets the times that the clocks of the time zone show.
  const { offset } = fromAbsolute(extent.from, timeZone)
  const ticks = scaleUtc()
    .domain([extent.from + offset, extent.to + offset])
    .ticks(count)
  return ticks.map((date) => date.getTime() - offset).map((at) => ({ at, x: scale(at) }))
}

/** The planned start and end, as far as they are in the extent. */
export function plannedTicks({ plannedStart, plannedEnd }: AttendanceAnswer, extent: Extent): Tick[] {
  const scale = scaleOf(extent)
  return [plannedStart, plannedEnd].flatMap((at) =>
    at !== undefined && at > extent.from && at < extent.to ? [{ at, x: scale(at) }] : [],
  )
}

/**
 * The area under the number of people inside, as the path of an SVG that is `width` wide and `height` high. Its steps go up
 * to `most` people.
 */
export function toArea(
  { inside }: AttendanceAnswer,
  extent: Extent,
  { width, height }: Readonly<{ width: number; height: number }>,
): { path: string; most: number } {
  const most = Math.max(1, ...inside.map(({ count }) => count))
  const x = scaleLinear().domain([extent.from, extent.to]).range([0, width]).clamp(true)
  const y = scaleLinear().domain([0, most]).range([height, 0])
  const round = (value: number) => Math.round(value * 10) / 10
  const steps = inside.map(({ at, count }) => `H${round(x(at))}V${round(y(count))}`)
  return { path: `M0 ${height}${steps.join('')}H${width}V${height}Z`, most }
}

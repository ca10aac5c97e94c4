import type { AttendanceQualityAnswer, GradedSpanAnswer } from '../../../contract/web/attendance-types.ts'
import { observable, type Readable } from '../../../client/observable.ts'

/** The connections of people over time, by unionId. Absent until they are known, and if they cannot be read. */
export type Connections = ReadonlyMap<string, readonly GradedSpanAnswer[]>

/** How good the connections in a meeting were. */
export type ConnectionsModel = {
  connections: Readable<Connections | undefined>
  /** Loads them again. `last`: the meeting has ended, so nothing follows. Never throws. */
  refresh(order: Readonly<{ last: boolean }>): Promise<void>
}

/** `load` throws `ApiError`. */
export function openConnections(load: () => Promise<AttendanceQualityAnswer>): ConnectionsModel {
  const connections = observable<Connections | undefined>(undefined)
  let isDone = false
  return {
    connections,
    async refresh({ last }) {
      if (isDone) return
      try {
        const { people } = await load()
        connections.set(new Map(people.map(({ unionId, spans }) => [unionId, spans])))
        isDone = last
      } catch {
        // The page shows what it knew, and the report says whether the server answers.
      }
    },
  }
}

/** How long a connection was fair and poor. */
export function sumTroubles(spans: readonly GradedSpanAnswer[]): Readonly<{ fairMs: number; poorMs: number }> {
  const sum = (grade: number) =>
    spans.filter((span) => span.grade === grade).reduce((all, { from, to }) => all + to - from, 0)
  return { fairMs: sum(2), poorMs: sum(1) }
}

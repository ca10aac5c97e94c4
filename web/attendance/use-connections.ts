import { useEffect, useState } from 'react'
import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { startAutoRefresh } from '../home/auto-refresh.ts'
import { openConnections, type Connections } from '../state/attendance/quality.ts'
import { useObservable } from '../state/use-observable.ts'
import { loadConnections } from './requests.ts'

/** Grades are of whole minutes. */
const EVERY_MS = 60_000

/** How good the connections of the people in a report were; `undefined` until that is known. */
export function useConnections({ conferenceId, whole, endTime }: AttendanceAnswer): Connections | undefined {
  const [model] = useState(() => openConnections(() => loadConnections(conferenceId, { own: !whole })))
  const last = endTime !== undefined
  useEffect(() => startAutoRefresh(() => model.refresh({ last }), EVERY_MS), [model, last])
  return useObservable(model.connections)
}

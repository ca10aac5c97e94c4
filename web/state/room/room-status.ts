import type { Clock } from '../../../client/clock.ts'
import type { ConferenceState } from '../../../client/conference.ts'
import { toRoomEnd } from './room-end.ts'
import { summaryOf } from './summary.ts'
import type { RoomEnd, RoomStatus, WayBack } from './views.ts'

/** This page in the meeting. `since`: by the clock of this machine. `self`: `key` of the member. */
export type Stay = Readonly<{ since: number; self: string }>

/** What the status is made of, besides the connection. */
type StatusSources = Readonly<{
  clock: Clock
  stay: Stay | undefined
  /** Gives a function that leads back into the meeting; `undefined` if there is no way back after this end. */
  rejoin: (reason: RoomEnd) => (() => void) | undefined
  previous?: WayBack
}>

/** Returns the same object while nothing changes, so that a timer shown beside it continues. */
export function statusOf(
  { connection, roster }: ConferenceState,
  before: RoomStatus,
  { rejoin, previous, clock, stay }: StatusSources,
): RoomStatus {
  if (connection.phase !== 'ended') {
    const isSame = connection.phase === before.phase && (connection.phase !== 'reconnecting' || connection === before)
    return isSame ? before : connection
  }
  if (before.phase === 'ended') return before
  const reason = toRoomEnd(connection.end)
  const back = rejoin(reason)
  const summary = stay && roster && summaryOf({ inMs: clock.now() - stay.since, roster, self: stay.self })
  return {
    phase: 'ended',
    reason,
    ...(back && { rejoin: back }),
    ...(previous && { previous }),
    ...(summary && { summary }),
  }
}

import type { Clock } from '../../../client/clock.ts'
import type { Conference } from '../../../client/conference.ts'
import type { RoomFacts } from './facts.ts'
import { isByAdministrator, toRoomEnd } from './room-end.ts'
import { summaryOf } from './summary.ts'
import type { RoomEnd, RoomStatus, WayBack } from './views.ts'

/** This page in the meeting. `since`: by the clock of this machine. `self`: `key` of the member. */
export type Stay = Readonly<{ since: number; self: string }>

/** What the status is made of, besides the connection. */
type StatusSources = Readonly<{
  conference: Pick<Conference, 'tryNow' | 'leave'>
  clock: Clock
  stay: Stay | undefined
  /** Gives a function that leads back into the meeting; `undefined` if there is no way back after this end. */
  rejoin: (reason: RoomEnd) => (() => void) | undefined
  previous?: WayBack
}>

/** Returns the same object while nothing changes, so that a timer shown beside it continues. */
export function statusOf(
  { conference: { connection, roster, welcomes }, self, engineConnection }: RoomFacts,
  before: RoomStatus,
  { conference, rejoin, previous, clock, stay }: StatusSources,
): RoomStatus {
  if (connection.phase === 'returning') {
    if (before.phase === 'returning') return before
    return { ...connection, tryNow: () => conference.tryNow(), leave: () => conference.leave() }
  }
  if (connection.phase !== 'ended') {
    if (connection.phase !== 'joined') {
      const isSame = connection.phase === before.phase && (connection.phase !== 'reconnecting' || connection === before)
      return isSame ? before : connection
    }
    const isInterrupted = engineConnection === 'interrupted' && self?.session.withoutSound !== true
    const isSame = before.phase === 'joined' && before.mediaInterrupted === isInterrupted
    return isSame ? before : { phase: 'joined', mediaInterrupted: isInterrupted }
  }
  if (before.phase === 'ended') return before
  const reason = toRoomEnd(connection.end, welcomes > 0)
  const back = rejoin(reason)
  const summary = stay && roster && summaryOf({ inMs: clock.now() - stay.since, roster, self: stay.self })
  return {
    phase: 'ended',
    reason,
    ...(isByAdministrator(connection.end) && { byAdministrator: true }),
    ...(back && { rejoin: back }),
    ...(previous && { previous }),
    ...(summary && { summary }),
  }
}

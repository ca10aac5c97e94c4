import assert from 'node:assert/strict'
import test from 'node:test'
import type { BookedMeeting, HomeAnswer } from '../../../contract/web/types.ts'
import { groupByDay, placeMeetings } from './place-meetings.ts'

const booked = (roomCode: string, state: BookedMeeting['state']) =>
  ({ bookingId: roomCode, roomCode, state }) as BookedMeeting
const ongoing = (roomCode: string, status: number) =>
  ({ conferenceId: roomCode, roomCode, status }) as HomeAnswer['ongoing'][number]

test('[PG47] a meeting that is going on is not listed a second time as scheduled', () => {
  const {
    ongoing: others,
    goingOn,
    scheduled,
  } = placeMeetings({
    ongoing: [ongoing('1', 3), ongoing('2', 3), ongoing('9', 6)],
    booked: [booked('2', 'going-on'), booked('3', 'going-on'), booked('4', 'upcoming'), booked('5', 'canceled')],
    recent: [],
    waitingRoom: false,
  })
  const codes = (meetings: readonly { roomCode: string }[]) => meetings.map(({ roomCode }) => roomCode)
  assert.deepEqual(
    [codes(others), codes(scheduled)],
    [
      ['1', '9'],
      ['4', '5'],
    ],
  )
  assert.deepEqual(
    goingOn.map(({ meeting, isInside }) => [meeting.roomCode, isInside]),
    [
      ['2', true],
      ['3', false],
    ],
  )
})

test('[PG38] meetings are grouped by the day on which they began', () => {
  const at = (day: number, hour: number) => ({ startTime: new Date(2031, 4, day, hour).getTime() })
  const [late, early, before] = [at(7, 23), at(7, 0), at(6, 23)]
  assert.deepEqual(groupByDay([late, early, before]), [
    { day: new Date(2031, 4, 7).getTime(), meetings: [late, early] },
    { day: new Date(2031, 4, 6).getTime(), meetings: [before] },
  ])
  assert.deepEqual(groupByDay([]), [])
})

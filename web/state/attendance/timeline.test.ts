import assert from 'node:assert/strict'
import test from 'node:test'
import type { AttendanceAnswer, PersonAttendanceAnswer, SessionAnswer } from '../../../contract/web/attendance-types.ts'
import { selectPeople } from './people.ts'
import { plannedTicks, toArea, toRow, toTicks, extentOf } from './timeline.ts'

const EXTENT = { from: 0, to: 1_000 }

function person(name: string, fields: Partial<PersonAttendanceAnswer> = {}): PersonAttendanceAnswer {
  const same = { kind: 'user', outside: false, inside: false, durationMs: 0, share: 0 } as const
  return { ...same, name, sessions: [], roles: [], removedAt: [], ...fields }
}

function session(participantId: string, fields: Partial<SessionAnswer>): SessionAnswer {
  return { participantId, device: 'Mac', joinTime: 0, countedTo: 0, ...fields }
}

test('[AR20] each session is a bar, devices at the same time have lanes of their own, and each end has its sign', () => {
  const { bars, lanes } = toRow(
    person('Ada', {
      sessions: [
        session('a', { joinTime: 100, leaveTime: 300, reason: 'lost' }),
        session('b', { joinTime: 200, leaveTime: 400, reason: 'replaced' }),
        session('c', { joinTime: 300, leaveTime: 500, reason: 'removed' }),
        session('d', { joinTime: 600, leaveTime: 700, reason: 'left' }),
        session('e', { joinTime: 800, countedTo: 900 }),
      ],
    }),
    EXTENT,
  )
  assert.equal(lanes, 2)
  assert.deepEqual(
    bars.map(({ id, lane, x, width, end }) => [id, lane, x, Math.round(width), end]),
    [
      ['a', 0, 10, 20, 'lost'],
      ['b', 1, 20, 20, 'moved'],
      ['c', 0, 30, 20, 'removed'],
      ['d', 0, 60, 10, 'left'],
      ['e', 0, 80, 10, 'open'],
    ],
  )
  assert.deepEqual(toRow(person('Nobody'), EXTENT).bars, [])
})

test('[AR20] the times when a person was host or co-host are lines; a role that lasts goes to the end', () => {
  const roles = [
    { role: 'co-host', from: 250, to: 500 },
    { role: 'host', from: 500 },
  ] as const
  assert.deepEqual(toRow(person('Ada', { roles: [...roles] }), EXTENT).roles, [
    { role: 'co-host', x: 25, width: 25 },
    { role: 'host', x: 50, width: 50 },
  ])
})

test('[AR26] a connection is a span for each time with the same grade, and absent for people without samples', () => {
  const connections = new Map([['ada', [{ from: 250, to: 500, grade: 1 } as const]]])
  const connectionOf = (unionId: string) => toRow(person('A', { unionId }), EXTENT, connections).connection
  assert.deepEqual(connectionOf('ada'), [{ from: 250, to: 500, grade: 1, x: 25, width: 25 }])
  assert.equal(connectionOf('bob'), undefined)
  assert.equal(toRow(person('Guest'), EXTENT, connections).connection, undefined)
})

test('[AR20] the scale has round times of the time zone, and more of them when it is zoomed', () => {
  const from = Date.UTC(2026, 10, 29, 3, 50)
  const extent = { from, to: from + 3_600_000 }
  const timesOf = (timeZone: string, count: number) =>
    toTicks(extent, { timeZone, count }).map(({ at }) => new Date(at).toISOString().slice(11, 16))
  assert.deepEqual(timesOf('UTC', 4), ['04:00', '04:15', '04:30', '04:45'])
  assert.deepEqual(timesOf('UTC', 2), ['04:00', '04:30'])
  assert.equal(timesOf('UTC', 60).length, 61)
  // 09:35 in Nepal, which is 5:45 ahead
  assert.deepEqual(timesOf('Asia/Kathmandu', 2), ['04:15', '04:45'])
})

const ANSWER: AttendanceAnswer = {
  conferenceId: 'c',
  title: '',
  timeZone: 'UTC',
  startTime: 0,
  countedTo: 1_000,
  plannedStart: 250,
  plannedEnd: 5_000,
  whole: true,
  people: [],
  totals: { came: 0, absent: 0, sessions: 0, durationMs: 0 },
  inside: [
    { at: 100, count: 1 },
    { at: 200, count: 4 },
    { at: 900, count: 0 },
  ],
}

test('[AR20] the picture goes from the start to the end or to what is proven, with the planned times within', () => {
  assert.deepEqual(extentOf(ANSWER), EXTENT)
  assert.deepEqual(extentOf({ ...ANSWER, endTime: 2_000 }), { from: 0, to: 2_000 })
  assert.deepEqual(extentOf({ ...ANSWER, countedTo: 0 }), { from: 0, to: 1_000 })
  assert.deepEqual(plannedTicks(ANSWER, EXTENT), [{ at: 250, x: 25 }])
})

test('[AR20] the number of people inside is drawn in steps', () => {
  const { path, most } = toArea(ANSWER, EXTENT, { width: 100, height: 40 })
  assert.deepEqual([path, most], ['M0 40H10V30H20V0H90V40H100V40Z', 4])
  assert.equal(toArea({ ...ANSWER, inside: [] }, EXTENT, { width: 100, height: 40 }).most, 1)
})

test('[AR24] people are found by a part of name or job number, and ordered by arrival, name or time', () => {
  const people = [
    person('Émile', { joinTime: 30, durationMs: 5, jobNumber: '007' }),
    person('absent'),
    person('Bob 10', { joinTime: 20, durationMs: 9 }),
    person('bob 9', { joinTime: 10, durationMs: 7 }),
  ]
  const find = (query: string, order: 'arrival' | 'name' | 'time') =>
    selectPeople(people, { query, order, language: 'en' }).map(({ name }) => name)
  assert.deepEqual(find('', 'arrival'), ['bob 9', 'Bob 10', 'Émile', 'absent'])
  assert.deepEqual(find('', 'name'), ['absent', 'bob 9', 'Bob 10', 'Émile'])
  assert.deepEqual(find('', 'time'), ['Bob 10', 'bob 9', 'Émile', 'absent'])
  assert.deepEqual(find(' BOB ', 'name'), ['bob 9', 'Bob 10'])
  assert.deepEqual(find('07', 'name'), ['Émile'])
})

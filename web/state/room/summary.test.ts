import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room } from './room.fixture.ts'

test('[RM150] the end page tells how long the person was in the meeting, and who was there', () => {
  const met = room()
  const others = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => person(key, { joinTime: 1 }))
  met.conference.welcome([person('me', { joinTime: 1 }), ...others, person('called', { status: 2, sessions: [] })])
  met.conference.change([person('a', { joinTime: 1, status: 6, sessions: [] })])
  met.clock.pass(125_000)
  met.conference.change([person('me', { joinTime: 1, status: 6, sessions: [] })])
  met.conference.end('conference-ended')
  const status = met.model.status.get()
  assert.deepEqual(status.phase === 'ended' && status.summary, {
    durationMs: 125_000,
    others: ['a', 'b', 'c', 'd', 'e'],
    moreOthers: 1,
  })
})

test('[RM150] the length of the stay survives a reload; another stay begins at zero', () => {
  const stays = new Map<string, string>()
  const lengthAfter = (ms: number) => {
    const met = room(undefined, { stays })
    met.clock.pass(ms)
    met.conference.welcome([person('me'), person('other')])
    met.clock.pass(1_000)
    met.conference.end('conference-ended')
    const status = met.model.status.get()
    return status.phase === 'ended' && status.summary?.durationMs
  }
  assert.equal(lengthAfter(0), 1_000)
  assert.equal(lengthAfter(60_000), 61_000)
  stays.set([...stays.keys()][0] ?? '', 'p-earlier 0')
  assert.equal(lengthAfter(60_000), 1_000)
})

test('[RM150] a person who was not in has no such summary', () => {
  const met = room()
  met.conference.end('conference-locked')
  const status = met.model.status.get()
  assert.deepEqual([status.phase, 'summary' in status], ['ended', false])
})

test('[AR23] the end page of a host or co-host with an account leads to the attendance', () => {
  const attendanceAfter = (member: ReturnType<typeof person>) => {
    const met = room()
    met.conference.welcome([member, person('other')])
    met.conference.end('left')
    const status = met.model.status.get()
    return status.phase === 'ended' && status.summary?.attendanceOf
  }
  const { unionId: _, ...guest } = person('me', { coHost: true })
  assert.equal(attendanceAfter(person('me', { host: true })), 'c')
  assert.equal(attendanceAfter(person('me', { coHost: true })), 'c')
  assert.equal(attendanceAfter(person('me')), undefined)
  assert.equal(attendanceAfter(guest), undefined)
})

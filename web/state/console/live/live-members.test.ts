import assert from 'node:assert/strict'
import test from 'node:test'
import type { LiveMemberAnswer } from '../../../../contract/web/console-live-types.ts'
import { listExpected, listMarks, listMemberActs, statusOf } from './live-members.ts'

const SESSION = { device: 'Mac', joinTime: 0, silent: false, muted: false, withoutSound: false } as const

/** A member who is inside on one device. */
const member = (changes: Partial<LiveMemberAnswer> = {}): LiveMemberAnswer => ({
  key: 'user:u-ada',
  kind: 'user',
  unionId: 'u-ada',
  name: 'Ada',
  attendStatus: 3,
  waiting: false,
  host: false,
  coHost: false,
  outside: false,
  banned: false,
  audio: 'allowed',
  durationMs: 0,
  sessions: [{ ...SESSION, participantId: 'p1' }],
  ...changes,
})

test('[CO20] people who are inside can be muted, on one of several devices too, and removed', () => {
  assert.deepEqual(listMemberActs(member()), [{ act: 'mute' }, { act: 'remove' }])
  const two = [SESSION, SESSION].map((session, at) => ({ ...session, participantId: `p${at}` }))
  assert.deepEqual(listMemberActs(member({ sessions: two })), [
    { act: 'mute' },
    { act: 'mute', participantId: 'p0' },
    { act: 'mute', participantId: 'p1' },
    { act: 'remove' },
  ])
  assert.deepEqual(listMemberActs(member({ attendStatus: 6, sessions: [] })), [{ act: 'remove' }])
  assert.deepEqual(listMemberActs(member({ attendStatus: 5, banned: true, sessions: [] })), [])
})

test('[CO24] beside a name stands the role, the kind of member, and the sound of those who are inside', () => {
  assert.deepEqual(listMarks(member()), [])
  assert.deepEqual(listMarks(member({ host: true, coHost: true, outside: true, audio: 'muted' })), [
    'host',
    'coHost',
    'outside',
    'muted',
  ])
  assert.deepEqual(listMarks(member({ kind: 'guest', outside: true, audio: 'barred' })), ['guest', 'barred'])
  assert.deepEqual(listMarks(member({ kind: 'phone', audio: 'barred', attendStatus: 6 })), ['phone'])
})

test('[CO24] the status says who waits and who may not come back', () => {
  assert.equal(statusOf(member()), 3)
  assert.equal(statusOf(member({ attendStatus: 6, waiting: true })), 'waiting')
  assert.equal(statusOf(member({ attendStatus: 5, banned: true })), 'banned')
  assert.equal(statusOf(member({ attendStatus: 6, banned: true })), 6)
})

test('[CO20] people who are inside or are being called need no call', () => {
  const members = [
    member(),
    member({ unionId: 'u-rings', attendStatus: 2 }),
    member({ unionId: 'u-left', attendStatus: 6 }),
    member({ unionId: 'u-waits', attendStatus: 1, waiting: true }),
  ]
  assert.deepEqual([...listExpected(members).keys()], ['u-ada', 'u-rings'])
})

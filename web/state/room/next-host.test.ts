import assert from 'node:assert/strict'
import { test } from 'node:test'
import { successor } from '../../../src/conference/succession.ts'
import { nextHostOf } from './meeting.ts'
import { person } from './room.fixture.ts'

type Successors = Parameters<typeof successor>[0]
type Candidate = { key: string; joinTime: number; coHost?: boolean; guest?: boolean; away?: boolean }

const CASES: readonly (readonly Candidate[])[] = [
  [],
  [
    { key: 'a', joinTime: 5 },
    { key: 'b', joinTime: 3 },
  ],
  [
    { key: 'a', joinTime: 5, coHost: true },
    { key: 'b', joinTime: 3 },
  ],
  [
    { key: 'a', joinTime: 5, coHost: true },
    { key: 'b', joinTime: 3, coHost: true },
  ],
  [
    { key: 'a', joinTime: 5, coHost: true, away: true },
    { key: 'b', joinTime: 3 },
  ],
  [
    { key: 'a', joinTime: 1, guest: true },
    { key: 'b', joinTime: 3 },
  ],
  [
    { key: 'a', joinTime: 3 },
    { key: 'b', joinTime: 3 },
  ],
  [{ key: 'a', joinTime: 1, guest: true }],
]

test('[RM97] the page names the next host that the server would choose', () => {
  for (const candidates of CASES) {
    const chosenByServer = successor(toRunning(candidates))
    assert.equal(nextHostOf(candidates.map(toView))?.key, chosenByServer, JSON.stringify(candidates))
  }
})

function toView({ key, joinTime, coHost = false, guest, away }: Candidate) {
  return person(key, { joinTime, coHost, ...(guest && { guest }), ...(away && { sessions: [] }) })
}

/** The conference after its host has left, as far as the server's rule reads it. */
function toRunning(candidates: readonly Candidate[]): Successors {
  const members = candidates.map(({ key, joinTime, coHost = false, guest, away }) => ({
    key,
    coHost,
    joinedAt: joinTime,
    person: { kind: guest ? 'guest' : 'user' },
    sessions: away ? [] : [{}],
  }))
  const state = {
    autoTransferHost: true,
    host: 'host',
    members: new Map(members.map((member) => [member.key, member])),
  }
  return state as unknown as Successors
}

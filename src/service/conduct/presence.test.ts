import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ParticipantId, UnionId } from '../../conference/identity.ts'
import { attendStatus } from '../../conference/member.ts'
import { CREATE, ID, openConductor } from './conductor.fixture.ts'
import type { OpenSession, SessionStore } from './session-store.ts'
import { Presence } from './presence.ts'
import { RecordedStore, ManualClock } from './recorded-store.fixture.ts'

const BOB = 'b1' as ParticipantId
const BY_BOB = { kind: 'person', unionId: 'bob' as UnionId } as const

/** Bob is in a conference and has sent one heartbeat. Time stands still. */
async function watched({ silent = [] as OpenSession[] } = {}) {
  const store = new RecordedStore()
  const clock = new ManualClock()
  const saved: Parameters<SessionStore['saveHeartbeats']>[0][] = []
  const failures: Error[] = []
  const sessions: SessionStore = {
    async saveHeartbeats(heartbeats) {
      const error = failures.pop()
      if (error) throw error
      saved.push(heartbeats)
    },
    listSilent: async (before) => silent.filter(({ lastSeenAt }) => lastSeenAt < before),
    countOpen: async () => 0,
  }
  const { feed, conductor } = openConductor(store, { clock })
  const presence = new Presence({ conductor, sessions, clock, silentAfterMs: 5_000, leaveWindowMs: 15_000 })
  feed.start([presence])
  await conductor.execute(ID, CREATE)
  const person = { kind: 'user', unionId: 'bob' as UnionId } as const
  await conductor.execute(ID, {
    type: 'join',
    by: BY_BOB,
    person,
    nick: 'Bob',
    outside: false,
    device: 'Mac',
    participantId: BOB,
  })
  presence.beat(ID, BOB)
  const bob = async () => {
    const member = [...(await conductor.loadCommitted(ID)).members.values()][0]
    assert.ok(member)
    return { member, status: attendStatus(member), isSilent: member.sessions[0]?.silent }
  }
  /** Time goes by as it does for a process that is awake. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 250) {
      clock.forward(250)
      await presence.sweep()
    }
  }
  return { conductor, clock, presence, saved, failures, bob, pass }
}

test('[SW2] a silent session is marked and still counts as in the meeting', async () => {
  const { bob, pass } = await watched()
  await pass(4_750)
  assert.equal((await bob()).isSilent, false)
  await pass(250)
  assert.deepEqual([(await bob()).isSilent, (await bob()).status], [true, 3])
})

test('[SW1] silence for the leave window ends the session, at its last heartbeat', async () => {
  const { bob, clock, pass } = await watched()
  const lastSeenAt = clock.now()
  await pass(14_750)
  assert.equal((await bob()).status, 3)
  await pass(250)
  assert.deepEqual([(await bob()).status, (await bob()).member.leftAt], [6, lastSeenAt])
})

test('[SW3] a session that resumes in time stays the same session', async () => {
  const { bob, conductor, presence, pass } = await watched()
  await pass(10_000)
  await conductor.execute(ID, { type: 'resume', by: BY_BOB, participantId: BOB })
  presence.beat(ID, BOB)
  await pass(10_000)
  assert.deepEqual([(await bob()).status, (await bob()).member.sessions[0]?.participantId], [3, BOB])
})

test('[SW4] a server that was suspended gives every session a new leave window', async () => {
  const { bob, clock, presence, pass } = await watched()
  await presence.sweep()
  clock.forward(60_000)
  await presence.sweep()
  assert.equal((await bob()).status, 3)
  await pass(14_750)
  assert.equal((await bob()).status, 3)
  await pass(250)
  assert.equal((await bob()).status, 6)
})

test('[SW5] a session that a crash left open ends after one leave window, at its stored heartbeat', async () => {
  const silent: OpenSession[] = []
  const { bob, clock, conductor, pass } = await watched({ silent })
  const lastSeenAt = clock.now()
  // As another process finds it: the session is open in the store, and nobody here has heard of it.
  const presence = new Presence({
    conductor,
    clock,
    silentAfterMs: 5_000,
    leaveWindowMs: 15_000,
    sessions: { saveHeartbeats: async () => {}, listSilent: async () => silent, countOpen: async () => 1 },
  })
  silent.push({ conferenceId: ID, participantId: BOB, lastSeenAt })
  for (let passed = 0; passed < 14_750; passed += 250) {
    clock.forward(250)
    assert.equal(await presence.sweep(), 0)
  }
  clock.forward(250)
  assert.equal(await presence.sweep(), 1)
  assert.deepEqual([(await bob()).status, (await bob()).member.leftAt], [6, lastSeenAt])
  await pass(250)
})

test('[SW6] each heartbeat is stored once, and a failed write is tried again', async () => {
  const { clock, presence, saved, failures } = await watched()
  failures.push(new Error('disk full'))
  await assert.rejects(presence.save(), { message: 'disk full' })
  await presence.save()
  await presence.save()
  assert.deepEqual(saved, [[{ participantId: BOB, lastSeenAt: clock.now() }]])
})

test('[SW7] a heartbeat after the end does not reopen a session', async () => {
  const { bob, conductor, presence, saved, pass } = await watched()
  await conductor.execute(ID, { type: 'leave', by: BY_BOB, participantId: BOB })
  presence.beat(ID, BOB)
  await pass(20_000)
  await presence.save()
  assert.deepEqual([(await bob()).status, saved], [6, []])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, ParticipantId, UnionId } from '../../conference/identity.ts'
import { attendStatus } from '../../conference/member.ts'
import { CREATE, ID, openConductor } from './conductor.fixture.ts'
import type { OpenSession, SessionStore } from './session-store.ts'
import { Presence } from './presence.ts'
import { RecordedStore, ManualClock } from './recorded-store.fixture.ts'

const BOB = 'b1' as ParticipantId
const BY_BOB = { kind: 'person', unionId: 'bob' as UnionId } as const

const NO_SESSIONS: SessionStore = {
  saveHeartbeats: async () => {},
  listSilent: async () => [],
  listAhead: async () => [],
  countOpen: async () => 0,
  findEarliestHeartbeat: async () => undefined,
  findLatestHeartbeat: async () => undefined,
  listHeartbeats: async () => [],
}

/** Bob is in a conference and has sent one heartbeat. Time stands still. */
async function watched({ silent = [] as OpenSession[] } = {}) {
  const store = new RecordedStore()
  const clock = new ManualClock()
  const saved: Parameters<SessionStore['saveHeartbeats']>[0][] = []
  const failures: Error[] = []
  const sessions: SessionStore = {
    ...NO_SESSIONS,
    async saveHeartbeats(heartbeats) {
      const error = failures.pop()
      if (error) throw error
      saved.push(heartbeats)
    },
    listSilent: async (before) => silent.filter(({ lastSeenAt }) => lastSeenAt < before),
  }
  const { feed, conductor } = openConductor(store, { clock })
  const presence = new Presence({
    conductor,
    sessions,
    clock,
    isSoleWriter: true,
    silentAfterMs: 5_000,
    leaveWindowMs: 15_000,
  })
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

/** Another process on the same store: it finds Bob's session there, and receives none of its heartbeats. */
async function anotherProcess({ isSoleWriter = false } = {}) {
  const { bob, clock, conductor } = await watched()
  let lastSeenAt = clock.now()
  const stored = () => [{ conferenceId: ID, participantId: BOB, lastSeenAt }]
  const sessions: SessionStore = {
    ...NO_SESSIONS,
    listSilent: async (before) => stored().filter((session) => session.lastSeenAt < before),
    listAhead: async (after) => stored().filter((session) => session.lastSeenAt > after),
  }
  const presence = new Presence({
    conductor,
    clock,
    isSoleWriter,
    silentAfterMs: 5_000,
    leaveWindowMs: 15_000,
    sessions,
  })
  /** Gives how many sessions it ended. */
  const pass = async (ms: number, each = () => {}) => {
    let ended = 0
    for (let passed = 0; passed < ms; passed += 250) {
      clock.forward(250)
      each()
      ended += await presence.sweep()
    }
    return ended
  }
  const beat = (byMs: number) => (lastSeenAt = (clock.now() + byMs) as EpochMs)
  return { bob, clock, pass, beat, presence }
}

test('[SW10] what another process has left is silent from the start, without other servers', async () => {
  const { bob, clock, presence, beat } = await anotherProcess({ isSoleWriter: true })
  clock.forward(1_000)
  const lastSeenAt = beat(-1)
  assert.equal(await presence.sweep(), 0)
  assert.deepEqual((await bob()).member.sessions[0], {
    participantId: BOB,
    device: 'Mac',
    joinedAt: lastSeenAt - 999,
    silent: true,
    lastSeenAt,
  })
  assert.equal((await bob()).status, 3)
})

test('[SW3] a session that is heard again on the same connection is no longer silent', async () => {
  const { bob, presence, pass } = await watched()
  await pass(6_000)
  assert.equal((await bob()).isSilent, true)
  presence.beat(ID, BOB)
  await pass(250)
  assert.equal((await bob()).isSilent, false)
})

test('[SW5] a session that a crash left open ends after one leave window, at its stored heartbeat', async () => {
  const { bob, clock, pass } = await anotherProcess()
  const lastSeenAt = clock.now()
  assert.equal(await pass(14_750), 0)
  assert.equal(await pass(250), 1)
  assert.deepEqual([(await bob()).status, (await bob()).member.leftAt], [6, lastSeenAt])
})

for (const aheadMs of [-3_600_000, 3_600_000]) {
  const where = aheadMs < 0 ? 'behind' : 'ahead'
  test(`[TO7] a server whose clock is an hour ${where} loses none of its sessions to another, until it is gone`, async () => {
    const { bob, pass, beat } = await anotherProcess()
    let sweeps = 0
    const alive = () => {
      if (sweeps++ % 10 === 0) beat(aheadMs)
    }
    assert.equal(await pass(60_000, alive), 0)
    assert.equal((await bob()).status, 3)
    assert.equal(await pass(15_000), 1)
    assert.equal((await bob()).status, 6)
  })
}

test('[TO7] a session that resumed at another server is not ended here', async () => {
  const { bob, clock, conductor } = await watched()
  const elsewhere = { participantId: BOB, lastSeenAt: clock.now() }
  const sessions: SessionStore = { ...NO_SESSIONS, listHeartbeats: async () => [elsewhere] }
  const windows = { silentAfterMs: 5_000, leaveWindowMs: 15_000 }
  const presence = new Presence({ conductor, clock, ...windows, sessions, isSoleWriter: false })
  presence.beat(ID, BOB)
  for (let passed = 0; passed < 60_000; passed += 250) {
    clock.forward(250)
    elsewhere.lastSeenAt = clock.now()
    assert.equal(await presence.sweep(), 0)
  }
  assert.equal((await bob()).status, 3)
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

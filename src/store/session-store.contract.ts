import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, ParticipantId } from '../conference/identity.ts'
import { BY_APP, keyOf, listDue, Meeting, T0, user, type NewDatabase } from './meeting.contract.ts'

const FOREVER = (T0 + 1e9) as EpochMs
const after = (ms: number) => (T0 + ms) as EpochMs

export function testSessions(newDatabase: NewDatabase): void {
  test('[RS18] sessions last seen before an instant are listed longest silent first, without those that ended', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    await store.conferences.commit([meeting.create(), meeting.join('ada'), meeting.wait(10).join('bob')])
    await store.conferences.commit([meeting.wait(10).join('eve'), meeting.wait(10).join('zoe')])
    await store.conferences.commit([meeting.do({ type: 'leave', participantId: meeting.sessionId(2) })])
    assert.equal(await store.sessions.countOpen(), 3)
    const session = (n: number, ms: number) => ({
      conferenceId: meeting.id,
      participantId: meeting.sessionId(n),
      lastSeenAt: after(ms),
    })
    assert.deepEqual(await store.sessions.listSilent(after(30), 9), [session(1, 0), session(3, 20)])
    assert.deepEqual(await store.sessions.listSilent(FOREVER, 2), [session(1, 0), session(3, 20)])
    assert.deepEqual(await store.sessions.listSilent(T0, 9), [])
    const asked = [meeting.sessionId(2), meeting.sessionId(3)]
    const heartbeats = await store.sessions.listHeartbeats(asked)
    assert.deepEqual(
      heartbeats.map(({ participantId, lastSeenAt }) => [participantId, lastSeenAt]),
      [[meeting.sessionId(3), after(20)]],
    )
    assert.deepEqual(await store.sessions.listHeartbeats([]), [])
  })

  test('[RS50] sessions last seen after an instant are listed latest first, and the latest instant is known', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    assert.equal(await store.sessions.findLatestHeartbeat(), undefined)
    const meeting = new Meeting()
    await store.conferences.commit([meeting.create(), meeting.join('ada'), meeting.wait(10).join('bob')])
    await store.conferences.commit([meeting.wait(10).join('eve'), meeting.wait(10).join('zoe')])
    await store.conferences.commit([meeting.do({ type: 'leave', participantId: meeting.sessionId(4) })])
    const listed = async (instant: EpochMs, limit: number) =>
      (await store.sessions.listAhead(instant, limit)).map(({ participantId }) => participantId)
    assert.deepEqual(await listed(T0, 9), [meeting.sessionId(3), meeting.sessionId(2)])
    assert.deepEqual(await listed(T0, 1), [meeting.sessionId(3)])
    assert.deepEqual(await listed(after(20), 9), [])
    assert.equal(await store.sessions.findLatestHeartbeat(), after(20))
  })

  test('[RS52] the earliest heartbeat is of an open session that is not silent', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const earliest = () => store.sessions.findEarliestHeartbeat()
    assert.equal(await earliest(), undefined)
    const meeting = new Meeting()
    await store.conferences.commit([meeting.create(), meeting.join('ada'), meeting.wait(10).join('bob')])
    await store.conferences.commit([meeting.wait(10).join('eve')])
    assert.equal(await earliest(), T0)
    const [one, two, three] = [1, 2, 3].map((n) => meeting.sessionId(n)) as [
      ParticipantId,
      ParticipantId,
      ParticipantId,
    ]
    await store.conferences.commit([meeting.do({ type: 'fall-silent', participantId: one, lastSeenAt: T0 })])
    assert.equal(await earliest(), after(10))
    await store.sessions.saveHeartbeats([{ participantId: two, lastSeenAt: after(30) }])
    assert.equal(await earliest(), after(20))
    await store.conferences.commit([meeting.do({ type: 'leave', participantId: three })])
    assert.equal(await earliest(), after(30))
  })

  test('[RS19] heartbeats only move forward, and do not change sessions that have ended', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const [one, two, unknown] = [meeting.sessionId(1), meeting.sessionId(2), meeting.sessionId(99)]
    await store.conferences.commit([meeting.create(), meeting.join('ada'), meeting.join('bob')])
    await store.conferences.commit([meeting.do({ type: 'leave', participantId: two })])
    await store.sessions.saveHeartbeats([])
    await store.sessions.saveHeartbeats([
      { participantId: one, lastSeenAt: after(500) },
      { participantId: one, lastSeenAt: after(300) },
      { participantId: two, lastSeenAt: after(500) },
      { participantId: unknown, lastSeenAt: after(500) },
    ])
    await store.sessions.saveHeartbeats([{ participantId: one, lastSeenAt: after(400) }])
    assert.deepEqual(await store.sessions.listSilent(FOREVER, 9), [
      { conferenceId: meeting.id, participantId: one, lastSeenAt: after(500) },
    ])
  })

  test('[RS20] a session that resumes was seen at that moment', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const participantId = meeting.sessionId(1)
    await store.conferences.commit([meeting.create(), meeting.join('ada')])
    await store.conferences.commit([
      meeting.wait(6000).do({ type: 'fall-silent', participantId, lastSeenAt: after(2000) }),
    ])
    assert.equal((await store.sessions.listSilent(FOREVER, 9))[0]?.lastSeenAt, after(2000))
    await store.conferences.commit([meeting.wait(1000).do({ type: 'resume', participantId })])
    assert.equal((await store.sessions.listSilent(FOREVER, 9))[0]?.lastSeenAt, after(7000))
  })

  test('[QU10] [MS19] a session that has resumed is proven up to its last heartbeat before the silence', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const participantId = meeting.sessionId(1)
    const storedTimes = async () => {
      const [session] = await store.history.listSessions(meeting.id, { limit: 9 })
      return [session?.lastSeenAt, session?.provenAt, session?.leftAt]
    }
    await store.conferences.commit([meeting.create(), meeting.join('ada')])
    assert.deepEqual(await storedTimes(), [undefined, undefined, undefined])
    for (const heardAt of [2000, 9000]) {
      const lastSeenAt = after(heardAt)
      await store.conferences.commit([meeting.wait(6000).do({ type: 'fall-silent', participantId, lastSeenAt })])
      assert.deepEqual(await storedTimes(), [lastSeenAt, undefined, undefined])
      // Until it has resumed, a new heartbeat counts as little as for the row of the member.
      await store.sessions.saveHeartbeats([{ participantId, lastSeenAt: after(heardAt + 500) }])
      assert.deepEqual(await storedTimes(), [lastSeenAt, undefined, undefined])
      await store.conferences.commit([meeting.wait(1000).do({ type: 'resume', participantId })])
      assert.deepEqual(await storedTimes(), [undefined, lastSeenAt, undefined])
    }
    await store.conferences.commit([meeting.do({ type: 'leave', participantId })])
    assert.deepEqual(await storedTimes(), [undefined, undefined, after(14_000)])
  })
}

export function testJobs(newDatabase: NewDatabase): void {
  test('[RS21] jobs are taken when they are due, earliest first', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    assert.deepEqual(await listDue(store, FOREVER, 9), [])
    const [late, early] = [new Meeting({ at: 100 }), new Meeting({ at: 0 })]
    await store.conferences.commit([late.create([user('bob')]), early.create([user('bob')])])
    const due = async (now: EpochMs, limit = 9) =>
      (await listDue(store, now, limit)).map(({ conferenceId, kind }) => [conferenceId, kind])
    const ring = after(60_000)
    assert.deepEqual(await due((ring - 1) as EpochMs), [])
    assert.deepEqual(await due(ring), [[early.id, 'time-out-ring']])
    assert.deepEqual(await due(FOREVER), [
      [early.id, 'time-out-ring'],
      [late.id, 'time-out-ring'],
      [early.id, 'end-if-empty'],
      [late.id, 'end-if-empty'],
    ])
    assert.deepEqual(await due(FOREVER, 1), [[early.id, 'time-out-ring']])
  })

  test('[RS51] the latest cause of all jobs is known', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    assert.equal(await store.jobs.findLatestSince(), undefined)
    const meetings = [new Meeting({ at: 100 }), new Meeting({ at: 0 })]
    await store.conferences.commit(meetings.map((meeting) => meeting.create([user('bob')])))
    assert.equal(await store.jobs.findLatestSince(), after(100))
  })

  test('[RS22] a job replaces the one of its kind and subject, and only the job that was done is forgotten', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    await store.conferences.commit([meeting.create()])
    const [first] = await listDue(store, FOREVER, 9)
    assert.ok(first)
    assert.deepEqual(first, {
      conferenceId: meeting.id,
      kind: 'end-if-empty',
      subject: '',
      since: T0,
      dueAt: after(30 * 60_000),
    })
    const visit = [
      meeting.wait(10).join('bob'),
      meeting.wait(10).do({ type: 'leave', participantId: meeting.sessionId(1) }),
    ]
    await store.conferences.commit(visit)
    await store.jobs.markDone(first)
    const [second, ...others] = await listDue(store, FOREVER, 9)
    assert.deepEqual(others, [])
    assert.deepEqual(second, { ...first, since: meeting.now, dueAt: after(20 + 5 * 60_000) })
    await store.jobs.markDone(second)
    assert.deepEqual(await listDue(store, FOREVER, 9), [])
  })

  test('[RS48] a taken job is not given out again until its lease ends, and then as the next attempt', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meetings = Array.from({ length: 20 }, () => new Meeting())
    await store.conferences.commit(meetings.map((meeting) => meeting.create()))
    const take = async (now: EpochMs, limit = 9) =>
      (await store.jobs.take({ now, leaseMs: 500, limit })).map(({ conferenceId, attempt }) => [conferenceId, attempt])
    const due = after(30 * 60_000)
    const taken = (await Promise.all([take(due), take(due), take(due)])).flat()
    assert.deepEqual(taken.sort(), meetings.map(({ id }) => [id, 1]).sort())
    assert.deepEqual(await take((due + 499) as EpochMs), [])
    assert.deepEqual((await take((due + 500) as EpochMs, 99)).sort(), meetings.map(({ id }) => [id, 2]).sort())
  })

  test('[RS49] a postponed job is given again at its time; a later one in its place is new', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    await store.conferences.commit([meeting.create([user('bob')])])
    const take = async (now: EpochMs) =>
      (await store.jobs.take({ now, leaseMs: 10, limit: 9 })).map((job) => [job.kind, job.attempt] as const)
    const ring = after(60_000)
    const [job] = await store.jobs.take({ now: ring, leaseMs: 10, limit: 9 })
    assert.ok(job)
    await store.jobs.postpone(job, (ring + 1_000) as EpochMs)
    assert.deepEqual(await take((ring + 999) as EpochMs), [])
    assert.deepEqual(await take((ring + 1_000) as EpochMs), [['time-out-ring', 2]])
    await store.conferences.commit([
      meeting.do({ type: 'cancel-ring', member: keyOf('bob'), ...BY_APP }),
      meeting.wait(1).do({ type: 'invite', invitees: [user('bob')], ...BY_APP }),
    ])
    await store.jobs.postpone(job, FOREVER)
    await store.jobs.markDone(job)
    assert.deepEqual(await take((ring + 1) as EpochMs), [['time-out-ring', 1]])
  })

  test('[RS23] ending a conference deletes its jobs, including those of the same call', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const commits = [meeting.create([user('bob')]), meeting.do({ type: 'close', ...BY_APP })]
    assert.deepEqual(await store.conferences.commit(commits), [true, true])
    assert.deepEqual(await listDue(store, FOREVER, 9), [])
    assert.equal(await store.conferences.countRunning(), 0)
  })
}

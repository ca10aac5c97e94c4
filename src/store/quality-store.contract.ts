import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, UnionId } from '../conference/identity.ts'
import type { Store } from './store.ts'
import type { Grade } from '../service/quality/grade.ts'
import type { QualitySeries } from '../service/quality/quality-model.ts'
import { Meeting, T0, type NewDatabase } from './meeting.contract.ts'

const ADA = 'ada' as UnionId
const BOB = 'bob' as UnionId
const MINUTE_MS = 60_000
/** The beginning of a minute. */
const M0 = T0 - (T0 % MINUTE_MS)
const ms = (instant: number) => instant as EpochMs
const ALL = { from: ms(0), to: ms(T0 * 2), limit: 99 }

const times = (series: QualitySeries) => series.map(({ at }) => at - M0)

/** Ada has two sessions, Bob one, a guest the fourth. */
async function meet(store: Store) {
  const meeting = new Meeting()
  const guest = { person: { kind: 'guest', guestId: 'g' }, nick: 'Guest', outside: true } as const
  await store.conferences.commit([
    meeting.create(),
    meeting.join('ada'),
    meeting.join('ada'),
    meeting.join('bob'),
    meeting.do({ type: 'join', participantId: meeting.sessionId(4), device: 'iOS', ...guest }),
  ])
  /** The `n`th session reports its round trip. */
  const toSample = (n: number, afterMs: number, roundTripTime = n) => ({
    conferenceId: meeting.id,
    participantId: meeting.sessionId(n),
    at: ms(M0 + afterMs),
    summary: { roundTripTime },
  })
  return { meeting, toSample }
}

/** Sums, so that it shows what was merged. */
const sum = (series: QualitySeries): QualitySeries[number] => ({
  at: series.at(-1)?.at ?? ms(0),
  summary: { roundTripTime: series.reduce((all, { summary }) => all + (summary.roundTripTime ?? 0), 0) },
})

export function testQuality(newDatabase: NewDatabase): void {
  test('[AR25] the samples of a conference are listed by person and time, in parts, or those of one person', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { meeting, toSample } = await meet(store)
    await store.quality.save([toSample(3, 0), toSample(1, 20), toSample(2, 10), toSample(2, 20), toSample(4, 5)])
    const list = async (order: Partial<Parameters<Store['quality']['listSamples']>[1]> = {}) =>
      store.quality.listSamples(meeting.id, { limit: 9, ...order })
    const shown = (samples: Awaited<ReturnType<typeof list>>) =>
      samples.map(({ unionId, at, participantId }) => [unionId, at - M0, participantId])
    const all = await list()
    assert.deepEqual(shown(all), [
      [ADA, 10, meeting.sessionId(2)],
      [ADA, 20, meeting.sessionId(1)],
      [ADA, 20, meeting.sessionId(2)],
      [BOB, 0, meeting.sessionId(3)],
    ])
    assert.deepEqual(all[3]?.summary, { roundTripTime: 3 })
    for (const [index, after] of all.entries())
      assert.deepEqual(await list({ after, limit: 2 }), all.slice(index + 1, index + 3))
    assert.deepEqual(await list({ unionId: BOB }), all.slice(3))
  })

  test('[QM3] samples of guests, unknown sessions and other conferences are not stored', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { meeting, toSample } = await meet(store)
    const other = new Meeting()
    await store.conferences.commit([other.create()])
    await store.quality.save([])
    await store.quality.save([
      toSample(1, 0),
      toSample(4, 0),
      { ...toSample(1, 5), participantId: meeting.sessionId(99) },
      { ...toSample(1, 7), conferenceId: other.id },
    ])
    await store.quality.save([toSample(1, 0, 77)])
    assert.deepEqual(await store.quality.listSeries(meeting.id, ADA, ALL), [{ at: M0, summary: { roundTripTime: 1 } }])
    assert.deepEqual(await store.quality.listSeries(other.id, ADA, ALL), [])
    assert.equal(await store.quality.deleteBefore(ms(T0 * 2), 9), 0, 'only what was thinned is old')
  })

  test('[QM4] the latest sample of a person is of the device that reported last', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { meeting, toSample } = await meet(store)
    await store.quality.save([toSample(1, 0), toSample(2, 10), toSample(1, 5), toSample(3, 3)])
    const latest = async (...people: UnionId[]) => [...(await store.quality.listLatest(meeting.id, people))]
    assert.deepEqual(await latest(BOB, ADA, 'eve' as UnionId), [
      [BOB, { at: M0 + 3, summary: { roundTripTime: 3 } }],
      [ADA, { at: M0 + 10, summary: { roundTripTime: 2 } }],
    ])
    assert.deepEqual(await latest(), [])
    assert.equal((await store.quality.listLatest(new Meeting().id, [ADA])).size, 0)
  })

  test('[QM5] a series has the samples of all devices in an interval, oldest first', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { meeting, toSample } = await meet(store)
    await store.quality.save([toSample(1, 30), toSample(2, 10), toSample(1, 20), toSample(1, 0), toSample(3, 15)])
    const series = async (from: number, to: number, limit = 9) =>
      times(await store.quality.listSeries(meeting.id, ADA, { from: ms(M0 + from), to: ms(M0 + to), limit }))
    assert.deepEqual(await series(0, 30), [0, 10, 20, 30])
    assert.deepEqual(await series(10, 20), [10, 20])
    assert.deepEqual(await series(0, 30, 3), [0, 10, 20])
    assert.deepEqual(await series(31, 99), [])
  })

  test('[QM6] merging makes one sample per session and past minute, the earliest first', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { meeting, toSample } = await meet(store)
    const minutes = [0, 10_000, 59_999, 60_000, 70_000, 120_000].flatMap((at) => [
      toSample(1, at),
      toSample(2, at),
      toSample(3, at),
    ])
    await store.quality.save(minutes)
    const mergeMinute = (before: number) => store.quality.mergeMinute(ms(M0 + before), 99, sum)
    assert.equal(await mergeMinute(59_999), false, 'the minute is not over')
    assert.equal(await mergeMinute(60_000), true)
    assert.equal(await mergeMinute(60_000), false)
    assert.deepEqual(await store.quality.listSeries(meeting.id, BOB, { ...ALL, limit: 1 }), [
      { at: M0 + 59_999, summary: { roundTripTime: 9 } },
    ])
    while (await mergeMinute(120_000)) {}
    assert.deepEqual(times(await store.quality.listSeries(meeting.id, BOB, ALL)), [59_999, 70_000, 120_000])
    const ada = await store.quality.listSeries(meeting.id, ADA, ALL)
    assert.deepEqual(times(ada), [59_999, 59_999, 70_000, 70_000, 120_000, 120_000])
    assert.deepEqual(ada.map(({ summary }) => summary.roundTripTime).toSorted(), [1, 2, 2, 3, 4, 6])
  })

  test('[QM6] a step that ends within a minute leaves no session partly merged', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { meeting, toSample } = await meet(store)
    await store.quality.save([0, 1, 2].flatMap((at) => [toSample(1, at), toSample(2, at), toSample(3, at)]))
    let steps = 0
    while (await store.quality.mergeMinute(ms(M0 + MINUTE_MS), 5, sum)) steps += 1
    assert.equal(steps, 3)
    const merged = [
      ...(await store.quality.listSeries(meeting.id, ADA, ALL)),
      ...(await store.quality.listSeries(meeting.id, BOB, ALL)),
    ]
    assert.deepEqual(
      merged.map(({ at, summary }) => [at - M0, summary.roundTripTime]),
      [
        [2, 3],
        [2, 6],
        [2, 9],
      ],
    )
  })

  test('[QM7] the oldest samples are deleted, in steps of a given size', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { meeting, toSample } = await meet(store)
    await store.quality.save([0, 1, 2, 3].map((minute) => toSample(3, minute * MINUTE_MS)))
    while (await store.quality.mergeMinute(ms(M0 + 9 * MINUTE_MS), 99, sum)) {}
    assert.equal(await store.quality.deleteBefore(ms(M0 + 3 * MINUTE_MS), 2), 2)
    assert.deepEqual(times(await store.quality.listSeries(meeting.id, BOB, ALL)), [2 * MINUTE_MS, 3 * MINUTE_MS])
    assert.equal(await store.quality.deleteBefore(ms(M0 + 3 * MINUTE_MS), 2), 1)
    assert.equal(await store.quality.deleteBefore(ms(M0 + 3 * MINUTE_MS), 2), 0)
    assert.deepEqual(times(await store.quality.listSeries(meeting.id, BOB, ALL)), [3 * MINUTE_MS])
  })

  test('[QM11] the mean grade of a session is stored, also for guests, and outlives its samples', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { meeting, toSample } = await meet(store)
    const other = new Meeting()
    await store.conferences.commit([other.create()])
    const graded = (n: number, afterMs: number, grade: Grade) => ({ ...toSample(n, afterMs), grade })
    await store.quality.save([graded(1, 0, 1), graded(2, 1, 2), graded(1, 2, 3), graded(4, 3, 1), toSample(3, 4)])
    await store.quality.save([graded(1, 5, 3), graded(2, 6, 1), { ...graded(4, 7, 3), conferenceId: other.id }])
    while (await store.quality.mergeMinute(ms(M0 + MINUTE_MS), 99, sum)) {}
    while (await store.quality.deleteBefore(ms(T0 * 2), 99)) {}
    assert.deepEqual(await store.quality.listSeries(meeting.id, ADA, ALL), [])
    const sessions = await store.history.listSessions(meeting.id, { limit: 9 })
    assert.deepEqual(
      sessions.map(({ participantId, grade }) => [participantId, grade]),
      [1, 2, 3, 4].map((n) => [meeting.sessionId(n), [2, 2, undefined, 1][n - 1]]),
    )
    assert.equal('grade' in (sessions[2] ?? {}), false)
  })
}

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startPostgres } from '../../test/worlds/postgres.ts'
import type { EpochMs, UnionId } from '../conference/identity.ts'
import type { QualityStore } from '../service/quality/quality-store.ts'
import type { QualitySeries } from '../service/quality/quality-model.ts'
import { Meeting, T0 } from './meeting.contract.ts'
import { openPostgres } from './postgres.ts'

const MINUTE_MS = 60_000
const M0 = T0 - (T0 % MINUTE_MS)
const LATER = (M0 + 99 * MINUTE_MS) as EpochMs
const MINUTES = 4
const SESSIONS = 12

const server = await startPostgres()
after(() => server[Symbol.asyncDispose]())

/** Sums, so that a sample merged twice, or not at all, would show. */
const sum = (series: QualitySeries): QualitySeries[number] => ({
  at: series.at(-1)?.at ?? LATER,
  summary: { lostRate: series.reduce((all, { summary }) => all + (summary.lostRate ?? 0), 0) },
})

test('[QM6] [QM7] PostgreSQL: nodes that merge and delete the same samples at once do not interfere', async () => {
  const { url } = await server.createDatabase()
  // With PGlite there is one connection, so there one node does what three would.
  const isAlone = server.connections === 1
  await using one = await openPostgres({ url, maxConnections: isAlone ? 1 : 4 })
  await using two = isAlone ? undefined : await openPostgres({ url, maxConnections: 4 })
  const nodes: QualityStore[] = two ? [one.quality, two.quality, one.quality] : [one.quality]
  const meeting = new Meeting()
  const names = Array.from({ length: SESSIONS }, (_, n) => `user-${n}`)
  await one.conferences.commit([meeting.create(), ...names.map((name) => meeting.join(name))])
  await one.quality.save(
    names.flatMap((_name, n) =>
      Array.from({ length: MINUTES * 6 }, (_, step) => ({
        conferenceId: meeting.id,
        participantId: meeting.sessionId(n + 1),
        at: (M0 + step * 10_000) as EpochMs,
        summary: { lostRate: 1 },
      })),
    ),
  )
  const series = async (name: string) =>
    one.quality.listSeries(meeting.id, name as UnionId, { from: 0 as EpochMs, to: LATER, limit: 99 })

  const isDone = async () => (await Promise.all(names.map(series))).every(({ length }) => length === MINUTES)
  while (!(await isDone())) await Promise.all(nodes.map((node) => node.mergeMinute(LATER, 20, sum)))
  for (const name of names) {
    assert.deepEqual(
      (await series(name)).map(({ summary }) => summary.lostRate),
      Array.from({ length: MINUTES }, () => 6),
    )
  }

  let deleted = 0
  for (let more = 1; more > 0;) {
    const counts = await Promise.all(nodes.map((node) => node.deleteBefore(LATER, 7)))
    more = counts.reduce((all, count) => all + count, 0)
    deleted += more
  }
  assert.equal(deleted, SESSIONS * MINUTES)
  assert.deepEqual(
    await Promise.all(names.map(series)),
    names.map(() => []),
  )
})

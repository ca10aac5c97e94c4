import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QualitySummary } from '../../../contract/signaling/media.ts'
import type { EpochMs, ParticipantId, UnionId } from '../../conference/identity.ts'
import { ann, at, bob, meeting } from '../../conference/scenario.fixture.ts'
import type { StoredSample } from '../quality/quality-store.ts'
import { merge } from '../quality/quality.ts'
import { ADMINISTRATOR, ID, over, reader } from './attendance.fixture.ts'
import { Connections } from './connections.ts'

const MINUTE = 60_000
const [good, fair, poor] = [{ roundTripTime: 50 }, { roundTripTime: 300 }, { roundTripTime: 600 }]

const sample = (name: string, instant: number, summary: QualitySummary, session = name): StoredSample => ({
  unionId: name as UnionId,
  participantId: session as ParticipantId,
  at: at(instant),
  summary,
})

/** A meeting of Ann, who hosts it, and Bob, from 0 to `length`. `reads`: how many samples each read gave. */
function hold(samples: readonly StoredSample[], length = 10 * MINUTE) {
  const conference = meeting({})
  conference.join(0, ann, 'a').join(0, bob, 'b').leave(length, 'b').leave(length, 'a')
  conference.when(length, { type: 'close' })
  const { service: attendance } = over(conference, length)
  const reads: number[] = []
  const connections = new Connections({
    attendance,
    quality: {
      listSamples: async (_id, { unionId, after, limit }) => {
        const own = samples.filter((one) => unionId === undefined || one.unionId === unionId)
        const begin = own.findIndex((one) => one.at === after?.at && one.unionId === after.unionId) + 1
        const part = own.slice(begin, begin + limit)
        reads.push(part.length)
        return part
      },
    },
  })
  const load = async (who = ADMINISTRATOR, own = false) => {
    const { people, stepMs } = await connections.load(who, ID, { own })
    return { stepMs, people: people.map(({ unionId, spans }) => [unionId, ...spans.map(toText)]) }
  }
  return { load, reads }
}

const toText = ({ from, to, grade }: { from: EpochMs; to: EpochMs; grade: number }) =>
  `${from / MINUTE}–${to / MINUTE}: ${grade}`

test('[AR25] each minute has the grade of its mean, and the poorest of several sessions; minutes without samples none', async () => {
  const { load } = hold([
    sample('ann', 0, good),
    sample('ann', 10_000, { roundTripTime: 250 }), // 150 ms on average
    sample('ann', MINUTE, good, 'first'),
    sample('ann', MINUTE, poor, 'second'),
    sample('ann', 3 * MINUTE, poor),
    sample('ann', 5 * MINUTE, { cameraSendFps: 5 } as QualitySummary),
    sample('bob', 0, fair),
    sample('bob', MINUTE + 1, fair),
  ])
  assert.deepEqual(await load(), {
    stepMs: MINUTE,
    people: [
      ['ann', '0–1: 3', '1–2: 1', '3–4: 1'],
      ['bob', '0–2: 2'],
    ],
  })
})

test('[AR25] the connections are the same before and after the samples of a minute are merged', async () => {
  const fine = [good, poor, good, fair, good, good].map((summary, index) => sample('ann', index * 10_000, summary))
  const merged = [{ ...fine[0], ...merge(fine) } as StoredSample]
  assert.deepEqual(await hold(fine).load(), await hold(merged).load())
})

test('[AR25] in a long meeting a step has several minutes, and its poorest one counts', async () => {
  const length = 721 * MINUTE
  const { load } = hold(
    [sample('ann', 0, good), sample('ann', 2 * MINUTE, poor), sample('ann', 720.5 * MINUTE, good)],
    length,
  )
  assert.deepEqual(await load(), { stepMs: 3 * MINUTE, people: [['ann', '0–3: 1', '720–721: 3']] })
})

test('[AR25] samples are read in parts, also within a minute, and nothing is counted twice', async () => {
  const many = Array.from({ length: 4_500 }, (_, index) => sample('ann', index * 100, index === 1_999 ? poor : good))
  const { load, reads } = hold(many)
  assert.deepEqual((await load()).people, [['ann', '0–8: 3']])
  assert.deepEqual(reads, [2_000, 2_000, 500])
})

test('[AR25] those who read the report read the connections, others their own', async () => {
  const { load } = hold([sample('ann', 0, good), sample('bob', 0, fair)])
  await assert.rejects(load(reader('bob')), { code: 'not-permitted' })
  assert.deepEqual((await load(reader('bob'), true)).people, [['bob', '0–1: 2']])
  await assert.rejects(load(reader('eve'), true), { code: 'conference-not-found' })
  assert.equal((await load(reader('ann'))).people.length, 2)
})

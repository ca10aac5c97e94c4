import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, EpochMs, ParticipantId, UnionId } from '../../conference/identity.ts'
import type { Caller } from '../account/caller.ts'
import type { QualityStore } from './quality-store.ts'
import type { QualitySample } from './quality-model.ts'
import { merge, Quality } from './quality.ts'
import { ManualClock } from '../conduct/recorded-store.fixture.ts'

const ID = '6a10c4f2b7e39014d58a0c71' as ConferenceId
const BOB = 'b1' as ParticipantId
const DAY_MS = 86_400_000

function keeping() {
  const clock = new ManualClock()
  const saved: (readonly QualitySample[])[] = []
  const calls: unknown[][] = []
  const errors: Error[] = []
  let left = 0
  const store: QualityStore = {
    async save(samples) {
      const error = errors.pop()
      if (error) throw error
      saved.push(samples)
    },
    listLatest: async () => new Map(),
    listSeries: async () => [],
    listSamples: async () => [],
    async mergeMinute(before, limit) {
      calls.push(['merge', clock.now() - before, limit])
      return --left > 0
    },
    async deleteBefore(before, limit) {
      calls.push(['delete', clock.now() - before, limit])
      return --left > 0 ? limit : 0
    },
  }
  const heads = {
    loadOwned: async () => {
      throw new ConferenceError('not-permitted')
    },
  }
  const quality = new Quality({ store, heads, clock })
  return { quality, clock, saved, calls, errors, leave: (steps: number) => (left = steps) }
}

test('[QM1] one report of a session counts in five seconds, whatever other sessions report', async () => {
  const { quality, clock, saved } = keeping()
  const report = (roundTripTime: number, who = BOB) => quality.note(ID, who, { roundTripTime })
  report(1)
  report(2)
  report(3, 'c1' as ParticipantId)
  clock.forward(4_999)
  report(4)
  clock.forward(1)
  report(5)
  await quality.save()
  assert.deepEqual(
    saved.flat().map(({ participantId, summary }) => [participantId, summary.roundTripTime]),
    [
      [BOB, 1],
      ['c1', 3],
      [BOB, 5],
    ],
  )
})

test('[QM1] impossible values are dropped, and an empty report is not stored', async () => {
  const { quality, saved } = keeping()
  quality.note(ID, BOB, {
    lostRate: -1,
    roundTripTime: Infinity,
    sendBitRate: Number.NaN,
    recvBitRate: 1e13,
    cameraSendResolutionActual: 'wide',
  })
  const withMore = { lostRate: 0, cameraSendResolutionActual: '1920*1080', more: 1 }
  quality.note(ID, BOB, withMore)
  await quality.save()
  assert.deepEqual(
    saved.flat().map(({ summary }) => summary),
    [{ lostRate: 0, cameraSendResolutionActual: '1920*1080' }],
  )
})

test('[QM2] reports are written together, and again after a failure', async () => {
  const { quality, clock, saved, errors } = keeping()
  quality.note(ID, BOB, { lostRate: 1 })
  quality.note(ID, 'c1' as ParticipantId, { lostRate: 2 })
  errors.push(new Error('disk full'))
  await assert.rejects(quality.save(), { message: 'disk full' })
  clock.forward(5_000)
  quality.note(ID, BOB, { lostRate: 3 })
  await quality.save()
  await quality.save()
  assert.deepEqual(
    saved.map((samples) => samples.map(({ summary }) => summary.lostRate)),
    [[1, 2, 3]],
  )
})

test('[QM2] reports for a store that does not answer are bounded in memory', async () => {
  const { quality, saved } = keeping()
  for (let n = 0; n < 30_000; n += 1) quality.note(ID, `p${n}` as ParticipantId, { lostRate: 1 })
  await quality.save()
  assert.equal(saved[0]?.length, 20_000)
})

test('[QM6] [QM7] samples are merged after a day and deleted after 30 days, in steps', async () => {
  const { quality, calls, leave } = keeping()
  leave(3)
  await quality.compact()
  assert.deepEqual(calls, [
    ['merge', DAY_MS, 2_000],
    ['merge', DAY_MS, 2_000],
    ['merge', DAY_MS, 2_000],
    ['delete', 30 * DAY_MS, 2_000],
  ])
  calls.length = 0
  leave(1_000)
  await quality.compact()
  assert.equal(calls.length, 100, 'a run has its end, too')
})

test('[QM6] merged samples have the means, the greatest jitter and the last sizes', () => {
  const at = (instant: number) => instant as EpochMs
  assert.deepEqual(
    merge([
      { at: at(1), summary: { lostRate: 1, audioJitterMax: 9, audioJitterAvg: 1, cameraSendResolutionActual: '1*1' } },
      { at: at(2), summary: { lostRate: 2, audioJitterMax: 3, audioJitterAvg: 2, cameraSendResolutionActual: '2*2' } },
      { at: at(3), summary: { lostRate: 6, roundTripTime: 20 } },
    ]),
    {
      at: 3,
      summary: {
        lostRate: 3,
        roundTripTime: 20,
        audioJitterAvg: 1.5,
        audioJitterMax: 9,
        cameraSendResolutionActual: '2*2',
      },
    },
  )
})

test('[QM9] the quality of another organization’s conference is refused', async () => {
  const { quality } = keeping()
  const caller = { organizationId: 'globex' } as unknown as Caller
  const refused = (error: unknown) => error instanceof ConferenceError && error.code === 'not-permitted'
  await assert.rejects(quality.listLatest(caller, ID, ['bob' as UnionId]), refused)
  const interval = { from: 0 as EpochMs, to: 1 as EpochMs }
  await assert.rejects(quality.listSeries(caller, ID, { unionId: 'bob' as UnionId, ...interval }), refused)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseQualitySummary } from '../../contract/signaling/parse.ts'
import { budgetFor } from './mesh-budget.ts'
import { QualityMeter, type Measured } from './quality-meter.ts'

const SOURCES = { 0: 'microphone', 1: 'camera', 2: 'screen' } as const
const sourceOf: Measured['sourceOf'] = (mid) => SOURCES[Number(mid) as keyof typeof SOURCES]

function measured(peerId: string, ...rows: Record<string, unknown>[]): Measured {
  return {
    peerId,
    sourceOf,
    report: rows.map((row, at) => [String(row['id'] ?? at), { id: String(at), ...row }] as const),
  }
}
const sent = (at: number, mid: string, bytesSent: number, more = {}) => ({
  type: 'outbound-rtp',
  timestamp: at,
  mid,
  bytesSent,
  ...more,
})
const received = (at: number, mid: string, bytesReceived: number, more = {}) => ({
  type: 'inbound-rtp',
  timestamp: at,
  mid,
  bytesReceived,
  ...more,
})

test('[ME9] the first reading measures nothing; each later one measures the difference', () => {
  const meter = new QualityMeter()
  const reading = (at: number, bytes: number) => [
    measured(
      'ada',
      sent(at, '0', bytes, { id: 'a', mediaSourceId: 'mic' }),
      sent(at, '1', bytes * 10, { id: 'b', frameWidth: 640, frameHeight: 360, framesPerSecond: 24 }),
      received(at, '0', bytes * 2, {
        packetsReceived: bytes / 10,
        packetsLost: bytes / 100,
        jitter: 0.02,
        audioLevel: 0.5,
      }),
      { id: 'mic', type: 'media-source', kind: 'audio', audioLevel: 0.25 },
      { id: 'screen', type: 'media-source', kind: 'audio', audioLevel: 0.75 },
      { type: 'transport', selectedCandidatePairId: 'used' },
      { id: 'used', type: 'candidate-pair', currentRoundTripTime: 0.05 },
    ),
  ]
  const { sendBitRate, lostRate } = meter.summarize(reading(0, 1_000))
  assert.deepEqual([sendBitRate, lostRate], [undefined, undefined])
  assert.deepEqual(meter.summarize(reading(10_000, 11_000)), {
    sendBitRate: 88_000,
    recvBitRate: 16_000,
    lostRate: 100 / 11,
    roundTripTime: 50,
    audioSendBitRate: 8_000,
    audioRecvBitRate: 16_000,
    audioRecLevel: 0.25,
    audioPlayLevel: 0.5,
    cameraSendBitRate: 80_000,
    cameraSendResolutionActual: '640*360',
    cameraSendFrame: 24,
    audioJitterMax: 20,
    audioJitterAvg: 20,
  })
})

test('[ME9] over several connections rates are summed, and the largest picture and the mean frame rate are reported', () => {
  const meter = new QualityMeter()
  const reading = (at: number, bytes: number) => [
    measured('ada', received(at, '2', bytes, { frameWidth: 800, frameHeight: 600, framesPerSecond: 4, jitter: 1 })),
    measured('bob', received(at, '2', bytes, { frameWidth: 1920, frameHeight: 1080, framesPerSecond: 8 })),
    measured('eve', received(at, '1', 0, { frameWidth: 4000, frameHeight: 3000 })),
  ]
  meter.summarize(reading(0, 0))
  const summary = meter.summarize(reading(1_000, 1_000))
  assert.deepEqual(summary, {
    recvBitRate: 16_000,
    screenRecvBitRate: 16_000,
    screenRecvResolutionActual: '1920*1080',
    screenRecvFrame: 6,
  })
  assert.ok(parseQualitySummary(summary), 'the server takes it')
})

test('[ME9] counters that restart with a new connection give no negative rate', () => {
  const meter = new QualityMeter()
  meter.summarize([measured('ada', sent(0, '0', 9_000))])
  assert.deepEqual(meter.summarize([measured('ada', sent(1_000, '0', 10))]), {})
})

test('[ME10] each connection gets less as a meeting grows, and all together stay within a home connection', () => {
  const budgets = [1, 2, 3, 4, 5].map((others) => ({ others, budget: budgetFor(others) }))
  for (const [at, { others, budget }] of budgets.entries()) {
    assert.ok(others * budget.camera.bitRate <= 2_500_000, `${others} others`)
    assert.ok(others * budget.screen.bitRate <= 4_000_000, `${others} others`)
    const before = budgets[at - 1]?.budget
    if (before) assert.ok(budget.camera.bitRate < before.camera.bitRate && budget.camera.scale >= before.camera.scale)
  }
  assert.equal(budgetFor(20), budgetFor(5))
  assert.equal(budgetFor(0), budgetFor(1))
})

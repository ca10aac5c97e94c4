import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, UnionId } from '../../conference/identity.ts'
import type { QualitySummary } from '../../../contract/signaling/media.ts'
import { CALLERS, CONFERENCE, refusal, stubApi } from '../gateway/stub-api.fixture.ts'

const PATH = '/v1.0/conference/videoConferences'
const ROOM = `${PATH}/${CONFERENCE}`
const summary: QualitySummary = {
  sendBitRate: 1_234_567.891_234,
  recvBitRate: 0,
  lostRate: 0.012_34,
  roundTripTime: 20.1 + 0.2,
  audioRecLevel: 0.25,
  cameraSendResolutionActual: '1920*1080',
  audioJitterMax: 12,
  audioJitterAvg: 3.5,
}
const point = { at: 1_780_000_200_000 as EpochMs, summary }
const METRIC = {
  timestamp: 1_780_000_200_000,
  sendBitRate: '1234568',
  recvBitRate: '0',
  lostRate: '0.012',
  roundTripTime: '20',
  audioRecLevel: '0.25',
  cameraSendResolutionActual: '1920*1080',
}

test('[QM4] [QM8] the latest quality is given by person, with numbers as text', async () => {
  const calls: unknown[][] = []
  await using api = stubApi({
    quality: {
      async listLatest(...all) {
        calls.push(all)
        return new Map([['ada' as UnionId, point]])
      },
    },
  })
  const answer = await api.send('POST', `${ROOM}/lastMetricDatas/query`, { unionIdList: ['ada', 'bram'] })
  assert.deepEqual(answer.body, { metricMap: { ada: { ...METRIC, audioJitterMax: '12', audioJitterAvg: '4' } } })
  assert.deepEqual(calls, [[CALLERS['app'], CONFERENCE, ['ada', 'bram']]])
})

test('[QM5] [QM8] the series has the same values, except the jitter', async () => {
  const calls: unknown[][] = []
  await using api = stubApi({
    quality: {
      async listSeries(...all) {
        calls.push(all)
        return [point, { at: 5 as EpochMs, summary: {} }]
      },
    },
  })
  const answer = await api.get(`${ROOM}/metricDatas?beginTime=1&endTime=2&unionId=ada`)
  assert.deepEqual(answer.body, { metricDataList: [METRIC, { timestamp: 5 }] })
  assert.deepEqual(calls, [[CALLERS['app'], CONFERENCE, { unionId: 'ada', from: 1, to: 2 }]])
})

for (const query of ['', 'beginTime=1&endTime=2', 'beginTime=1&unionId=a', 'beginTime=x&endTime=2&unionId=a']) {
  test(`[QM9] a series of ${query || 'nothing'} is a bad parameter`, async () => {
    await using api = stubApi()
    assert.deepEqual(refusal(await api.get(`${ROOM}/metricDatas?${query}`)), [400, 'paramError', 'PARAM ERROR'])
  })
}

for (const body of [{}, { unionIdList: [] }, { unionIdList: [''] }, { unionIdList: 'ada' }]) {
  test(`[QM9] the latest of ${JSON.stringify(body)} is a bad parameter`, async () => {
    await using api = stubApi()
    const answer = await api.send('POST', `${ROOM}/lastMetricDatas/query`, body)
    assert.deepEqual(refusal(answer), [400, 'paramError', 'PARAM ERROR'])
  })
}

test('[QM9] a blank conference id is missing, and one of another form is unknown', async () => {
  await using api = stubApi()
  for (const [id, row] of [
    ['%20', [400, 'missingRoomId', 'MISSING ROOM ID']],
    ['odd', [404, 'roomNotFound', 'ROOM NOT FOUND']],
  ] as const) {
    const body = { unionIdList: ['ada'] }
    assert.deepEqual(refusal(await api.send('POST', `${PATH}/${id}/lastMetricDatas/query`, body)), row)
    const query = 'beginTime=1&endTime=2&unionId=ada'
    assert.deepEqual(refusal(await api.get(`${PATH}/${id}/metricDatas?${query}`)), row)
  }
})

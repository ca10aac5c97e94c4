import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONFERENCE_ERROR_CODES, ConferenceError, type ConferenceErrorCode } from '../../conference/conference-error.ts'
import { CONFERENCE, refusal, stubApi, type Given, type StubApi } from '../gateway/stub-api.fixture.ts'

type Row = readonly [status: number, code: string, message: string]
type Case = readonly [
  operation: string,
  call: (api: StubApi) => ReturnType<StubApi['get']>,
  /** The services of which every call fails. */
  failing: (fail: () => Promise<never>) => Given,
  unexpectedError: Row,
  refusals: Partial<Record<ConferenceErrorCode, Row>>,
]

const PATH = '/v1.0/conference'
const ROOM = `${PATH}/videoConferences/${CONFERENCE}`
const FAULT: Row = [500, 'systemError', 'SYSTEM ERROR']
const OF_INFO = {
  'conference-not-found': [404, 'roomNotFound', 'ROOM NOT FOUND'],
  'not-permitted': [403, 'noPermission', 'NO PERMISSION'],
} as const

const CASES: readonly Case[] = [
  [
    'QueryConferenceInfoBatch',
    (api) => api.send('POST', `${PATH}/videoConferences/query`, { conferenceIdList: [CONFERENCE] }),
    (fail) => ({ history: { listRunning: fail } }),
    [500, 'systemError', 'systemError:internal failure'],
    {
      'conference-not-found': [400, 'paramsError', 'error:conference not found'],
      'conference-ended': [400, 'resourceClose', 'The meeting has ended'],
      'not-permitted': [404, 'permissionError', 'permissionError:not permitted'],
    },
  ],
  [
    'QueryOrgConferenceList',
    (api) => api.get(`${PATH}/orgConferences`),
    (fail) => ({ history: { pageRunning: fail } }),
    FAULT,
    {},
  ],
  [
    'QueryConferenceInfoByRoomCode',
    (api) => api.get(`${PATH}/roomCodes/1/infos`),
    (fail) => ({ history: { pageByRoomCode: fail } }),
    [500, 'systemError', 'systemError'],
    { 'not-permitted': [403, 'noPermission', 'noPermission'] },
  ],
  [
    'GetConfDataByConferenceId',
    (api) => api.get(`${ROOM}/infos?realData=true`),
    (fail) => ({ heads: { loadOwned: fail } }),
    FAULT,
    OF_INFO,
  ],
  [
    'GetConfDetailData',
    (api) => api.get(`${ROOM}/details`),
    (fail) => ({ history: { pageSessions: fail } }),
    FAULT,
    OF_INFO,
  ],
  [
    'GetHistoryConfDataList',
    (api) => api.get(`${PATH}/videoConferences/histories/dataLists?startTime=1&endTime=2&realData=true`),
    (fail) => ({ history: { pageBegun: fail } }),
    FAULT,
    {},
  ],
  [
    'GetUserLastMetric',
    (api) => api.send('POST', `${ROOM}/lastMetricDatas/query`, { unionIdList: ['ada'] }),
    (fail) => ({ quality: { listLatest: fail } }),
    FAULT,
    OF_INFO,
  ],
  [
    'GetUserMetricData',
    (api) => api.get(`${ROOM}/metricDatas?beginTime=1&endTime=2&unionId=ada`),
    (fail) => ({ quality: { listSeries: fail } }),
    FAULT,
    OF_INFO,
  ],
]

for (const [operation, call, failing, unexpectedError, refusals] of CASES) {
  test(`[GW17] ${operation} spells its refusals as documented, and any other code is an unexpected error`, async () => {
    for (const code of CONFERENCE_ERROR_CODES) {
      await using api = stubApi(failing(() => Promise.reject(new ConferenceError(code))))
      assert.deepEqual(refusal(await call(api)), refusals[code] ?? unexpectedError, code)
      assert.equal(api.logged.length, refusals[code] ? 0 : 1, code)
    }
  })

  test(`[GW14] an unexpected error of ${operation} is logged once with its cause, and hidden from the caller`, async () => {
    await using api = stubApi(failing(() => Promise.reject(new Error('disk full'))))
    const answer = await call(api)
    assert.deepEqual(refusal(answer), unexpectedError)
    assert.doesNotMatch(answer.text, /disk/)
    assert.deepEqual(
      api.logged.map(({ err }) => (err as { message: string }).message),
      ['disk full'],
    )
  })

  test(`[GW7] ${operation} needs the scope to read`, async () => {
    await using api = stubApi(failing(() => Promise.reject(new Error('not reached'))))
    const { app } = api
    assert.ok(app)
    const bare = await call({
      ...api,
      get: (url) => api.get(url, { token: 'bare' }),
      send: (method, url, body) => api.send(method, url, body, { token: 'bare' }),
    })
    assert.equal(bare.status, 403)
    assert.deepEqual(bare.body['accessdenieddetail'], { requiredScopes: ['VideoConference.Conference.Read'] })
  })
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusal, stubApi } from '../gateway/stub-api.fixture.ts'
import type { TokenRefusal } from '../../service/account/token-issuer.ts'

const TOKEN = '9b1f4c7ad0e25836c1f7a94be20d6358'
const issued = { token: TOKEN, lifeS: 7200 }

/** Where requests of a test come from. */
const HERE = '127.0.0.1'
const APP = { appKey: 'k', appSecret: 's' }
const SUITE = { suiteKey: 'k', suiteSecret: 's', authCorpId: 'c', suiteTicket: 't' }
const UNIFIED = { client_id: 'k', client_secret: 's', grant_type: 'client_credentials' }
const PATHS = {
  app: '/v1.0/oauth2/accessToken',
  suite: '/v1.0/oauth2/corpAccessToken',
  unified: '/v1.0/oauth2/dingacme/token',
}

/** Posts without a token of any kind, as all of these are. */
async function post(path: string, body: unknown, outcome: TokenRefusal | Error | typeof issued = issued) {
  const calls: unknown[][] = []
  const issue = async (...given: unknown[]): Promise<never> => {
    calls.push(given)
    if (outcome instanceof Error) throw outcome
    return outcome as never // each operation is given what its own call can return
  }
  await using api = stubApi({ accessTokens: { issueToApp: issue, issueToSuite: issue, issue } })
  const answer = await api.send('POST', path, body, { token: '' })
  return { answer, calls, logged: api.logged.length }
}

test('[AT1] each operation names the token and its lifetime in its own way', async () => {
  const app = await post(PATHS.app, APP)
  assert.deepEqual(app.answer.body, { accessToken: TOKEN, expireIn: 7200 })
  assert.deepEqual(app.calls, [['k', { secret: 's', from: HERE }]])
  const suite = await post(PATHS.suite, SUITE)
  assert.deepEqual(suite.answer.body, { accessToken: TOKEN, expireIn: 7200 })
  assert.deepEqual(suite.calls, [['k', { secret: 's', ticket: 't', corpId: 'c', from: HERE }]])
  const unified = await post(PATHS.unified, UNIFIED)
  assert.deepEqual(unified.answer.body, { access_token: TOKEN, expires_in: 7200 })
  assert.deepEqual(unified.calls, [['k', { secret: 's', corpId: 'dingacme', from: HERE }]])
})

for (const [path, body, refused, expected] of [
  [PATHS.app, APP, 'client-unknown', [400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret']],
  [PATHS.suite, SUITE, 'client-unknown', [400, 'invalidSuiteKey', 'suitekey不合法']],
  [PATHS.suite, SUITE, 'ticket-invalid', [400, 'invalidSuiteTicket', 'suiteTicket无效']],
  [PATHS.suite, SUITE, 'not-authorized', [400, 'invalidAuthInfo', '授权关系不存在']],
  [PATHS.unified, UNIFIED, 'client-unknown', [400, 'invalid.client', 'invalid.client']],
  [PATHS.unified, UNIFIED, 'not-authorized', [401, 'unauthorized.client', 'unauthorized.client']],
] as const) {
  test(`[AT10] ${path} refuses ${refused} with ${expected[1]}`, async () => {
    const { answer, logged } = await post(path, body, refused)
    assert.deepEqual(refusal(answer), expected)
    assert.equal(logged, 0)
  })
}

for (const [path, body, expected] of [
  [PATHS.app, APP, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'],
  [PATHS.suite, SUITE, 'Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi'],
  [PATHS.unified, UNIFIED, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'],
] as const) {
  test(`[AT14] after too many wrong secrets ${path} is ${expected}`, async () => {
    const { answer, logged } = await post(path, body, 'too-many-tries')
    assert.deepEqual([answer.status, answer.body.code, logged], [403, expected, 0])
  })
}

for (const [path, body, expected] of [
  [PATHS.app, APP, [500, 'unknownError', '未知错误']],
  [PATHS.suite, SUITE, [500, 'unknownError', '未知错误']],
  [PATHS.unified, UNIFIED, [500, 'server.error', 'server.error']],
] as const) {
  test(`[GW14] an unexpected error of ${path} is ${expected[1]} and logged once`, async () => {
    for (const outcome of [new Error('disk full'), 'ticket-invalid'] as const) {
      if (path === PATHS.suite && outcome === 'ticket-invalid') continue
      const { answer, logged } = await post(path, body, outcome)
      assert.deepEqual(refusal(answer), expected)
      assert.equal(logged, 1)
    }
  })
}

for (const [path, body] of [
  [PATHS.app, APP],
  [PATHS.suite, SUITE],
  [PATHS.unified, UNIFIED],
] as const) {
  test(`[AT11] ${path} names the key that is missing, and needs a body`, async () => {
    for (const key of Object.keys(body)) {
      const { answer, calls } = await post(path, { ...body, [key]: null })
      assert.deepEqual(refusal(answer), [400, `Missing${key}`, `${key} is mandatory for this action.`])
      assert.deepEqual(calls, [])
    }
    assert.deepEqual(refusal((await post(path, undefined)).answer), [
      400,
      'Missingbody',
      'body is mandatory for this action.',
    ])
  })
}

for (const [path, body, code] of [
  [PATHS.app, { ...APP, appKey: ' ' }, 'invalidClientIdOrSecret'],
  [PATHS.app, { ...APP, appSecret: 5 }, 'invalidClientIdOrSecret'],
  [PATHS.suite, { ...SUITE, suiteKey: '' }, 'invalidSuiteKey'],
  [PATHS.suite, { ...SUITE, suiteTicket: '' }, 'invalidSuiteTicket'],
  [PATHS.suite, { ...SUITE, authCorpId: '' }, 'invalidAuthInfo'],
  [PATHS.unified, { ...UNIFIED, client_secret: '' }, 'invalid.client'],
  [PATHS.unified, { ...UNIFIED, grant_type: 'password' }, 'unsupported.grant.type'],
] as const) {
  test(`[AT10] [AT11] ${path} with ${JSON.stringify(body)} is ${code}`, async () => {
    const { answer } = await post(path, body)
    assert.deepEqual([answer.status, answer.body.code], [400, code])
  })
}

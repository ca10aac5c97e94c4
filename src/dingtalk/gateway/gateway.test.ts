import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prefersEnglish } from './gateway-errors.ts'
import { CONFERENCE, HEAD, refusal, stubApi, type Given } from './stub-api.fixture.ts'

const ROOM = `/v1.0/conference/videoConferences/${CONFERENCE}`
const working: Given = {
  heads: { loadOwned: async () => HEAD },
  roster: {
    listOngoing: async () => [],
    listMembers: async () => ({ conferenceId: CONFERENCE, members: [], total: 0 }),
  },
  conferences: { setLocked: async () => {}, close: async () => {} },
}
const NOT_FOUND = [404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.']
const MISSING_TOKEN = [400, 'AuthenticationFailed.MissingParameter', '缺少参数：x-acs-dingtalk-access-token']
const INVALID_TOKEN = [400, 'InvalidAuthentication', '不合法的access_token']
const MISSING_SCOPE = [403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', '没有调用该接口的权限']
const MISSING_BODY = [400, 'Missingbody', 'body is mandatory for this action.']

test('[GW1] the first check that fails answers', async () => {
  await using api = stubApi({ callsPerSecond: 1 })
  const lock = (path: string, token: string, body?: unknown) => api.send('POST', path, body, { token })
  assert.deepEqual(refusal(await lock(`${ROOM}/lick`, '', 'x')), NOT_FOUND)
  assert.deepEqual(refusal(await lock(`${ROOM}/lock`, '', 'x')), MISSING_TOKEN)
  assert.deepEqual(refusal(await lock(`${ROOM}/lock`, 'stale', 'x')), INVALID_TOKEN)
  assert.deepEqual(refusal(await lock(`${ROOM}/lock`, 'bare', 'x')), MISSING_SCOPE)
  assert.deepEqual(refusal(await lock('/v1.0/conference/videoConferences/%20/lock', 'app', 'x')), MISSING_BODY)
  const throttled = await lock('/v1.0/conference/videoConferences/%20/lock', 'app', 'x')
  assert.equal(throttled.body.code, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi')
  const next = await lock('/v1.0/conference/videoConferences/%20/lock', 'other', { action: 'lock' })
  assert.deepEqual(refusal(next), [400, 'paramsError', 'paramsError'])
})

for (const [method, url] of [
  ['GET', '/v1.0/conference/nothing'],
  ['GET', '/v1.0'],
  ['GET', '/v1.0/'],
  ['POST', `${ROOM}/members`],
  ['PATCH', ROOM],
  ['GET', `${ROOM}/members/`],
  ['GET', '/v1.0/conference/Users/lists'],
  ['GET', '/v1.0/conference/videoConferences/%zz'],
  ['GET', `/v1.0/conference/videoConferences/${'a'.repeat(600)}`],
  ['OPTIONS', '/v1.0/conference/nothing'],
] as const) {
  test(`[GW2] ${method} ${url.slice(0, 60)} is unknown, with and without a token`, async () => {
    await using api = stubApi(working)
    for (const token of ['app', '']) {
      const answer = await api.send(method, url, undefined, { token })
      assert.deepEqual(refusal(answer), NOT_FOUND)
      assert.match(String(answer.body['requestid']), /^[0-9A-F-]{36}$/)
    }
  })
}

test('[GW2] [GW3] an unknown path stays unknown with any body', async () => {
  await using api = stubApi({ bodyLimit: 100 })
  for (const headers of [{}, { 'content-type': ';;' }, { 'content-type': 'application/xml' }]) {
    for (const body of ['{', 'x'.repeat(1_000), '{}']) {
      assert.deepEqual(refusal(await api.send('POST', '/v1.0/nothing', body, { headers })), NOT_FOUND)
      assert.equal((await api.send('POST', '/nothing', body, { headers })).body['errcode'], 404)
    }
  }
})

for (const url of ['/', '/nothing', '/v1.0x', '/v2.0/conference/users/lists', '/oauth2/corpAccessToken', '/%zz']) {
  test(`[GW3] ${url} is answered like the legacy host`, async () => {
    await using api = stubApi()
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      const answer = await api.send(method, url)
      assert.deepEqual([answer.status, answer.body], [200, { errcode: 404, errmsg: '请求的URI地址不存在' }])
    }
  })
}

test('[GW4] a token outside its header is ignored', async () => {
  await using api = stubApi(working)
  assert.deepEqual(refusal(await api.get(ROOM, { token: '' })), MISSING_TOKEN)
  assert.deepEqual(refusal(await api.get(`${ROOM}?access_token=app`, { token: '' })), MISSING_TOKEN)
  assert.deepEqual(refusal(await api.get(ROOM, { token: '', headers: { authorization: 'Bearer app' } })), MISSING_TOKEN)
  const empty = { 'x-acs-dingtalk-access-token': '' }
  assert.deepEqual(refusal(await api.get(ROOM, { token: '', headers: empty })), MISSING_TOKEN)
  assert.deepEqual(refusal(await api.get(ROOM, { token: '""' })), MISSING_TOKEN)
})

test('[GW5] an unknown token is invalid, whether it is cached or looked up', async () => {
  await using api = stubApi(working)
  assert.deepEqual(refusal(await api.get(ROOM, { token: 'stale' })), INVALID_TOKEN)
  await using slow = stubApi({ ...working, accessTokens: { authenticate: async () => undefined } })
  assert.deepEqual(refusal(await slow.get(ROOM)), INVALID_TOKEN)
})

test('[GW6] one pair of quotes around the token is removed', async () => {
  await using api = stubApi(working)
  assert.equal((await api.get(ROOM, { token: '"app"' })).status, 200)
  assert.deepEqual(refusal(await api.get(ROOM, { token: '""app""' })), INVALID_TOKEN)
  assert.deepEqual(refusal(await api.get(ROOM, { token: '"app' })), INVALID_TOKEN)
})

for (const [method, url, scope] of [
  ['GET', `${ROOM}/members`, 'VideoConference.Conference.Read'],
  ['GET', '/v1.0/conference/users/lists', 'VideoConference.Conference.Read'],
  ['GET', ROOM, 'VideoConference.Conference.Read'],
  ['POST', '/v1.0/conference/videoConferences', 'VideoConference.Conference.Write'],
  ['DELETE', ROOM, 'VideoConference.Conference.Write'],
  ['PUT', ROOM, 'VideoConference.Conference.Write'],
  ['PUT', `${ROOM}/extInfo`, 'VideoConference.Conference.Write'],
  ['POST', `${ROOM}/lock`, 'VideoConference.Conference.Write'],
  ['POST', `${ROOM}/users/invite`, 'VideoConference.Conference.Write'],
  ['POST', `${ROOM}/members/kick`, 'VideoConference.Conference.Write'],
  ['POST', `${ROOM}/members/mute`, 'VideoConference.Conference.Write'],
  ['POST', `${ROOM}/allMembers/mute`, 'VideoConference.Conference.Write'],
  ['POST', `${ROOM}/focus`, 'VideoConference.Conference.Write'],
  ['POST', `${ROOM}/members/updateNick`, 'VideoConference.Conference.Write'],
  ['POST', `${ROOM}/coHosts/set`, 'VideoConference.Conference.Write'],
  ['POST', '/v1.0/conference/videoConferences/createAutoLoginUrl', 'VideoConference.Conference.Write'],
] as const) {
  test(`[GW7] ${method} ${url} needs the scope ${scope}`, async () => {
    await using api = stubApi()
    const answer = await api.send(method, url, undefined, { token: 'bare' })
    assert.deepEqual(refusal(answer), MISSING_SCOPE)
    assert.deepEqual(answer.body['accessdenieddetail'], { requiredScopes: [scope] })
    const other = await api.send(method, url, undefined, { token: 'stale' })
    assert.equal('accessdenieddetail' in other.body, false)
  })
}

test('[GW8] one call too many is refused, for this app and operation only', async () => {
  await using api = stubApi({ ...working, callsPerSecond: 2 })
  const statusOf = async (url: string, token: string) => (await api.get(url, { token })).status
  for (const token of ['app', 'suite']) {
    assert.deepEqual([await statusOf(ROOM, token), await statusOf(ROOM, token)], [200, 200])
  }
  const app = await api.get(ROOM)
  assert.deepEqual([app.status, app.body.code], [403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'])
  assert.equal('accessdenieddetail' in app.body, false)
  const suite = await api.get(ROOM, { token: 'suite' })
  assert.deepEqual([suite.status, suite.body.code], [403, 'Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi'])
  assert.equal(await statusOf(ROOM, 'other'), 200)
  assert.equal(await statusOf('/v1.0/conference/users/lists?unionId=u', 'app'), 200)
})

for (const [what, body, type] of [
  ['no body', undefined, undefined],
  ['an empty body', '', 'application/json'],
  ['a form', 'action=lock', 'application/x-www-form-urlencoded'],
  ['another type', '{"action":"lock"}', 'text/plain'],
  ['an unreadable type', '{"action":"lock"}', ';;'],
  ['malformed JSON', '{"action":"lock"', 'application/json'],
  ['no object', '["lock"]', 'application/json'],
  ['null', 'null', 'application/json'],
  ['brackets without end', '['.repeat(90_000), 'application/json'],
] as const) {
  test(`[GW9] ${what} counts as no body`, async () => {
    await using api = stubApi(working)
    const headers = type === undefined ? {} : { 'content-type': type }
    assert.deepEqual(refusal(await api.send('POST', `${ROOM}/lock`, body, { headers })), MISSING_BODY)
    const close = await api.send('DELETE', `${ROOM}?unionId=ada`, body, { headers })
    if (type !== ';;') assert.equal(close.status, 200)
  })
}

for (const type of ['application/json', 'Application/JSON; charset=utf-8', 'application/vnd.acme+json']) {
  test(`[GW9] a body of type ${type} is read`, async () => {
    await using api = stubApi(working)
    const headers = { 'content-type': type }
    assert.equal((await api.send('POST', `${ROOM}/lock`, { action: 'lock' }, { headers })).status, 200)
  })
}

test('[GW10] a request for a token has a smaller limit', async () => {
  await using api = stubApi({ ...working, bodyLimit: 100_000 })
  const body = { appKey: 'k', appSecret: 's', note: 'x'.repeat(4_096) }
  const answer = await api.send('POST', '/v1.0/oauth2/accessToken', body, { token: '' })
  assert.deepEqual([answer.status, answer.body.code], [413, 'RequestBodyTooLarge'])
})

test('[GW10] a body above the limit is refused in the envelope', async () => {
  await using api = stubApi({ ...working, bodyLimit: 100 })
  const answer = await api.send('POST', `${ROOM}/lock`, { action: 'lock', note: 'x'.repeat(200) })
  assert.deepEqual([answer.status, answer.body.code], [413, 'RequestBodyTooLarge'])
})

test('[GW11] a refusal has three keys, and an id that no other has', async () => {
  await using api = stubApi(working)
  const answers = [await api.get('/v1.0/x'), await api.get(ROOM, { token: '' }), await api.get('/v1.0/y')]
  const ids = answers.map(({ body }) => {
    assert.deepEqual(Object.keys(body), ['code', 'requestid', 'message'])
    return body['requestid']
  })
  assert.equal(new Set(ids).size, 3)
})

test('[GW12] a message is in the language that the caller prefers', async () => {
  await using api = stubApi(working)
  const headers = { 'accept-language': 'en-GB,zh;q=0.5' }
  assert.equal((await api.get(ROOM, { token: 'stale', headers })).body.message, 'Invalid access_token')
  for (const [header, isEnglish] of [
    [undefined, false],
    ['', false],
    ['en', true],
    ['zh-CN,en;q=0.9', false],
    ['zh;q=0.8, en;q=0.9', true],
    ['fr, en', false],
    ['*', false],
    ['en;q=nonsense', false],
  ] as const) {
    assert.equal(prefersEnglish(header), isEnglish, header)
  }
})

test('[GW13] HEAD answers what GET does, without the body', async () => {
  await using api = stubApi(working)
  for (const url of [ROOM, `${ROOM}/members`]) {
    const [get, head] = [await api.get(url), await api.send('HEAD', url)]
    assert.deepEqual([head.status, head.text], [200, ''])
    for (const header of ['content-type', 'content-length']) assert.equal(head.headers[header], get.headers[header])
  }
  assert.equal((await api.send('HEAD', ROOM, undefined, { token: '' })).status, 400)
})

for (const [url, allow] of [
  [ROOM, 'DELETE, GET, HEAD, OPTIONS, PUT'],
  [`${ROOM}/members`, 'GET, HEAD, OPTIONS'],
  ['/v1.0/conference/videoConferences', 'OPTIONS, POST'],
  ['/v1.0/oauth2/accessToken', 'OPTIONS, POST'],
  ['/gettoken', 'GET, HEAD, OPTIONS'],
  ['/topapi/v2/user/get', 'OPTIONS, POST'],
  ['/topapi/user/getbyunionid', 'OPTIONS, POST'],
] as const) {
  test(`[GW13] OPTIONS on ${url} lists its methods, without a token`, async () => {
    await using api = stubApi()
    const answer = await api.send('OPTIONS', url, undefined, { token: '' })
    assert.deepEqual([answer.status, answer.text], [204, ''])
    assert.equal(String(answer.headers['allow']).split(', ').sort().join(', '), allow)
  })
}

test('[GW14] a token that cannot be looked up is an unknown error', async () => {
  const authenticate = () => Promise.reject(new Error('disk full'))
  await using api = stubApi({ ...working, accessTokens: { authenticate } })
  assert.deepEqual(refusal(await api.get(`${ROOM}/members`)), [500, 'unknownError', '未知错误'])
  assert.equal(api.logged.length, 1)
})

test('[GW15] every answer is JSON, and never compressed', async () => {
  await using api = stubApi({ ...working, bodyLimit: 100 })
  const headers = { 'accept-encoding': 'gzip, br', accept: 'text/html' }
  const answers = [
    await api.get(ROOM, { headers }),
    await api.get(`${ROOM}/members`, { headers }),
    await api.get('/v1.0/x', { headers }),
    await api.get('/x', { headers }),
    await api.get(ROOM, { headers, token: '' }),
    await api.get('/gettoken', { headers }),
    await api.send('POST', `${ROOM}/lock`, { action: 'x' }, { headers }),
    await api.send('POST', `${ROOM}/lock`, { action: 'x'.repeat(200) }, { headers }),
    await api.send('POST', '/v1.0/oauth2/accessToken', { appKey: 'a', appSecret: 'b' }, { headers }),
  ]
  for (const answer of answers) {
    assert.equal(answer.headers['content-type'], 'application/json;charset=utf-8')
    assert.equal('content-encoding' in answer.headers, false)
  }
})

test('[GW16] unknown parameters are ignored anywhere', async () => {
  await using api = stubApi(working)
  const body = { action: 'lock', extra: { deep: [1, null] }, nothing: null }
  assert.equal((await api.send('POST', `${ROOM}/lock?x=1`, body)).status, 200)
  assert.equal((await api.get(`${ROOM}?action=x`, { headers: { 'content-type': 'application/json' } })).status, 200)
})

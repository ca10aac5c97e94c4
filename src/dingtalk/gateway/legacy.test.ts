import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { User } from '../../service/account/directory-entries.ts'
import { stubApi, type Given } from './stub-api.fixture.ts'

const ADA: User = {
  organizationId: 'dingacme' as OrganizationId,
  userId: 'ada',
  unionId: 'AdaUnion' as UnionId,
  name: 'Ada',
  jobNumber: '007',
  admin: true,
}
const working: Given = {
  directory: {
    findUserById: async (organizationId, userId) =>
      organizationId === 'dingacme' && userId === 'ada' ? ADA : undefined,
    findUserByUnionId: async (organizationId, unionId) =>
      organizationId === 'dingacme' && unionId === ADA.unionId ? ADA : undefined,
  },
}
const GET = '/topapi/v2/user/get'
const BY_UNION_ID = '/topapi/user/getbyunionid'

async function post(path: string, body: unknown, { token = 'app', form = false, given = working } = {}) {
  await using api = stubApi(given)
  const headers = form ? { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' } : {}
  const url = token === '' ? path : `${path}?access_token=${token}`
  const answer = await api.send('POST', url, body, { token: '', headers })
  assert.equal(answer.status, 200)
  assert.equal(answer.headers['content-type'], 'application/json;charset=utf-8')
  assert.match(String(answer.body['request_id']), /^[0-9A-F-]{36}$/)
  const { request_id: _, ...rest } = answer.body
  return { body: rest, logged: api.logged.length }
}

test('[LG4] a person is found by userid', async () => {
  const result = { userid: 'ada', unionid: 'AdaUnion', name: 'Ada', job_number: '007', active: true, admin: true }
  assert.deepEqual((await post(GET, { userid: 'ada', language: 'en_US' })).body, { errcode: 0, errmsg: 'ok', result })
})

test('[LG4] a person without a staff number has no such key', async () => {
  const { jobNumber: _, ...someone } = ADA
  const given = { directory: { findUserById: async () => someone } }
  const { result } = (await post(GET, { userid: 'ada' }, { given })).body as { result: object }
  assert.deepEqual(Object.keys(result), ['userid', 'unionid', 'name', 'active', 'admin'])
})

test('[LG4] a userid is found by unionid', async () => {
  const { body } = await post(BY_UNION_ID, { unionid: 'AdaUnion' })
  assert.deepEqual(body, { errcode: 0, errmsg: 'ok', result: { contact_type: 0, userid: 'ada' } })
})

test('[LG5] [GW18] text of a form that no store can hold is replaced', async () => {
  const calls: string[] = []
  const findUserById = async (_organizationId: unknown, userId: string) => {
    calls.push(userId)
    return undefined
  }
  await post(GET, 'userid=a%00', { form: true, given: { directory: { findUserById } } })
  assert.deepEqual(calls, ['a\uFFFD'])
})

test('[LG5] a form is read like JSON', async () => {
  assert.equal((await post(GET, 'userid=ada&language=zh_CN', { form: true })).body['errcode'], 0)
  assert.equal((await post(BY_UNION_ID, 'unionid=AdaUnion', { form: true })).body['errcode'], 0)
})

for (const [path, body, errcode] of [
  [GET, { userid: 'nobody' }, 60121],
  [BY_UNION_ID, { unionid: 'nobody' }, 60121],
  [GET, { userid: 'x'.repeat(65) }, 33012],
  [GET, {}, 400_002],
  [GET, undefined, 400_002],
  [GET, '{', 400_002],
  [GET, { userid: ' ' }, 400_002],
  [GET, { userid: 7 }, 400_002],
  [GET, { userid: 'a\0' }, 60121],
  [GET, { userid: 'ada', language: 'fr' }, 400_002],
  [BY_UNION_ID, {}, 400_002],
  [BY_UNION_ID, { unionid: '' }, 400_002],
] as const) {
  test(`[LG2] [LG4] ${path} with ${JSON.stringify(body)} is errcode ${errcode}`, async () => {
    const answer = await post(path, body)
    assert.equal(answer.body['errcode'], errcode)
    assert.deepEqual(Object.keys(answer.body), ['errcode', 'errmsg'])
  })
}

for (const [token, subCode] of [
  ['', '40014'],
  ['stale', '40014'],
  ['bare', '60011'],
] as const) {
  test(`[LG3] the token "${token}" is refused with sub_code ${subCode}`, async () => {
    for (const path of [GET, BY_UNION_ID]) {
      const { body } = await post(path, {}, { token })
      assert.deepEqual([body['errcode'], body['sub_code']], [88, subCode])
      assert.equal(body['errmsg'], `ding talk error[subcode=${subCode},submsg=${String(body['sub_msg'])}]`)
    }
  })
}

test('[LG3] one call too many is refused', async () => {
  await using api = stubApi({ ...working, callsPerSecond: 1 })
  const call = async () => (await api.send('POST', `${GET}?access_token=app`, { userid: 'ada' })).body
  assert.equal((await call())['errcode'], 0)
  assert.equal((await call())['sub_code'], '90018')
})

test('[LG2] [GW14] an unexpected error is answered as a busy system and logged once', async () => {
  for (const given of [{}, { accessTokens: { authenticate: () => Promise.reject(new Error('disk full')) } }]) {
    const answer = await post(GET, { userid: 'ada' }, { given })
    assert.deepEqual(answer.body, { errcode: -1, errmsg: '系统繁忙' })
    assert.equal(answer.logged, 1)
  }
})

test('[LG1] gettoken returns the same token as the newer operation', async () => {
  await using api = stubApi({
    accessTokens: { issueToApp: async (id, { secret }) => ({ token: id + secret, lifeS: 7200 }) },
  })
  const answer = await api.get('/gettoken?appkey=k&appsecret=s', { token: '' })
  assert.deepEqual(answer.body, { errcode: 0, errmsg: 'ok', access_token: 'ks', expires_in: 7200 })
})

for (const query of ['', '?appkey=k', '?appkey=&appsecret=s', '?appkey=k&appsecret=wrong']) {
  test(`[LG1] gettoken with "${query}" is a wrong pair`, async () => {
    await using api = stubApi({ accessTokens: { issueToApp: async () => 'client-unknown' } })
    const { status, body } = await api.get(`/gettoken${query}`, { token: '' })
    assert.deepEqual([status, body['errcode'], body['errmsg']], [200, 40096, '不合法的appKey或appSecret'])
    assert.equal('access_token' in body, false)
  })
}

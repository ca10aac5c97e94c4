import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, type Tester } from '../worlds/tester.ts'
import { CONFERENCES, make, startSandbox } from './sandbox-world.ts'

const ANSWERS = '/sandbox/answers'
const LISTS = `/v1.0/conference/users/lists?unionId=${ADA.unionId}`

async function plan(tester: Tester, operation: string, answer: object, times?: number) {
  const body = { operation, answer, ...(times !== undefined && { times }) }
  const planned = await tester.call('POST', ANSWERS, { body })
  assert.equal(planned.status, 200, JSON.stringify(planned.body))
}

test('[SB9] [SB11] the next calls get a documented error, also of a read that is repeated', async () => {
  await using tester = await startSandbox()
  const { conferenceId } = await make(tester, { people: [{ unionId: ADA.unionId }] })
  const read = async () => {
    const { status, body } = await tester.call('GET', `${CONFERENCES}/${conferenceId}/members`)
    return [status, body['code']]
  }
  for (let times = 0; times < 3; times += 1) assert.deepEqual(await read(), [200, undefined])
  await plan(tester, 'QueryConferenceMembers', { kind: 'error', code: 'noPermission' }, 2)
  await plan(tester, 'QueryConferenceMembers', { kind: 'error', code: 'systemError' })
  assert.deepEqual(await read(), [403, 'noPermission'])
  assert.deepEqual(await read(), [403, 'noPermission'])
  assert.deepEqual(await read(), [500, 'systemError'])
  assert.deepEqual(await read(), [200, undefined])
})

test('[SB9] errors with the same code are told apart by their message', async () => {
  await using tester = await startSandbox()
  await plan(tester, 'QueryUserOnGoingConference', { kind: 'error', code: 'param.error', message: 'missing.user.info' })
  const { status, body } = await tester.call('GET', LISTS)
  assert.deepEqual([status, body['code'], body['message']], [400, 'param.error', 'missing.user.info'])
})

test('[SB9] a planned error changes nothing, and a legacy operation has its own form', async () => {
  await using tester = await startSandbox()
  const { conferenceId } = await make(tester, { people: [{ unionId: ADA.unionId }] })
  await plan(tester, 'LockConference', { kind: 'error', code: 'noPermission' })
  const lock = await tester.call('POST', `${CONFERENCES}/${conferenceId}/lock`, { body: { action: 'lock' } })
  assert.equal(lock.body['code'], 'noPermission')
  const info = await tester.call('GET', `${CONFERENCES}/${conferenceId}`)
  assert.equal(JSON.stringify(info.body).includes('"locked":true'), false)
  await plan(tester, 'LegacyGetUser', { kind: 'error', code: '60121' })
  const token = await tester.token()
  const path = `/topapi/v2/user/get?access_token=${token}`
  const user = await tester.call('POST', path, { body: { userid: 'ada' } })
  assert.deepEqual([user.status, user.body['errcode']], [200, 60121])
})

test('[SB9] an error that is not documented is refused with those that are', async () => {
  await using tester = await startSandbox()
  const refused = async (operation: string, code: string) => {
    const answer = await tester.call('POST', ANSWERS, { body: { operation, answer: { kind: 'error', code } } })
    assert.equal(answer.status, 400)
    return String(answer.body['message'])
  }
  assert.match(await refused('QueryConferenceMembers', 'teapot'), /it has .*roomNotFound/)
  assert.match(await refused('BrewCoffee', 'teapot'), /there is no operation BrewCoffee/)
  const { body } = await tester.call('GET', '/sandbox/operations')
  const operations = body['operations'] as { operation: string; path: string; errors: { code: string }[] }[]
  const members = operations.find(({ operation }) => operation === 'QueryConferenceMembers')
  assert.equal(members?.path, `${CONFERENCES}/{conferenceId}/members`)
  assert.ok(members?.errors.some(({ code }) => code === 'InvalidAuthentication'))
  assert.ok(operations.length >= 55, String(operations.length))
})

test('[SB10] answers are late, connections are cut, calls are throttled', async () => {
  await using tester = await startSandbox()
  await plan(tester, 'QueryUserOnGoingConference', { kind: 'late', delayMs: 700 })
  const since = performance.now()
  assert.equal((await tester.call('GET', LISTS)).status, 200)
  assert.ok(performance.now() - since >= 690)
  await plan(tester, 'QueryUserOnGoingConference', { kind: 'throttled' })
  assert.equal((await tester.call('GET', LISTS)).body['code'], 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi')
  for (const [done, expected] of [
    [false, 0],
    [true, 1],
  ] as const) {
    await plan(tester, 'CreateVideoConference', { kind: 'cut', done })
    const body = { userId: ADA.unionId, confTitle: 'Cut', inviteCaller: true }
    await assert.rejects(tester.call('POST', CONFERENCES, { body }), /fetch failed/)
    const { body: lists } = await tester.call('GET', LISTS)
    assert.equal((lists['onGoingConfIdList'] as string[]).length, expected)
  }
})

test('[SB2] [SB11] only calls of the app that reach the operation count, and plans are listed and dropped', async () => {
  await using tester = await startSandbox()
  await plan(tester, 'QueryUserOnGoingConference', { kind: 'throttled' }, 3)
  assert.equal((await tester.call('GET', LISTS, { as: 'dingacmeread' })).status, 200)
  assert.equal((await tester.call('GET', LISTS, { token: '0'.repeat(32) })).body['code'], 'InvalidAuthentication')
  assert.equal((await tester.call('GET', LISTS)).status, 403)
  const list = async (as?: 'dingacmeread') =>
    (await tester.call('GET', ANSWERS, as && { as })).body['answers'] as object[]
  const [planned] = await list()
  assert.partialDeepStrictEqual(planned, { operation: 'QueryUserOnGoingConference', times: 2 })
  assert.deepEqual(await list('dingacmeread'), [])
  assert.deepEqual((await tester.call('DELETE', ANSWERS, { as: 'dingacmeread' })).body, { dropped: 0 })
  assert.deepEqual((await tester.call('DELETE', ANSWERS)).body, { dropped: 1 })
  assert.equal((await tester.call('GET', LISTS)).status, 200)
})

test('[SB12] a request of an organization gets what one of its apps has planned', async () => {
  await using tester = await startSandbox()
  const issue = async (corpid: string) => {
    const body = { corpid, ssoSecret: corpid === 'dingacme' ? 'acme-sso-secret' : 'none' }
    return (await tester.call('POST', '/v1.0/oauth2/ssoAccessToken', { body })).body
  }
  await plan(tester, 'GetSsoAccessToken', { kind: 'error', code: 'unknownError' })
  assert.equal((await issue('dingglobex'))['code'], 'invalidCorpIdOrSsoSecret')
  assert.equal((await issue('dingacme'))['code'], 'unknownError')
  const token = String((await issue('dingacme'))['accessToken'])
  await plan(tester, 'GetSsoUserInfo', { kind: 'error', code: 'Missingcode' })
  const asked = await tester.call('GET', '/v1.0/oauth2/ssoUserInfo?code=any', { token })
  assert.equal(asked.body['code'], 'Missingcode')
})

test('[SB12] a request for a token has a planned answer', async () => {
  await using tester = await startSandbox()
  const token = await tester.token()
  const body = { operation: 'GetAccessToken', answer: { kind: 'error', code: 'unknownError' } }
  await tester.call('POST', ANSWERS, { body, token })
  const ask = async (appKey: string, appSecret: string) => {
    const headers = { 'content-type': 'application/json' }
    const sent = JSON.stringify({ appKey, appSecret })
    return (await fetch(`${tester.url}/v1.0/oauth2/accessToken`, { method: 'POST', headers, body: sent })).status
  }
  assert.equal(await ask('dingacmeread', 'read-secret'), 200)
  assert.equal(await ask('dingacmeapp', 'acme-secret'), 500)
  assert.equal(await ask('dingacmeapp', 'acme-secret'), 200)
})

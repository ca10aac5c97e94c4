import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'

const ITSELF = { suiteKey: 'suiteacme', suiteSecret: 'suite-secret', suiteTicket: 'suite-ticket' }

async function tokenOf(tester: Tester, operation: string, body: object): Promise<string> {
  const answer = await tester.call('POST', `/v1.0/oauth2/${operation}`, { body })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body['accessToken'] as string
}

test('[AT17] the token of a third-party app itself finds what authorized it, and nothing else', async () => {
  await using tester = await startTester({ env: { ROLLCALL_SANDBOX: 'on' } })
  const token = await tokenOf(tester, 'suiteAccessToken', ITSELF)
  const ask = async (authCorpId: string, given: string) => {
    const path = `/v1.0/oauth2/apps/authInfo?authCorpId=${authCorpId}`
    return (await tester.call('GET', path, { token: given })).body
  }
  const found = await ask('dingacme', token)
  assert.deepEqual(found['authCorpInfo'], { corpName: 'Acme' })
  assert.equal((await ask('dingglobex', token))['code'], 'invalidAuthInfo')
  assert.equal((await ask('', token))['code'], 'MissingauthCorpId')
  const lists = await tester.call('GET', `/v1.0/conference/users/lists?unionId=${ADA.unionId}`, { token })
  assert.equal(lists.status, 403)
  const sandbox = await tester.call('GET', '/sandbox/conferences', { token })
  assert.equal(sandbox.body['code'], 'InvalidAuthentication')

  const ofAcme = await tokenOf(tester, 'corpAccessToken', { ...ITSELF, authCorpId: 'dingacme' })
  assert.deepEqual(await ask('dingacme', ofAcme), found)
  assert.equal((await ask('dingglobex', ofAcme))['code'], 'invalidAuthInfo')
  assert.equal((await ask('dingglobex', await tester.token()))['code'], 'invalidAuthInfo')
})

test('[AT18] an app without any other scope gets a ticket', async () => {
  await using tester = await startTester()
  const ask = (token: string) => tester.call('POST', '/v1.0/oauth2/jsapiTickets', { token })
  const answer = await ask(await tester.token('dingacmewrite'))
  assert.equal(answer.status, 200)
  assert.match(String(answer.body['jsapiTicket']), /^[0-9a-f]{64}$/)
  assert.equal((await ask('')).body['code'], 'AuthenticationFailed.MissingParameter')
})

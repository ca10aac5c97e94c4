import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SuiteSecret, SuitesPage } from '../../contract/web/suite-types.ts'
import { ADA, BRAM, SEED, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const READ = 'VideoConference.Conference.Read'
const [acme, globex] = SEED.organizations
const [ada, ...others] = acme.users
const seed = { ...SEED, organizations: [{ ...acme, users: [{ ...ada, operator: true }, ...others] }, globex] }

test('[DI26] an operator adds a third-party app, which works at once and until it is revoked', async () => {
  await using server = await startTester({ seed })
  const page = new Page(server.url)
  await page.signIn(ADA)
  const order = { name: 'Board', scopes: [READ], authorizedCorpIds: ['dingglobex'], suiteKey: 'board' }
  const { body } = await page.ask<SuiteSecret>('POST', '/api/suites', { body: order })
  const { suiteKey, name, scopes, authorizedCorpIds } = order
  assert.deepEqual(body.suite, { suiteKey, name, scopes, authorizedCorpIds, hasTicket: false })
  const getToken = async (authCorpId: string, secret = body.secret) => {
    const proof = { suiteKey, suiteSecret: secret, authCorpId, suiteTicket: 'any' }
    const answer = await new Page(server.url).ask('POST', '/v1.0/oauth2/corpAccessToken', { body: proof })
    return answer.body['accessToken'] as string | undefined
  }
  const status = async (token = '') =>
    (await server.call('GET', `/v1.0/conference/users/lists?unionId=${ADA.unionId}`, { token })).status
  assert.equal(await getToken('dingacme'), undefined)
  const changed = await page.ask('PATCH', '/api/suites/board', {
    body: { authorizedCorpIds: ['dingacme', 'dingglobex'] },
  })
  assert.equal(changed.status, 200)
  const token = await getToken('dingacme')
  assert.equal(await status(token), 200)
  const renewed = await page.ask<SuiteSecret>('POST', '/api/suites/board/secret', { body: { overlapHours: 1 } })
  assert.ok((renewed.body.suite.formerSecretUntil ?? 0) > Date.now())
  for (const secret of [body.secret, renewed.body.secret])
    assert.equal(await status(await getToken('dingacme', secret)), 200)
  const first = await page.ask<SuitesPage>('GET', '/api/suites?limit=1')
  const second = await page.ask<SuitesPage>('GET', `/api/suites?limit=1&cursor=${first.body.cursor}`)
  assert.deepEqual(
    [...first.body.suites, ...second.body.suites].map((suite) => suite.name),
    ['Board', 'suiteacme'],
  )
  assert.ok(first.body.scopes.includes(READ))
  assert.equal((await page.ask('DELETE', '/api/suites/board')).status, 200)
  assert.equal(await status(token), 400)
})

test('[DI26] third-party apps are for operators, and nonsense is refused', async () => {
  await using server = await startTester({ seed })
  const [operator, bram] = [new Page(server.url), new Page(server.url)]
  await operator.signIn(ADA)
  await bram.signIn(BRAM)
  const order = { name: 'A', scopes: [], authorizedCorpIds: ['dingacme'] }
  for (const [page, path, method, body, expected] of [
    [bram, '', 'GET', undefined, [403, 'not-operator']],
    [bram, '', 'POST', order, [403, 'not-operator']],
    [bram, '/suiteacme', 'PATCH', { name: 'Mine' }, [403, 'not-operator']],
    [bram, '/suiteacme/secret', 'POST', {}, [403, 'not-operator']],
    [bram, '/suiteacme', 'DELETE', undefined, [403, 'not-operator']],
    [operator, '?cursor=x', 'GET', undefined, [400, 'malformed']],
    [operator, '', 'POST', { ...order, authorizedCorpIds: [] }, [400, 'malformed']],
    [operator, '', 'POST', { ...order, name: '' }, [400, 'malformed']],
    [operator, '', 'POST', { ...order, scopes: ['All'] }, [400, 'scope-unknown']],
    [operator, '', 'POST', { ...order, suiteKey: 'suiteacme' }, [409, 'app-exists']],
    [operator, '', 'POST', { ...order, authorizedCorpIds: ['nowhere'] }, [404, 'organization-not-found']],
    [operator, '/nobody', 'DELETE', undefined, [404, 'suite-not-found']],
    [operator, '/suiteacme/secret', 'POST', { overlapHours: 721 }, [400, 'malformed']],
  ] as const) {
    const answer = await page.ask(method, `/api/suites${path}`, { body })
    assert.deepEqual([answer.status, answer.body['code']], expected, `${method} ${path}`)
  }
})

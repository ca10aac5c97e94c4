import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSandbox } from '../api/sandbox-world.ts'
import { ADA, BRAM, GUS, startTester, type Tester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const PATH = '/api/console/sandbox'
const APP = '?clientId=dingacmeapp'

async function signedIn(tester: Tester, person: { corpId?: string; userId: string; password: string }): Promise<Page> {
  const page = new Page(tester.url)
  await page.signIn(person)
  return page
}

test('[SB16] an administrator makes and ends conferences of an app, which sees them too', async () => {
  await using tester = await startSandbox()
  const page = await signedIn(tester, ADA)
  const order = { title: 'Review', people: [{ unionId: ADA.unionId }, { guest: 'Zoe', status: 6 }] }
  const made = await page.ask<{ conferenceId: string; people: { attendStatus: number }[] }>(
    'POST',
    `${PATH}/conferences${APP}`,
    { body: order },
  )
  assert.equal(made.status, 200, JSON.stringify(made.body))
  assert.deepEqual(
    made.body.people.map(({ attendStatus }) => attendStatus),
    [3, 6],
  )
  const shown = { conferenceId: made.body.conferenceId, title: 'Review', stepsLeft: 0, refused: [] }
  assert.deepEqual((await page.ask('GET', `${PATH}${APP}`)).body, { conferences: [shown], answers: [] })
  assert.deepEqual((await tester.call('GET', '/sandbox/conferences')).body, { conferences: [shown] })
  assert.deepEqual((await page.ask('GET', `${PATH}?clientId=dingacmeread`)).body, { conferences: [], answers: [] })
  assert.deepEqual((await page.ask('DELETE', `${PATH}/conferences?clientId=dingacmeread`)).body, { ended: 0 })
  assert.deepEqual((await page.ask('DELETE', `${PATH}/conferences${APP}`)).body, { ended: 1 })
  assert.deepEqual((await tester.call('GET', '/sandbox/conferences')).body, { conferences: [] })
})

test('[SB16] an administrator plans answers of an app, which gets them', async () => {
  await using tester = await startSandbox()
  const page = await signedIn(tester, ADA)
  const { operations } = (await page.ask<{ operations: { operation: string }[] }>('GET', `${PATH}/operations`)).body
  assert.ok(operations.some(({ operation }) => operation === 'GetSsoUserInfo'))
  const plan = { operation: 'QueryUserOnGoingConference', times: 2, answer: { kind: 'throttled' } }
  const { id } = (await page.ask<{ id: string }>('POST', `${PATH}/answers${APP}`, { body: plan })).body
  assert.deepEqual((await page.ask('GET', `${PATH}${APP}`)).body['answers'], [{ id, ...plan }])
  const call = () => tester.call('GET', `/v1.0/conference/users/lists?unionId=${ADA.unionId}`)
  assert.equal((await call()).body['code'], 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi')
  assert.deepEqual((await page.ask('GET', `${PATH}${APP}`)).body['answers'], [{ id, ...plan, times: 1 }])
  assert.deepEqual((await page.ask('DELETE', `${PATH}/answers${APP}`)).body, { dropped: 1 })
  assert.equal((await call()).status, 200)
})

test('[SB16] [SB17] a wrong request is refused with the reason, and nothing is made', async () => {
  await using tester = await startSandbox()
  const page = await signedIn(tester, ADA)
  for (const [path, body, reason] of [
    [
      'conferences',
      {
        people: [
          { guest: 'Zoe', status: 6 },
          { unionId: 'nobody', status: 1 },
        ],
      },
      /nobody is not in the organization of the app/,
    ],
    ['conferences', { people: [{ guest: 'Zoe', status: 7 }] }, /people\/0/],
    ['answers', { operation: 'Fly', answer: { kind: 'cut' } }, /there is no operation Fly/],
    ['answers', { operation: 'GetUser', answer: { kind: 'error', code: 'x' } }, /GetUser documents no such error/],
  ] as const) {
    const refused = await page.ask('POST', `${PATH}/${path}${APP}`, { body })
    assert.deepEqual([refused.status, refused.body['code']], [400, 'malformed'])
    assert.match(String(refused.body['message']), reason)
  }
  assert.deepEqual((await page.ask('GET', `${PATH}${APP}`)).body, { conferences: [], answers: [] })
})

test('[SB16] only administrators of the organization of the app act for it', async () => {
  await using tester = await startSandbox()
  const refusal = async (page: Page, query: string) => {
    const { status, body } = await page.ask('DELETE', `${PATH}/conferences${query}`)
    return [status, body['code']]
  }
  assert.deepEqual(await refusal(new Page(tester.url), APP), [401, 'signed-out'])
  assert.deepEqual(await refusal(await signedIn(tester, BRAM), APP), [403, 'not-administrator'])
  const ada = await signedIn(tester, ADA)
  assert.deepEqual(await refusal(ada, '?clientId=dingglobexapp'), [404, 'app-not-found'])
  assert.deepEqual(await refusal(ada, '?clientId=dingglobexapp&corpId=dingglobex'), [403, 'not-administrator'])
  assert.deepEqual(await refusal(ada, '?clientId=nobody'), [404, 'app-not-found'])
  const gus = await signedIn(tester, { corpId: 'dingglobex', userId: GUS.userId, password: GUS.password })
  assert.deepEqual(await refusal(gus, '?clientId=dingglobexapp'), [403, 'not-administrator'])
})

test('[SB16] [SB18] a server that is no sandbox has no such request, and its pages do not say so', async () => {
  await using tester = await startTester()
  await using sandbox = await startSandbox()
  const page = await signedIn(tester, ADA)
  assert.deepEqual((await page.ask('GET', `${PATH}${APP}`)).body, {
    errcode: 404,
    errmsg: '请求的URI地址不存在',
  })
  for (const path of ['/', '/app', '/console/sandbox']) {
    const [usual, marked] = await Promise.all(
      [tester, sandbox].map(async ({ url }) => (await fetch(url + path)).text()),
    )
    assert.ok(!usual?.includes('data-sandbox'), path)
    assert.match(String(marked), /<html data-sandbox /, path)
  }
})

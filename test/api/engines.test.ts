import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ENGINE_SCENARIOS } from '../parity/engine-scenarios.ts'
import { GOLDEN } from '../parity/golden.ts'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'

const CONFERENCES = '/v1.0/conference/videoConferences'
const tester = await startTester()
after(() => tester[Symbol.asyncDispose]())

for (const { operation, method, path, scope = '' } of GOLDEN.filter((golden) => golden.operation in ENGINE_SCENARIOS)) {
  test(`[EG6] ${operation} needs the scope ${scope}, and no other scope is enough`, async () => {
    const as = scope.endsWith('.Read') ? 'dingacmewrite' : 'dingacmeread'
    const { status, body } = await tester.call(method, path, { as, ...(method === 'POST' && { body: {} }) })
    assert.deepEqual(
      [status, body['code'], body['accessdenieddetail']],
      [403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', { requiredScopes: [scope] }],
    )
  })
}

test('[EG1] [EG3] a refused recording changes nothing', async () => {
  const made = await tester.call('POST', CONFERENCES, { body: { userId: ADA.unionId, confTitle: 'Sync' } })
  const at = `${CONFERENCES}/${String(made.body['conferenceId'])}`
  const before = await tester.call('GET', at)
  const start = async (unionId: string) => {
    const { status, body } = await tester.call('POST', `${at}/cloudRecords/start`, { body: { unionId } })
    return [status, body['code'], body['message']]
  }
  assert.deepEqual(await start(BRAM.unionId), [404, 'recordStartPermissionError', 'permissionError:not permitted'])
  assert.deepEqual(await start(ADA.unionId), [
    404,
    'recordStartError',
    'recordStartError:recording engine not configured',
  ])
  assert.deepEqual((await tester.call('GET', at)).body, before.body)
})

test('[EG1] paths with the same beginning reach their own operations', async () => {
  const settings = encodeURIComponent('{}')
  const answers = await Promise.all([
    tester.call('POST', `${CONFERENCES}/enterpriseSetting/record/whiteAccount?requestBody=${settings}`),
    tester.call('POST', `${CONFERENCES}/mcus/invite`, { body: {} }),
    tester.call('GET', `${CONFERENCES}/enterpriseSetting/record/whiteAccount`),
  ])
  assert.deepEqual(
    answers.map(({ body }) => body['message']),
    [
      'error:requestBody is malformed',
      'error:roomCode is missing',
      'Specified api is not found, please check your url and method.',
    ],
  )
})

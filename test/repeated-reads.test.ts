import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import { callApi, makeDataFolder, startServerProcess } from './server-process.ts'
import { ADA, startTester } from './tester.ts'

const CREATE = { userId: ADA.unionId, confTitle: 'Weekly sync', inviteCaller: false }

test('[RD6] [OP5] [OP6] each repetition has its line in the access log and is counted', async () => {
  const folder = await makeDataFolder()
  const server = await startServerProcess(folder)
  const created = await callApi(server.url, 'POST', '/v1.0/conference/videoConferences', CREATE)
  const path = `/v1.0/conference/videoConferences/${String(created['conferenceId'])}/members`
  for (const _time of [1, 2, 3]) await callApi(server.url, 'GET', `${path}?nextToken=`)
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  assert.ok(metrics.includes('rollcall_requests_total{operation="QueryConferenceMembers",code="200"} 3'), metrics)
  await server.end('SIGTERM')
  const lines = server
    .stderr()
    .split('\n')
    .filter((line) => line.includes('"QueryConferenceMembers"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  assert.deepEqual(
    lines.map(({ method, path: asked, status }) => [method, asked, status]),
    [1, 2, 3].map(() => ['GET', path, 200]),
  )
  assert.equal(new Set(lines.map(({ requestid }) => requestid)).size, 3)
  for (const { requestid, ms } of lines) {
    assert.match(String(requestid), /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
    assert.ok(Number(ms) > 0)
  }
  await rm(folder, { recursive: true })
})

test('[RD6] [AT6] a repetition after the token has run out is refused', async () => {
  await using tester = await startTester()
  const created = await tester.call('POST', '/v1.0/conference/videoConferences', { body: CREATE })
  const token = await tester.token()
  const path = `/v1.0/conference/videoConferences/${String(created.body['conferenceId'])}/members`
  for (const _time of [1, 2]) assert.equal((await tester.call('GET', path, { token })).status, 200)
  // Meanwhile nobody else's token opens the same address.
  assert.equal((await tester.call('GET', path, { as: 'dingglobexapp' })).body['code'], 'noPermission')
  tester.advance(7_200_001)
  assert.equal((await tester.call('GET', path, { token })).body['code'], 'InvalidAuthentication')
})

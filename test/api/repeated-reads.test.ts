import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { test } from 'node:test'
import { callApi, eventually, makeDataFolder, post, startServerProcess } from '../worlds/server-process.ts'
import { ADA, startTester } from '../worlds/tester.ts'

const CREATE = { userId: ADA.unionId, confTitle: 'Weekly sync', inviteCaller: false }

test('[RD6] [OP5] [OP6] each repeated read has a line in the access log and is counted', async () => {
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

test('[RD6] [AT6] a repeated read is refused after its token expires', async () => {
  await using tester = await startTester()
  const created = await tester.call('POST', '/v1.0/conference/videoConferences', { body: CREATE })
  const token = await tester.token()
  const path = `/v1.0/conference/videoConferences/${String(created.body['conferenceId'])}/members`
  for (const _time of [1, 2]) assert.equal((await tester.call('GET', path, { token })).status, 200)
  tester.advance(7_200_001)
  assert.equal((await tester.call('GET', path, { token })).body['code'], 'InvalidAuthentication')
})

test('[RD6] [RD4] a read that one organization repeats is refused to another organization, however often it repeats it', async () => {
  await using tester = await startTester()
  const created = await tester.call('POST', '/v1.0/conference/videoConferences', {
    body: { ...CREATE, inviteCaller: true },
  })
  const id = String(created.body['conferenceId'])
  const members = `/v1.0/conference/videoConferences/${id}/members`
  const lists = `/v1.0/conference/users/lists?unionId=${ADA.unionId}`
  for (const _time of [1, 2, 3]) {
    assert.equal((await tester.call('GET', members)).body['totalCount'], 1)
    assert.deepEqual((await tester.call('GET', lists)).body['onGoingConfIdList'], [id])
    assert.equal((await tester.call('GET', members, { as: 'dingglobexapp' })).body['code'], 'noPermission')
    assert.equal((await tester.call('GET', lists, { as: 'dingglobexapp' })).body['code'], 'param.error')
    assert.equal((await tester.call('GET', lists, { as: 'dingacmewrite' })).status, 403)
  }
})

test('[RD6] in a whole server a repeated read does not enter Fastify', async () => {
  await using tester = await startTester()
  const created = await tester.call('POST', '/v1.0/conference/videoConferences', { body: CREATE })
  const members = `/v1.0/conference/videoConferences/${String(created.body['conferenceId'])}/members`
  const lists = `/v1.0/conference/users/lists?unionId=${ADA.unionId}`
  const entered: string[] = []
  const note = (message: unknown) => {
    const { url } = (message as { request: { url: string } }).request
    if (url !== '/v1.0/oauth2/accessToken') entered.push(url)
  }
  subscribe('tracing:fastify.request.handler:start', note)
  for (const path of [members, lists, members, lists, members, lists]) await tester.call('GET', path)
  unsubscribe('tracing:fastify.request.handler:start', note)
  assert.deepEqual(entered, [members, lists])
})

test('[RD6] [OP4] a repeated read that arrives while the server stops is refused like any other request', async () => {
  const folder = await makeDataFolder()
  await using server = await startServerProcess(folder)
  const created = await callApi(server.url, 'POST', '/v1.0/conference/videoConferences', CREATE)
  const keys = { appKey: 'dingacmeapp', appSecret: 'acme-secret' }
  const { accessToken } = await post(`${server.url}/v1.0/oauth2/accessToken`, keys)
  const path = `/v1.0/conference/videoConferences/${String(created['conferenceId'])}/members`
  const request = `GET ${path} HTTP/1.1\r\nhost: x\r\nx-acs-dingtalk-access-token: ${String(accessToken)}\r\n\r\n`
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  let answers = ''
  socket.on('data', (bytes) => (answers += bytes.toString()))
  const count = (status: number) => answers.split(`HTTP/1.1 ${status} `).length - 1
  socket.write(request + request + request.slice(0, 60))
  await eventually(
    async () => count(200),
    (ok) => ok === 2,
    5_000,
  )
  const ended = server.end('SIGTERM')
  await eventually(
    () => isReachable(server.url),
    (reachable) => !reachable,
    5_000,
  )
  socket.write(request.slice(60))
  assert.equal(await ended, 0)
  assert.deepEqual([count(200), count(503)], [2, 1], answers)
  socket.destroy()
  await rm(folder, { recursive: true })
})

async function isReachable(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  )
}

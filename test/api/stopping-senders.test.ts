import assert from 'node:assert/strict'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { test, type TestContext } from 'node:test'
import { startReceiver } from '../../src/subscription/receiver.fixture.ts'
import { Page } from '../web/page.ts'
import {
  callApi,
  eventually,
  makeDataFolder,
  startServerProcess,
  type ServerProcess,
} from '../worlds/server-process.ts'
import { ADA } from '../worlds/tester.ts'

const ALLOWED = { ROLLCALL_EVENTS_PRIVATE_NETWORKS: 'allow' }
/** What a stop adds to the time that it gives to attempts, also on a busy machine. */
const STOP_MS = 5_000

/** A server whose app gets events at a receiver that answers nothing by itself. The first attempt of an event is on its way. */
async function sendingServer(t: TestContext) {
  const dataFolder = await makeDataFolder()
  t.after(() => rm(dataFolder, { recursive: true, force: true }))
  const pending: ServerResponse[] = []
  const receiver = await startReceiver((_, response) => pending.push(response))
  t.after(() => receiver[Symbol.asyncDispose]())
  const start = async () => {
    const server = await startServerProcess(dataFolder, ALLOWED)
    t.after(() => server.end('SIGKILL'))
    return server
  }
  const server = await start()
  const ada = new Page(server.url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  const order = { clientId: 'dingacmeapp', way: 'webhook', types: ['meeting_status_change'], url: receiver.url }
  assert.equal((await ada.ask('POST', '/api/subscriptions', { body: order })).status, 200)
  await callApi(server.url, 'POST', '/v1.0/conference/videoConferences', {
    userId: ADA.unionId,
    confTitle: 'Weekly sync',
    inviteUserIds: [],
  })
  const arrivals = async (count: number) => {
    await eventually(
      async () => pending.length,
      (length) => length >= count,
      20_000,
    )
    return receiver.received.map(({ headers }) => headers['webhook-id'])
  }
  const [id] = await arrivals(1)
  assert.ok(id !== undefined, 'the first attempt came')
  return { server, start, pending, arrivals, id }
}

/** How long the server takes to stop, in ms. */
async function stop(server: ServerProcess): Promise<number> {
  const begun = performance.now()
  assert.equal(await server.end('SIGTERM'), 0)
  return performance.now() - begun
}

test('[EP11] a server that stops waits 3 seconds for an attempt under way, aborts it, and makes it again after the start', async (t) => {
  const { server, start, pending, arrivals, id } = await sendingServer(t)
  const begun = performance.now()
  const cut = once(pending[0] as ServerResponse, 'close').then(() => performance.now() - begun)
  const took = await stop(server)
  const waited = await cut
  assert.ok(waited >= 2_900 && waited < 3_000 + STOP_MS, `the attempt was aborted after ${Math.round(waited)} ms`)
  assert.ok(took >= 2_900 && took < 3_000 + STOP_MS, `the stop took ${Math.round(took)} ms`)
  await start()
  assert.deepEqual(await arrivals(2), [id, id])
})

test('[EP11] an attempt that is answered while the server stops is not made again', async (t) => {
  const { server, start, pending, arrivals, id } = await sendingServer(t)
  setTimeout(() => pending[0]?.writeHead(204).end(), 1_000)
  const took = await stop(server)
  assert.ok(took >= 900 && took < 3_000 + STOP_MS, `the stop took ${Math.round(took)} ms`)
  const { url } = await start()
  const body = { userId: ADA.unionId, confTitle: 'Another one', inviteUserIds: [] }
  await callApi(url, 'POST', '/v1.0/conference/videoConferences', body)
  const ids = await arrivals(2)
  assert.equal(ids.length, 2)
  assert.notEqual(ids[1], id)
})

import assert from 'node:assert/strict'
import https from 'node:https'
import { connect } from 'node:net'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { DWClient, EventAck, type DWClientDownStream } from 'dingtalk-stream'
import { Page } from '../web/page.ts'
import { ADA, startTester } from '../worlds/tester.ts'
import { outgoingEventOf, startStreamServer, STREAM_APP, untilConnected } from '../worlds/stream-world.ts'

/** The address of DingTalk is a constant of the client. Here its connections lead to the test's server, without TLS. */
function leadHere(t: TestContext, port: number): readonly string[] {
  const hosts: string[] = []
  class Agent extends https.Agent {
    override createConnection({ host }: { host?: string | null }) {
      hosts.push(String(host))
      return connect(port, '127.0.0.1')
    }
  }
  const { globalAgent } = https
  https.globalAgent = new Agent()
  t.after(() => void (https.globalAgent = globalAgent))
  for (const method of ['info', 'warn'] as const) t.mock.method(console, method, () => {})
  return hosts
}

test("[SM12] DingTalk's client for Node receives events, acknowledges them and says LATER", async (t) => {
  await using server = await startStreamServer({ times: { pingMs: 50, silentMs: 300 } })
  const hosts = leadHere(t, server.port)
  const got: DWClientDownStream[] = []
  const client = new DWClient(STREAM_APP)
  using _ = { [Symbol.dispose]: () => client.disconnect() }
  client.registerAllEventListener((message) => {
    got.push(message)
    return { status: got.length === 2 ? EventAck.LATER : EventAck.SUCCESS }
  })
  await client.connect()
  assert.deepEqual(hosts, ['api.dingtalk.com'])
  await untilConnected(server)
  const outcomes: string[] = []
  for (const number of [1, 2, 2, 3]) outcomes.push(await server.pool.send(STREAM_APP.clientId, outgoingEventOf(number)))
  assert.deepEqual(outcomes, ['done', 'later', 'done', 'done'])
  assert.deepEqual(
    got.map(({ headers }) => headers.eventId),
    ['dingacme-1', 'dingacme-2', 'dingacme-2', 'dingacme-3'],
  )
  const { type, headers, data } = got[0] ?? assert.fail('nothing came')
  assert.equal(type, 'EVENT')
  assert.equal(headers.eventType, 'meeting_member_status_change')
  assert.equal(headers.eventCorpId, 'dingacme')
  assert.equal(headers.eventBornTime, '1780000000001')
  assert.deepEqual(JSON.parse(data), outgoingEventOf(1).data)
  await sleep(1_000)
  assert.ok(server.pool.clientIds.has(STREAM_APP.clientId), 'it answers pings')
})

test("[SM12] DingTalk's client for Node connects again after the server has stopped", async (t) => {
  const first = await startStreamServer()
  leadHere(t, first.port)
  const client = new DWClient(STREAM_APP)
  const topics: string[] = []
  const onSystem = client.onSystem.bind(client)
  client.onSystem = (message) => (topics.push(message.headers.topic), onSystem(message))
  await client.connect()
  await untilConnected(first)
  assert.equal(await first.pool.send(STREAM_APP.clientId, outgoingEventOf(1)), 'done')
  const start = performance.now()
  await first[Symbol.asyncDispose]()
  t.diagnostic(`the stop took ${Math.round(performance.now() - start)} ms`)
  assert.deepEqual(topics, ['disconnect'])
  await using second = await startStreamServer({ port: first.port })
  using _ = { [Symbol.dispose]: () => client.disconnect() }
  await untilConnected(second)
  t.diagnostic(`it was back ${Math.round(performance.now() - start)} ms after the stop began`)
  assert.equal(await second.pool.send(STREAM_APP.clientId, outgoingEventOf(2)), 'done')
})

test("[DL13] [DL4] DingTalk's client for Node gets what happened before it connected, and again what it wants later", async (t) => {
  await using server = await startTester()
  const ada = new Page(server.url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  const types = ['meeting_status_change', 'meeting_member_status_change']
  const order = { clientId: 'dingacmeapp', way: 'stream', types }
  assert.equal((await ada.ask('POST', '/api/subscriptions', { body: order })).status, 200)
  const body = { userId: ADA.unionId, confTitle: 'Weekly sync', inviteUserIds: [ADA.unionId] }
  const { body: made } = await server.call('POST', '/v1.0/conference/videoConferences', { body })
  leadHere(t, Number(new URL(server.url).port))
  const got: DWClientDownStream[] = []
  const client = new DWClient({ clientId: 'dingacmeapp', clientSecret: 'acme-secret' })
  using _ = { [Symbol.dispose]: () => client.disconnect() }
  client.registerAllEventListener((message) => {
    got.push(message)
    return { status: got.length === 1 ? EventAck.LATER : EventAck.SUCCESS }
  })
  await client.connect()
  for (const deadline = Date.now() + 20_000; got.length < 3;) {
    assert.ok(Date.now() < deadline, `${got.length} messages came`)
    await sleep(50)
  }
  const shown = got.map(({ headers, data }) => {
    const { changeScene, openConfModel, openMemberModels } = JSON.parse(data)
    const { conferenceId } = openConfModel ?? openMemberModels[0]
    return [headers.eventType, changeScene, conferenceId === made['conferenceId']]
  })
  const created = ['meeting_status_change', 'conference_created', true]
  assert.deepEqual(shown, [created, created, ['meeting_member_status_change', 'user_invited', true]])
  assert.equal(got[0]?.headers.eventId, got[1]?.headers.eventId)
})

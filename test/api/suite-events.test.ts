import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { STREAM_PATH, type StreamFrame } from '../../contract/dingtalk/stream.ts'
import { openPeer, type StreamPeer } from '../../src/dingtalk/stream/stream-server.fixture.ts'
import { startReceiver } from '../../src/subscription/receiver.fixture.ts'
import { Page } from '../web/page.ts'
import { ADA, GUS, SEED, startTester, type Tester } from '../worlds/tester.ts'

const [acme, globex] = SEED.organizations
const [operator, ...others] = acme.users
const [suite] = SEED.suites
const BOTH = ['dingacme', 'dingglobex']
/** Ada is an operator, and an administrator of Acme. Gus is one of Globex. Both organizations authorized the suite. */
const seed = {
  organizations: [
    { ...acme, users: [{ ...operator, operator: true }, ...others] },
    { ...globex, users: [{ ...globex.users[0], admin: true }] },
  ],
  suites: [
    {
      ...suite,
      authorizedCorpIds: BOTH,
      scopes: ['VideoConference.Conference.Read', 'VideoConference.Conference.Write'],
    },
  ],
}
const TYPES = ['meeting_status_change', 'meeting_status_change_target_push']

async function startSuiteWorld() {
  const server = await startTester({ seed, env: { ROLLCALL_EVENTS_PRIVATE_NETWORKS: 'allow' } })
  const [ada, gus] = [new Page(server.url), new Page(server.url)]
  await ada.signIn(ADA)
  await gus.signIn({ corpId: 'dingglobex', userId: 'gus', password: GUS.password })
  return { server, ada, gus, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

function subscribe(page: Page, order: object) {
  return page.ask('POST', '/api/subscriptions', { body: { clientId: 'suiteacme', types: TYPES, ...order } })
}

async function openStream(server: Tester): Promise<StreamPeer> {
  const body = { clientId: 'suiteacme', clientSecret: 'suite-secret' }
  const { body: opened } = await server.call('POST', '/v1.0/gateway/connections/open', { body })
  return openPeer(`${server.url.replace('http', 'ws')}${STREAM_PATH}?ticket=${opened['ticket']}`)
}

/** Takes events until there are `count`. */
async function takeEvents(peer: StreamPeer, count: number): Promise<readonly StreamFrame['headers'][]> {
  const taken: StreamFrame['headers'][] = []
  while (taken.length < count) {
    const frame = await peer.next()
    peer.answer(frame, 200, frame.type === 'EVENT' ? { status: 'SUCCESS' } : JSON.parse(frame.data))
    if (frame.type === 'EVENT') taken.push(frame.headers)
  }
  return taken
}

function meet(server: Tester, as: 'dingacmeapp' | 'dingglobexapp', token?: string) {
  const { unionId } = as === 'dingacmeapp' ? ADA : GUS
  const body = { userId: unionId, confTitle: 'Weekly sync', inviteUserIds: [] }
  return server.call('POST', '/v1.0/conference/videoConferences', { body, as, ...(token !== undefined && { token }) })
}

test('[DL22] one connection of a third-party app gets the events of each organization that authorized it', async () => {
  await using world = await startSuiteWorld()
  const { server, ada, gus } = world
  for (const page of [ada, gus]) assert.equal((await subscribe(page, { way: 'stream' })).status, 200)
  const peer = await openStream(server)
  await meet(server, 'dingacmeapp')
  const [ofAcme] = await takeEvents(peer, 1)
  await meet(server, 'dingglobexapp')
  const [ofGlobex] = await takeEvents(peer, 1)
  assert.deepEqual([ofAcme?.eventCorpId, ofGlobex?.eventCorpId], BOTH)
  assert.deepEqual(
    [ofAcme, ofGlobex].map((headers) => headers?.eventUnifiedAppId),
    ['suiteacme', 'suiteacme'],
  )
  // A conference that the app itself creates comes in both forms.
  const proof = { suiteKey: 'suiteacme', suiteSecret: 'suite-secret', suiteTicket: 'suite-ticket' }
  const ofSuite = { ...proof, authCorpId: 'dingglobex' }
  const { body } = await server.call('POST', '/v1.0/oauth2/corpAccessToken', { body: ofSuite })
  await meet(server, 'dingglobexapp', String(body['accessToken']))
  const created = await takeEvents(peer, 2)
  assert.deepEqual(
    created.map(({ eventType, eventCorpId }) => [eventType, eventCorpId]),
    TYPES.map((type) => [type, 'dingglobex']),
  )
  peer.socket.close()
})

test('[DL22] nothing of an organization is sent once it has withdrawn its authorization, and all of it afterwards', async () => {
  await using world = await startSuiteWorld()
  const { server, ada, gus } = world
  await using receiver = await startReceiver((_, response) => response.writeHead(204).end())
  for (const page of [ada, gus])
    assert.equal((await subscribe(page, { way: 'webhook', url: receiver.url })).status, 200)
  const corpIds = () => receiver.received.map(({ body }) => (JSON.parse(body) as { corpId: string }).corpId)
  const until = async (count: number) => {
    for (const deadline = Date.now() + 20_000; corpIds().length < count; await sleep(20))
      assert.ok(Date.now() < deadline, `${corpIds()}`)
  }
  const authorize = async (authorizedCorpIds: readonly string[]) => {
    const changed = await ada.ask('PATCH', '/api/suites/suiteacme', { body: { authorizedCorpIds } })
    assert.equal(changed.status, 200)
  }
  await meet(server, 'dingacmeapp')
  await meet(server, 'dingglobexapp')
  await until(2)
  await authorize(['dingacme'])
  await sleep(5_000) // until it is claimed anew
  await meet(server, 'dingglobexapp')
  await meet(server, 'dingacmeapp')
  await until(3)
  await sleep(1_000)
  assert.deepEqual(corpIds().slice(2), ['dingacme'])
  await authorize(BOTH)
  await until(4)
  assert.deepEqual(corpIds().slice(2), BOTH)
})

test('[DL22] an organization that did not authorize a third-party app cannot subscribe it', async () => {
  await using world = await startSuiteWorld()
  const { ada, gus } = world
  const changed = await ada.ask('PATCH', '/api/suites/suiteacme', { body: { authorizedCorpIds: ['dingacme'] } })
  assert.equal(changed.status, 200)
  const refused = await subscribe(gus, { way: 'stream' })
  assert.deepEqual([refused.status, refused.body['code']], [404, 'app-not-found'])
  const directory = await subscribe(ada, { way: 'stream', types: ['directory_change'] })
  assert.deepEqual([directory.status, directory.body['code']], [409, 'scope-missing'])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import type {
  AttemptAnswer,
  DeliveryAnswer,
  ListedSubscription,
  SubscriptionSecrets,
} from '../../contract/web/subscription-types.ts'
import { decrypt, encrypt, sign } from '../../src/subscription/callback-crypto.ts'
import { startReceiver } from '../../src/subscription/receiver.fixture.ts'
import { ADA, BRAM, GUS, SEED, startTester, type Tester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const ENV = { ROLLCALL_EVENTS_PRIVATE_NETWORKS: 'allow' }
const PATH = '/api/subscriptions'
type Made = { subscription: { id: string }; secrets: SubscriptionSecrets }

async function signedIn({ url }: Tester, who: 'ada' | 'bram' = 'ada'): Promise<Page> {
  const page = new Page(url)
  await page.signIn({ userId: who, password: (who === 'ada' ? ADA : BRAM).password })
  return page
}

/** Creates a conference, and ends it. */
async function meet(server: Tester): Promise<string> {
  const body = { userId: ADA.unionId, confTitle: 'Weekly sync', inviteUserIds: [] }
  const { body: made } = await server.call('POST', '/v1.0/conference/videoConferences', { body })
  const id = String(made['conferenceId'])
  await server.call('DELETE', `/v1.0/conference/videoConferences/${id}?unionId=${ADA.unionId}`)
  return id
}

async function until<T>(look: () => T | Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 15_000; ;) {
    const value = await look()
    if (isDone(value)) return value
    assert.ok(Date.now() < deadline, `in time: ${JSON.stringify(value)}`)
    await sleep(50)
  }
}

test('[DL16] [DL6] a webhook that an administrator adds gets signed events, also those of while it was down', async () => {
  await using server = await startTester({ env: ENV })
  let isUp = true
  await using receiver = await startReceiver((_, response) => response.writeHead(isUp ? 204 : 500).end())
  const ada = await signedIn(server)
  const types = ['meeting_status_change', 'meeting_status_change_target_push']
  const order = { clientId: 'dingacmeapp', way: 'webhook', types, url: receiver.url }
  const { body: made } = await ada.ask<Made>('POST', PATH, { body: order })
  const verified = () =>
    receiver.received.map(({ body, headers }) => {
      const event = new Webhook(made.secrets.secret ?? '').verify(body, headers) as { type: string; data: object }
      return { id: headers['webhook-id'], ...event }
    })
  const first = await meet(server)
  await until(verified, (events) => events.length >= 4)
  const shown = verified().map(({ type, data }) => {
    const { openConfModel: model, changeScene } = data as {
      openConfModel: { conferenceId: string; bizType: unknown }
      changeScene: string
    }
    return [type.endsWith('push') ? 'directed' : 'plain', changeScene, model.conferenceId === first, model.bizType]
  })
  assert.deepEqual(shown, [
    ['plain', 'conference_created', true, '0'],
    ['directed', 'conference_created', true, 0],
    ['plain', 'conference_closed', true, '0'],
    ['directed', 'conference_closed', true, 0],
  ])
  assert.equal(new Set(verified().map(({ id }) => id)).size, 4)
  isUp = false
  await meet(server)
  const list = async () => (await ada.ask<{ subscriptions: ListedSubscription[] }>('GET', PATH)).body.subscriptions
  await until(list, ([one]) => (one?.waiting ?? 0) === 4)
  isUp = true
  await until(list, ([one]) => one?.waiting === 0 && one.behind === 0)
  const delivered = new Set(verified().map(({ id }) => id))
  assert.equal(delivered.size, 8)
  const { body: sent } = await ada.ask<{ deliveries: DeliveryAnswer[] }>(
    'GET',
    `${PATH}/${made.subscription.id}/deliveries`,
  )
  assert.deepEqual(
    sent.deliveries.map(({ state }) => state),
    Array(8).fill('delivered'),
  )
  assert.deepEqual(new Set(sent.deliveries.map(({ eventId }) => eventId)), delivered)
  assert.equal(JSON.stringify(await list()).includes(made.secrets.secret ?? '!'), false, 'the secret is shown once')
})

test('[DL17] a callback goes on once its address is confirmed, and then gets encrypted events', async () => {
  await using server = await startTester({ env: ENV })
  const keys = { token: '', aesKey: '', ownerKey: 'dingacmeapp' }
  let isSilent = true
  const events: Record<string, unknown>[] = []
  await using receiver = await startReceiver(({ body }, response) => {
    if (isSilent) return response.end('{}')
    events.push(JSON.parse(decrypt(JSON.parse(body).encrypt, keys) ?? '{}'))
    const signed = { timestamp: '1780000000000', nonce: 'abcdefgh', encrypt: encrypt('success', keys) }
    const { timestamp: timeStamp, nonce, encrypt: encrypted } = signed
    return response.end(
      JSON.stringify({ msg_signature: sign({ ...signed, token: keys.token }), timeStamp, nonce, encrypt: encrypted }),
    )
  })
  const ada = await signedIn(server)
  const order = { clientId: 'dingacmeapp', way: 'callback', types: ['meeting_status_change'], url: receiver.url }
  const { body: made } = await ada.ask<Made>('POST', PATH, { body: order })
  Object.assign(keys, made.secrets)
  const path = `${PATH}/${made.subscription.id}`
  const goOn = () => ada.ask('PATCH', path, { body: { paused: false } })
  const refused = await goOn()
  assert.deepEqual([refused.status, refused.body['code']], [409, 'endpoint-silent'])
  isSilent = false
  assert.equal((await goOn()).status, 200)
  const id = await meet(server)
  await until(
    () => events,
    ({ length }) => length >= 3,
  )
  assert.deepEqual(
    events.map(({ EventType, CorpId, changeScene }) => [EventType, CorpId, changeScene]),
    [
      ['check_url', undefined, undefined],
      ['meeting_status_change', 'dingacme', 'conference_created'],
      ['meeting_status_change', 'dingacme', 'conference_closed'],
    ],
  )
  assert.deepEqual((events[1]?.['openConfModel'] as { conferenceId?: string } | undefined)?.conferenceId, id)
})

test('[DL18] [DL23] a new secret signs beside the previous one, and a test event says what came of it', async () => {
  await using server = await startTester({ env: ENV })
  await using receiver = await startReceiver((_, response) => response.writeHead(201).end('thanks'))
  const ada = await signedIn(server)
  const order = { clientId: 'dingacmeapp', way: 'webhook', types: ['booking_change'], url: receiver.url }
  const { body: made } = await ada.ask<Made>('POST', PATH, { body: order })
  const path = `${PATH}/${made.subscription.id}`
  const { body: renewed } = await ada.ask<Made>('POST', `${path}/secret`, { body: {} })
  const { body: tested } = await ada.ask<{ attempt: AttemptAnswer }>('POST', `${path}/test`)
  const { at: _, ms: __, ...attempt } = tested.attempt
  assert.deepEqual(attempt, { status: 201, answerHidden: true }, 'the receiver is in a private network')
  const { body, headers } = receiver.received.at(-1) ?? assert.fail('nothing arrived')
  for (const { secret = '' } of [made.secrets, renewed.secrets]) new Webhook(secret).verify(body, headers)
  await ada.ask('POST', `${path}/secret`, { body: { overlapHours: 0 } })
  await ada.ask('POST', `${path}/test`)
  const last = receiver.received.at(-1) ?? assert.fail('nothing arrived')
  assert.throws(() => new Webhook(renewed.secrets.secret ?? '').verify(last.body, last.headers))
})

test('[DL18] [DL19] only administrators subscribe the apps of their organization, and nonsense is refused', async () => {
  await using server = await startTester({ env: ENV })
  const [ada, bram] = [await signedIn(server), await signedIn(server, 'bram')]
  const good = { clientId: 'dingacmeapp', way: 'stream', types: ['booking_change'] }
  const { body: made } = await ada.ask<Made>('POST', PATH, { body: good })
  const hook = { ...good, way: 'webhook', url: 'https://app.example/' }
  for (const [page, method, path, body, expected] of [
    [bram, 'GET', '', undefined, [403, 'not-administrator']],
    [bram, 'POST', '', good, [403, 'not-administrator']],
    [bram, 'DELETE', `/${made.subscription.id}`, undefined, [403, 'not-administrator']],
    [ada, 'POST', '', good, [409, 'too-many-subscriptions']],
    [ada, 'POST', '', { ...good, clientId: 'dingglobexapp' }, [404, 'app-not-found']],
    [ada, 'POST', '', { ...hook, url: 'ftp://app.example/' }, [400, 'endpoint-wrong']],
    [ada, 'POST', '', { ...hook, url: 'https://me:pass@app.example/' }, [400, 'endpoint-wrong']],
    [ada, 'POST', '', { ...good, way: 'webhook' }, [400, 'endpoint-wrong']],
    [bram, 'GET', `/${made.subscription.id}/deliveries`, undefined, [403, 'not-administrator']],
    [bram, 'POST', `/${made.subscription.id}/resend`, {}, [403, 'not-administrator']],
    [bram, 'POST', `/${made.subscription.id}/test`, undefined, [403, 'not-administrator']],
    [bram, 'POST', `/${made.subscription.id}/secret`, {}, [403, 'not-administrator']],
    [bram, 'PATCH', `/${made.subscription.id}`, { paused: true }, [403, 'not-administrator']],
    [ada, 'POST', '', { ...hook, url: 'http://8.8.8.8/' }, [400, 'endpoint-refused']],
    [ada, 'POST', '', { ...hook, types: ['everything'] }, [400, 'malformed']],
    [ada, 'POST', '', { ...hook, types: [] }, [400, 'malformed']],
    [ada, 'PATCH', `/${made.subscription.id}`, { url: 'https://app.example/' }, [400, 'endpoint-absent']],
    [ada, 'POST', `/${made.subscription.id}/secret`, {}, [400, 'endpoint-absent']],
    [ada, 'POST', '/nothing/test', undefined, [404, 'subscription-not-found']],
    [ada, 'GET', `/${made.subscription.id}/deliveries?cursor=x`, undefined, [400, 'malformed']],
  ] as const) {
    const answer = await page.ask(method, `${PATH}${path}`, { body })
    assert.deepEqual([answer.status, answer.body['code']], expected, `${method} ${path} ${JSON.stringify(body)}`)
  }
  const asked = await Promise.all(Array.from({ length: 12 }, () => ada.ask('POST', PATH, { body: hook })))
  assert.equal(asked.filter(({ status }) => status === 200).length, 9, 'also if they come at the same time')
  const reading = { ...hook, clientId: 'dingacmeread', types: ['directory_change'] }
  assert.equal((await ada.ask('POST', PATH, { body: reading })).body['code'], 'scope-missing')
  assert.equal((await ada.ask('DELETE', `${PATH}/${made.subscription.id}`)).status, 200)
  const { body: audit } = await ada.ask<{ entries: { action: string }[] }>('GET', '/api/audit?limit=20')
  assert.deepEqual(audit.entries.map(({ action }) => action).slice(0, 2), [
    'subscription-removed',
    'subscription-added',
  ])
})

test('[DL20] a subscription begins with the next event, or with a moment of the past', async () => {
  await using server = await startTester({ env: ENV })
  await using receiver = await startReceiver((_, response) => response.writeHead(204).end())
  const ada = await signedIn(server)
  const before = Date.now() - 60_000
  await meet(server)
  const order = { clientId: 'dingacmeapp', way: 'webhook', types: ['meeting_status_change'] }
  const add = (path: string, from?: number) =>
    ada.ask('POST', PATH, { body: { ...order, url: `${receiver.url}${path}`, ...(from !== undefined && { from }) } })
  assert.deepEqual([(await add('/next')).status, (await add('/past', before)).status], [200, 200])
  await meet(server)
  const countOf = (path: string) => receiver.received.filter(({ url }) => url.pathname === path).length
  await until(
    () => countOf('/past'),
    (count) => count === 4,
  )
  await until(
    () => countOf('/next'),
    (count) => count === 2,
  )
})

test('[DL16] [DL19] operators do what administrators do, those of another organization nothing, and all of it is audited', async () => {
  const [acme, globex] = SEED.organizations
  const users = [acme.users[0], { ...acme.users[1], operator: true }]
  const seed = {
    organizations: [
      { ...acme, users },
      { ...globex, users: [{ ...globex.users[0], admin: true }] },
    ],
  }
  await using server = await startTester({ env: ENV, seed })
  await using receiver = await startReceiver((_, response) => response.writeHead(204).end())
  const [ada, bram, gus] = [await signedIn(server), await signedIn(server, 'bram'), new Page(server.url)]
  await gus.signIn({ corpId: 'dingglobex', userId: GUS.userId, password: GUS.password })
  const order = { clientId: 'dingglobexapp', way: 'webhook', types: ['booking_change'], url: receiver.url }
  const { body: made } = await bram.ask<Made>('POST', `${PATH}?corpId=dingglobex`, { body: order })
  const path = `${PATH}/${made.subscription.id}`
  const acts = [
    ['PATCH', path, { paused: true }],
    ['POST', `${path}/test`, undefined],
    ['POST', `${path}/resend`, {}],
    ['POST', `${path}/secret`, {}],
    ['GET', `${path}/deliveries`, undefined],
    ['DELETE', path, undefined],
  ] as const
  for (const [method, asked, body] of acts) {
    assert.equal((await ada.ask(method, asked, { body })).body['code'], 'subscription-not-found')
    assert.equal((await ada.ask(method, `${asked}?corpId=dingglobex`, { body })).body['code'], 'not-administrator')
    assert.equal((await bram.ask(method, `${asked}?corpId=dingglobex`, { body })).status, 200, `${method} ${asked}`)
  }
  const { body: log } = await gus.ask<{ entries: { action: string; details: object }[] }>('GET', '/api/audit?limit=20')
  assert.deepEqual(log.entries.map(({ action }) => action).slice(0, 5), [
    'subscription-removed',
    'subscription-secret-renewed',
    'subscription-tested',
    'subscription-changed',
    'subscription-added',
  ])
  assert.deepEqual(log.entries[3]?.details, {
    way: 'webhook',
    types: ['booking_change'],
    url: receiver.url,
    paused: true,
  })
})

test('[DL24] [DL12] the list says what last arrived and failed, and what keeps events from being sent', async () => {
  await using server = await startTester({ env: ENV })
  let status = 204
  await using receiver = await startReceiver((_, response) => response.writeHead(status).end())
  const ada = await signedIn(server)
  const types = ['meeting_status_change', 'directory_change']
  const order = { clientId: 'dingacmeapp', way: 'webhook', types, url: receiver.url }
  await ada.ask('POST', PATH, { body: order })
  const list = async () => (await ada.ask<{ subscriptions: ListedSubscription[] }>('GET', PATH)).body.subscriptions[0]
  const before = await list()
  assert.deepEqual([before?.appName, before?.appRevoked, before?.withheld], ['Everything', false, []])
  assert.deepEqual([before?.lastSuccess, before?.lastFailure], [undefined, undefined])
  await meet(server)
  const arrived = await until(list, (one) => one?.behind === 0 && one.lastSuccess !== undefined)
  assert.equal(arrived?.lastFailure, undefined)
  status = 503
  await meet(server)
  const failed = await until(list, (one) => one?.lastFailure !== undefined)
  const { at = 0, ...why } = failed?.lastFailure ?? {}
  assert.deepEqual(why, { failure: 'wrong-status', status: 503 })
  assert.ok(at >= (failed?.lastSuccess ?? Infinity))
  const scopes = ['VideoConference.Conference.Read']
  await ada.ask('PATCH', '/api/apps/dingacmeapp', { body: { name: 'Everything', scopes } })
  assert.deepEqual((await list())?.withheld, ['directory_change'])
  await ada.ask('DELETE', '/api/apps/dingacmeapp')
  const after = await list()
  assert.deepEqual([after?.appRevoked, after?.appName, after?.withheld], [true, 'dingacmeapp', types])
  const sent = receiver.received.length
  const { status: refused, body } = await ada.ask<{ code: string }>('POST', `${PATH}/${after?.id}/test`)
  assert.deepEqual([refused, body.code, receiver.received.length], [404, 'app-not-found', sent])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DeliveryAnswer, ListedSubscription } from '../../contract/web/subscription-types.ts'
import { startReceiver } from '../../src/subscription/receiver.fixture.ts'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const ENV = { ROLLCALL_EVENTS_PRIVATE_NETWORKS: 'allow' }
const PATH = '/api/subscriptions'
type Made = { subscription: { id: string } }

async function signedIn({ url }: Tester): Promise<Page> {
  const page = new Page(url)
  await page.signIn({ userId: 'ada', password: ADA.password })
  return page
}

/** Creates a conference, and ends it. */
async function meet(server: Tester): Promise<void> {
  const body = { userId: ADA.unionId, confTitle: 'Weekly sync', inviteUserIds: [] }
  const { body: made } = await server.call('POST', '/v1.0/conference/videoConferences', { body })
  const id = String(made['conferenceId'])
  await server.call('DELETE', `/v1.0/conference/videoConferences/${id}?unionId=${ADA.unionId}`)
}

async function until<T>(look: () => T | Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 15_000; ;) {
    const value = await look()
    if (isDone(value)) return value
    assert.ok(Date.now() < deadline, `in time: ${JSON.stringify(value)}`)
    await sleep(50)
  }
}

test('[CO12] [DL25] [DL26] [DL24] [DL19] once a receiver is mended, what waits is sent by a resend, by a test event and after a pause', async () => {
  await using server = await startTester({ env: ENV })
  let isUp = false
  await using receiver = await startReceiver((_, response) => response.writeHead(isUp ? 204 : 500).end())
  const ada = await signedIn(server)
  const order = { clientId: 'dingacmeapp', way: 'webhook', types: ['meeting_status_change'], url: receiver.url }
  const { body: made } = await ada.ask<Made>('POST', PATH, { body: order })
  const path = `${PATH}/${made.subscription.id}`
  const list = async () => (await ada.ask<{ subscriptions: ListedSubscription[] }>('GET', PATH)).body.subscriptions[0]
  const read = async (state: string) =>
    (await ada.ask<{ deliveries: DeliveryAnswer[] }>('GET', `${path}/deliveries?state=${state}`)).body.deliveries
  /** Has two events of a meeting, of which the first one failed twice: the next attempt is at least 8 s later. */
  const fail = async () => {
    isUp = false
    await meet(server)
    const failed = (times: number) => (all: DeliveryAnswer[]) => all.length === 2 && all[1]?.attempts === times
    await until(() => read('waiting'), failed(1))
    server.advance(6_000)
    return until(() => read('waiting'), failed(2))
  }
  for (const mend of [
    async () => {
      const { body } = await ada.ask<{ count: number }>('POST', `${path}/resend`, { body: {} })
      assert.equal(body.count, 2)
    },
    () => ada.ask('POST', `${path}/test`),
    async () => {
      await ada.ask('PATCH', path, { body: { paused: true } })
      await ada.ask('PATCH', path, { body: { paused: false } })
    },
  ]) {
    const [second, first] = await fail()
    assert.deepEqual([first?.waitsFor, second?.waitsFor, second?.attempts], [undefined, first?.id, 0])
    isUp = true
    await mend()
    const sent = await until(list, (one) => one?.waiting === 0)
    assert.equal(sent?.dead, 0)
    const arrived = (await read('delivered')).find(({ id }) => id === first?.id)
    assert.ok((arrived?.last?.at ?? Infinity) < (first?.nextAt ?? 0), 'it does not wait for its next attempt')
  }
  const { body: none } = await ada.ask<{ count: number }>('POST', `${path}/resend`, { body: {} })
  assert.equal(none.count, 0)
  const { body: audit } = await ada.ask<{ entries: { action: string; target: object }[] }>('GET', '/api/audit?limit=50')
  const resent = audit.entries.filter(({ action }) => action === 'deliveries-resent')
  assert.deepEqual(
    resent.map(({ target }) => target),
    [{ kind: 'app', id: 'dingacmeapp', name: 'Everything' }],
  )
})

test('[DL24] a test event that arrives counts as the latest success', async () => {
  await using server = await startTester({ env: ENV })
  await using receiver = await startReceiver((_, response) => response.writeHead(204).end())
  const ada = await signedIn(server)
  const order = { clientId: 'dingacmeapp', way: 'webhook', types: ['meeting_status_change'], url: receiver.url }
  const { body: made } = await ada.ask<Made>('POST', PATH, { body: order })
  await ada.ask('POST', `${PATH}/${made.subscription.id}/test`)
  const { body } = await ada.ask<{ subscriptions: ListedSubscription[] }>('GET', PATH)
  assert.notEqual(body.subscriptions[0]?.lastSuccess, undefined)
})

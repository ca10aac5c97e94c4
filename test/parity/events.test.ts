import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { ListedSubscription } from '../../contract/web/subscription-types.ts'
import { SUBSCRIBED_TYPES } from '../../contract/event/event-terms.ts'
import { startReceiver } from '../../src/subscription/receiver.fixture.ts'
import { Page } from '../web/page.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA, CLEO } from '../worlds/tester.ts'
import { compare } from './compare.ts'
import { GOLDEN_EVENTS, isNeverSent, SKIPPED_EVENTS } from './golden-events.ts'
import { createWorld } from './world.ts'

type Sent = Readonly<{ type: string; data: Readonly<{ changeScene: string }> }>

const world = await createWorld()
after(() => world[Symbol.asyncDispose]())
const sent = Map.groupBy(await sendAll(), ({ type }) => type)

/** What the server sends of everything that happened in the world, and of a booked conference, a removal and an end. */
async function sendAll(): Promise<readonly Sent[]> {
  const { tester, running } = world
  const path = `/v1.0/conference/videoConferences/${running}`
  await world.hold(await world.book())
  await tester.call('POST', `${path}/members/kick`, { body: { userList: [{ unionId: CLEO.unionId }] } })
  await tester.call('DELETE', `${path}?unionId=${ADA.unionId}`)
  await using receiver = await startReceiver((_, response) => response.writeHead(204).end())
  const ada = new Page(tester.url)
  await ada.signIn(ADA)
  const types = SUBSCRIBED_TYPES.filter((type) => type.startsWith('meeting_'))
  const order = { clientId: 'dingacmeapp', way: 'webhook', types, url: receiver.url, from: 1 }
  assert.equal((await ada.ask('POST', '/api/subscriptions', { body: order })).status, 200)
  const list = async () => (await ada.ask<{ subscriptions: ListedSubscription[] }>('GET', '/api/subscriptions')).body
  const isDrained = ({ subscriptions: all }: { subscriptions: ListedSubscription[] }) =>
    all.every(({ behind, waiting }) => behind + waiting === 0)
  assert.ok(isDrained(await eventually(list, isDrained, 20_000)))
  return receiver.received.map(({ body }) => JSON.parse(body) as Sent)
}

for (const golden of GOLDEN_EVENTS) {
  const { event, scenes, fields } = golden
  test(`[PA9] ${event} is sent as its table says, except for the skipped entries`, () => {
    const all = sent.get(event) ?? []
    assert.equal(all.length === 0, isNeverSent(golden))
    if (isNeverSent(golden)) return
    const seen = new Set<string>()
    for (const { data } of all) {
      const compared = compare(fields, data)
      assert.deepEqual(compared.mismatches, [], JSON.stringify(data))
      for (const path of compared.seen) seen.add(path)
    }
    assert.deepEqual(new Set(all.map(({ data }) => data.changeScene)), new Set(scenes))
    const skipped = SKIPPED_EVENTS.filter((skip) => skip.event === event).map(({ path }) => path)
    assert.deepEqual(
      skipped.toSorted(),
      fields
        .map(({ path }) => path)
        .filter((path) => !seen.has(path))
        .toSorted(),
    )
  })
}

test('[PA9] every skip names an event of the contract and a reason', () => {
  for (const { event, reason } of SKIPPED_EVENTS) {
    assert.ok(
      GOLDEN_EVENTS.some((golden) => golden.event === event),
      event,
    )
    assert.ok(reason.length > 10, event)
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { booked, openWorld, shown, ACME } from './runners.fixture.ts'
import { FailedCallbacks } from './failed-callbacks.ts'

const CALLBACK = { way: 'callback', url: 'https://app.example/', token: 't', aesKey: 'k' } as const
const APP = { organizationId: ACME, clientId: 'app', scopes: new Set(['VideoConference.Conference.Read']) }

/** A world in which each attempt fails, and a callback has given up `count` events. */
async function openFailed(count: number) {
  const world = await openWorld(() => 'fail')
  const subscription = await world.subscribe({ route: CALLBACK })
  for (let n = 1; n <= count; n += 1) await world.publish(booked(`b${n}`))
  while ((await world.store.subscriptions.countDead(subscription.id)) < count) {
    await world.run(subscription)
    world.clock.forward(40_000)
  }
  const { subscriptions: store, outbox } = world.store
  return { world, subscription, callbacks: new FailedCallbacks({ store, outbox }) }
}

/** The bookings of what was taken. */
function titles(taken: Awaited<ReturnType<FailedCallbacks['take']>>): readonly string[] {
  return taken === 'missing-scope' ? [] : shown(taken.events.map((event) => ({ event })))
}

test('[DL21] an app takes what its callback gave up, once, the oldest first', async () => {
  const { world, subscription, callbacks } = await openFailed(3)
  await using _ = world
  assert.deepEqual(titles(await callbacks.take({ ...APP, clientId: 'other' })), [])
  const taken = await callbacks.take(APP)
  assert.deepEqual(titles(taken), ['b11', 'b21', 'b31'])
  assert.ok(taken !== 'missing-scope' && !taken.hasMore)
  assert.equal(taken.events[0]?.eventId, world.sent[0]?.event.eventId)
  assert.deepEqual(await callbacks.take(APP), { events: [], hasMore: false })
  assert.equal(await world.store.subscriptions.countDead(subscription.id), 0)
})

test('[DL21] 200 events are taken at once, and what a webhook gave up is not taken', async () => {
  const { world, callbacks } = await openFailed(201)
  await using _ = world
  const webhook = await world.subscribe({ clientId: 'app' })
  await world.run(webhook)
  for (let day = 0; day < 20; day += 1) {
    world.clock.forward(24 * 3_600_000)
    await world.run(webhook)
  }
  const dead = await world.store.subscriptions.countDead(webhook.id)
  assert.ok(dead > 0)
  const taken = await callbacks.take(APP)
  assert.ok(taken !== 'missing-scope' && taken.hasMore)
  assert.equal(taken.events.length, 200)
  assert.equal(await world.store.subscriptions.countDead(webhook.id), dead)
  const rest = await callbacks.take(APP)
  assert.ok(rest !== 'missing-scope' && !rest.hasMore)
  assert.deepEqual(titles(rest), ['b2011'])
})

test('[DL21] an app without the scope takes nothing', async () => {
  const { world, subscription, callbacks } = await openFailed(1)
  await using _ = world
  assert.equal(await callbacks.take({ ...APP, scopes: new Set(['Contact.User.Read']) }), 'missing-scope')
  assert.equal(await world.store.subscriptions.countDead(subscription.id), 1)
})

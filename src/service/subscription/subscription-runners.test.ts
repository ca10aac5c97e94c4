import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EpochMs } from '../../conference/identity.ts'
import { booked, entry, openWorld, shown } from './runners.fixture.ts'

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 5_000; !(await isTrue());) {
    assert.ok(Date.now() < deadline, 'in time')
    await sleep(5)
  }
}

test('[DL8] an endpoint that never answers delays no other subscription', async () => {
  await using world = await openWorld((_, { clientId }) => (clientId === 'other' ? 'hang' : 'ok'))
  await using deliveries = world.start('one')
  await world.subscribe({ clientId: 'other' })
  await world.subscribe({ clientId: 'app' })
  await deliveries.claim()
  await world.publish(booked('a', 1))
  await world.publish(booked('a', 2))
  await until(() => world.sent.filter(({ clientId }) => clientId === 'app').length === 2)
  assert.deepEqual(world.errors, [])
})

test('[DL6] [DL7] another server goes on where one stopped, and nothing is sent twice if it stopped in order', async () => {
  await using world = await openWorld(() => 'ok')
  const subscription = await world.subscribe()
  const one = world.start('one')
  await one.claim()
  await world.publish(booked('a', 1))
  await until(() => world.sent.length === 1)
  await one[Symbol.asyncDispose]()
  await world.publish(booked('a', 2))
  await using two = world.start('two')
  await two.claim()
  await until(async () => (await world.store.subscriptions.find(subscription.id))?.cursor === 2)
  assert.deepEqual(shown(world.sent), ['a1', 'a2'])
})

test('[DL10] [DL12] a paused subscription gets everything afterwards, and a revoked app gets nothing', async () => {
  await using world = await openWorld(() => 'ok')
  await using deliveries = world.start('one')
  const subscription = await world.subscribe({ paused: true })
  await deliveries.claim()
  await world.publish(booked('a', 1))
  await deliveries.claim()
  assert.deepEqual(world.sent, [])
  await world.store.subscriptions.update(subscription, { ...subscription, paused: false }, { ...entry, id: 'u' })
  await deliveries.claim()
  await until(() => world.sent.length === 1)
  const revokedAt = world.clock.now() as EpochMs
  await world.store.directory.change(subscription.organizationId, (within) => within.updateApp('app', { revokedAt }))
  await deliveries.claim()
  await world.publish(booked('a', 2))
  await deliveries.claim()
  await sleep(100)
  assert.deepEqual(shown(world.sent), ['a1'])
})

test('[DL13] a stream is sent by a server that the app is connected to', async () => {
  await using world = await openWorld(() => 'ok')
  await world.subscribe({ route: { way: 'stream' } })
  await world.publish(booked('a', 1))
  await using without = world.start('without')
  await without.claim()
  await sleep(50)
  assert.deepEqual(world.sent, [])
  await using connected = world.start('with', ['app'])
  await connected.claim()
  await until(() => world.sent.length === 1)
})

test('[DL7] claims at the same time begin one loop for each subscription', async () => {
  await using world = await openWorld(() => 'ok')
  const subscription = await world.subscribe()
  await world.publish(...Array.from({ length: 30 }, (_, n) => booked(`b${n}`)))
  await using deliveries = world.start('one')
  await Promise.all([deliveries.claim(), deliveries.claim(), deliveries.claim()])
  await until(async () => (await world.store.subscriptions.find(subscription.id))?.cursor === 30)
  await deliveries.claim()
  await sleep(100)
  assert.equal(world.sent.length, 30)
})

test('[DL8] a subscription that is changed while its endpoint hangs keeps no other one waiting', async () => {
  await using world = await openWorld((_, { clientId }) => (clientId === 'other' ? 'hang' : 'ok'))
  const hanging = await world.subscribe({ clientId: 'other' })
  await using deliveries = world.start('one')
  await deliveries.claim()
  await world.publish(booked('a', 1))
  await until(() => world.sent.length === 1)
  await world.store.subscriptions.update(hanging, { ...hanging, paused: true }, { ...entry, id: 'p' })
  await world.subscribe({ clientId: 'app' })
  const start = performance.now()
  await deliveries.claim()
  await until(() => world.sent.some(({ clientId }) => clientId === 'app'))
  assert.ok(performance.now() - start < 1_000)
})

test('[DL1] what an app may no longer read is not sent', async () => {
  await using world = await openWorld(() => 'ok')
  await using deliveries = world.start('one')
  const subscription = await world.subscribe()
  await deliveries.claim()
  await world.publish(booked('a', 1))
  await until(() => world.sent.length === 1)
  await world.store.directory.change(subscription.organizationId, (within) =>
    within.updateApp('app', { scopes: ['Contact.User.Read'] }),
  )
  await deliveries.claim()
  await world.publish(booked('a', 2))
  await until(async () => {
    await deliveries.claim()
    return (await world.store.subscriptions.find(subscription.id))?.cursor === 2
  })
  assert.deepEqual(shown(world.sent), ['a1'])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DirectoryChange } from '../../../contract/event/organization-events.ts'
import type { EpochMs } from '../../conference/identity.ts'
import { OPEN_MEETINGS } from '../../conference/terms.ts'
import type { NewOutboxEvent } from '../outbox/outbox-event.ts'
import { booked, entry, openWorld, shown, ACME, type Answer } from './runners.fixture.ts'
import type { DeliveryPlace } from './subscription-store.ts'
import { SUBSCRIBED_TYPES } from '../../../contract/event/event-terms.ts'
import type { Subscription } from './subscription.ts'

const HOUR = 3_600_000
const T0 = 1_000 as EpochMs

test('[DL1] [DL2] a subscription gets its types, and the directed form only of what its app created', async () => {
  await using world = await openWorld(() => 'ok')
  const conf = { conferenceId: 'c', title: 'T', status: 2, startTime: 1, confDuration: 0, activeNum: 0, attendNum: 0 }
  const model = { ...conf, invitedNum: 0, creatorId: 'ada', creatorNick: 'Ada', bizType: '3', roomCode: '1' }
  const begun = (clientId?: string): NewOutboxEvent => ({
    type: 'meeting_status_change',
    organizationId: ACME,
    at: 1 as EpochMs,
    subject: `c-${clientId}` as never,
    ...(clientId !== undefined && { clientId }),
    data: { openConfModel: model, statusSeqNum: 1, changeScene: 'conference_created' },
  })
  await world.publish(begun('app'), begun('other'), begun(), booked('b'))
  const typesOf = async (types: Subscription['types'], clientId = 'app') => {
    world.sent.length = 0
    await world.run(await world.subscribe({ types, clientId }))
    return world.sent.map(({ event }) => event)
  }
  const ofOne = async (types: Subscription['types'], clientId?: string) =>
    (await typesOf(types, clientId)).map(({ eventId, eventType }) => `${eventId.split('-')[1]} ${eventType}`).toSorted()
  assert.deepEqual(await ofOne(['booking_change']), ['4 booking_change'])
  assert.deepEqual(await ofOne(['meeting_status_change_target_push'], 'other'), ['2 meeting_status_change_target_push'])
  assert.deepEqual(await ofOne([...SUBSCRIBED_TYPES]), [
    '1 meeting_status_change',
    '1 meeting_status_change_target_push',
    '2 meeting_status_change',
    '3 meeting_status_change',
    '4 booking_change',
  ])
  const both = await typesOf(['meeting_status_change', 'meeting_status_change_target_push'])
  const [plain, directed] = ['meeting_status_change', 'meeting_status_change_target_push'].map((type) =>
    both.find(({ eventType }) => eventType === type),
  )
  assert.notEqual(plain?.eventId, directed?.eventId)
  const [latest] = await world.store.subscriptions.list({ organizationId: ACME }).then((all) => all.slice(-1))
  const page = (before?: DeliveryPlace) =>
    world.store.subscriptions.pageDeliveries(latest?.id ?? '', { ...(before && { before }), limit: 1 })
  const places: string[] = []
  for (let [one] = await page(); one; [one] = await page(one)) places.push(`${one.eventId} ${one.isTarget}`)
  assert.deepEqual(places, ['3 false', '2 false', '1 true', '1 false'], 'page by page, no form of an event is lost')
  assert.deepEqual(directed?.data, { ...plain?.data, openConfModel: { ...model, bizType: 3 } })
})

test('[DL3] [DL4] a delivery that fails holds back its own subject, and is sent again with the same id', async () => {
  let failures = 2
  await using world = await openWorld(({ data }): Answer => {
    const { booking } = data as { booking: { title: string; version: number } }
    return booking.title === 'a' && booking.version === 1 && failures-- > 0 ? 'fail' : 'ok'
  })
  const subscription = await world.subscribe()
  await world.publish(booked('a', 1), booked('b', 1), booked('a', 2), booked('b', 2))
  await world.run(subscription)
  await world.publish(booked('a', 3), booked('b', 3))
  await world.run(subscription)
  assert.deepEqual(shown(world.sent).toSorted(), ['a1', 'b1', 'b2', 'b3'])
  world.clock.forward(4_999)
  await world.run(subscription)
  assert.equal(world.sent.length, 4)
  world.clock.forward(1)
  await world.run(subscription)
  world.clock.forward(10_000)
  await world.run(subscription)
  assert.deepEqual(shown(world.sent).slice(4), ['a1', 'a1', 'a2', 'a3'])
  const ids = world.sent.filter((_, n) => shown(world.sent)[n] === 'a1').map(({ event }) => event.eventId)
  assert.deepEqual([ids.length, new Set(ids).size], [3, 1])
})

test('[DL4] [DL5] a callback is given up after 10 s and 30 s, goes to the dead deliveries, and can be resent', async () => {
  let isUp = false
  await using world = await openWorld(({ data }) => {
    const { booking } = data as { booking: { version: number } }
    return isUp || booking.version > 1 ? 'ok' : 'fail'
  })
  const route = { way: 'callback', url: 'https://app.example/', token: 't', aesKey: 'k' } as const
  const subscription = await world.subscribe({ route })
  const { subscriptions } = world.store
  await world.publish(booked('a', 1), booked('a', 2))
  await world.run(subscription)
  const start = world.clock.now()
  for (let seconds = 0; seconds < 100; seconds += 1) {
    world.clock.forward(1_000)
    await world.run(subscription)
  }
  assert.deepEqual(
    world.sent.map(({ at }, n) => `${shown(world.sent)[n]} ${(at - start) / 1_000}`),
    ['a1 0', 'a1 10', 'a1 40', 'a2 40'],
  )
  const dead = await subscriptions.pageDeliveries(subscription.id, { state: 'dead', limit: 9 })
  assert.deepEqual(
    dead.map(({ eventId, attempts, last }) => [eventId, attempts, last?.failure, last?.status]),
    [[1, 3, 'wrong-status', 500]],
  )
  isUp = true
  assert.equal(
    await subscriptions.resend(subscription.id, { eventId: 1, at: world.clock.now(), limit: 9 }, { ...entry, id: 'r' }),
    1,
  )
  await world.run(subscription)
  assert.equal(shown(world.sent).at(-1), 'a1')
  assert.deepEqual(await subscriptions.pageDeliveries(subscription.id, { state: 'dead', limit: 9 }), [])
})

test('[DL4] [DL5] a webhook is tried for 24 hours, at least every hour', async () => {
  await using world = await openWorld(() => 'fail')
  const subscription = await world.subscribe()
  await world.publish(booked('a'))
  const start = world.clock.now()
  for (let minutes = 0; minutes < 27 * 60; minutes += 1) {
    await world.run(subscription)
    world.clock.forward(60_000)
  }
  const times = world.sent.map(({ at }) => at - start)
  const gaps = times.slice(1).map((at, n) => at - (times[n] as number))
  assert.ok(Math.max(...gaps) <= HOUR + 60_000 && times.length > 24 && times.length < 40)
  assert.ok((times.at(-1) as number) >= 24 * HOUR && (times.at(-1) as number) < 25.1 * HOUR)
  const [delivery] = await world.store.subscriptions.pageDeliveries(subscription.id, { limit: 1 })
  assert.equal(delivery?.state, 'dead')
})

test('[DL6] [DL7] what another server has taken over is not stored by the one before, and is sent again', async () => {
  await using world = await openWorld(() => 'ok')
  const subscription = await world.subscribe()
  await world.publish(booked('a', 1))
  const { subscriptions } = world.store
  const claim = (holder: string) =>
    subscriptions.claim({ holder, now: world.clock.now(), leaseMs: 15_000, streamClients: [] })
  assert.deepEqual([(await claim('one')).length, (await claim('two')).length], [1, 0])
  world.clock.forward(15_000)
  assert.equal((await claim('two')).length, 1)
  const late = { subscriptionId: subscription.id, holder: 'one' }
  assert.deepEqual(await subscriptions.settle([{ lease: late, deliveries: [], cursor: 1 }]), [false])
  await world.run(subscription, 'two')
  assert.deepEqual(shown(world.sent), ['a1'])
  assert.equal((await subscriptions.find(subscription.id))?.cursor, 1)
})

test('[DL9] while 20 subjects wait, the outbox keeps the other events, and none is lost', async () => {
  let isUp = false
  await using world = await openWorld(() => (isUp ? 'ok' : 'fail'))
  const subscription = await world.subscribe()
  await world.publish(...Array.from({ length: 500 }, (_, n) => booked(`b${n}`)))
  await world.run(subscription)
  const { deliveries } = await world.store.subscriptions.countWaiting(subscription.id)
  assert.ok(deliveries >= 20 && deliveries <= 120, `${deliveries} wait`)
  isUp = true
  for (let tries = 0; tries < 20; tries += 1) {
    world.clock.forward(10_000)
    await world.run(subscription)
  }
  assert.equal(new Set(shown(world.sent)).size, 500)
  assert.deepEqual(await world.store.subscriptions.countWaiting(subscription.id), { deliveries: 0, subjects: 0 })
})

test('[DL13] without a connection nothing counts as an attempt, and the events wait in the outbox', async () => {
  let isConnected = false
  await using world = await openWorld(() => (isConnected ? 'ok' : 'unsent'))
  const subscription = await world.subscribe({ route: { way: 'stream' } })
  await world.publish(booked('a', 1), booked('a', 2), booked('b', 1))
  assert.equal(await world.run(subscription), 'unsent')
  assert.equal((await world.store.subscriptions.find(subscription.id))?.cursor, 0)
  assert.deepEqual(await world.store.subscriptions.pageDeliveries(subscription.id, { limit: 9 }), [])
  isConnected = true
  await world.run(subscription)
  assert.deepEqual(shown(world.sent).toSorted(), ['a1', 'a2', 'b1'])
})

test('[DL14] the latest deliveries that were delivered are kept', async () => {
  await using world = await openWorld(() => 'ok')
  const subscription = await world.subscribe()
  const other = { users: [{ userId: 'u', unionId: 'u' }], changeScene: 'user_deleted' } as DirectoryChange
  const unrelated = {
    type: 'directory_change',
    organizationId: ACME,
    at: T0,
    subject: 'directory',
    data: other,
  } as const
  // Events of other types are between those of the subscription.
  await world.publish(...Array.from({ length: 30 }, (_, n) => [unrelated, booked(`b${n}`)]).flat())
  await world.run(subscription)
  await world.store.subscriptions.prune({ delivered: 10, dead: 10 })
  const kept = await world.store.subscriptions.pageDeliveries(subscription.id, { limit: 99 })
  assert.deepEqual([kept.length, kept[0]?.eventId, kept.at(-1)?.eventId], [10, 60, 42])
})

test('[DL15] deliveries go with the meeting that they are about, and one without its event is given up', async () => {
  await using world = await openWorld(() => 'fail')
  const subscription = await world.subscribe({ types: ['booking_change', 'directory_change'] })
  const added: DirectoryChange = { users: [{ userId: 'u', unionId: 'u', name: 'U' }], changeScene: 'user_added' }
  const directory = {
    type: 'directory_change',
    organizationId: ACME,
    at: world.clock.now(),
    subject: 'directory',
  } as const
  await world.publish(booked('a', 1), { ...directory, data: added })
  await world.run(subscription)
  const { retention, subscriptions, outbox } = world.store
  const settings = { retentionDays: 1, guests: true, meetings: OPEN_MEETINGS }
  await world.store.directory.change(ACME, (within) => within.saveSettings(settings, { deletesAt: world.clock.now() }))
  world.clock.forward(10 * 24 * HOUR)
  const now = world.clock.now()
  const [run] = await retention.take({ now, leaseMs: 1_000, limit: 1 })
  assert.ok(run)
  await retention.deleteBatch(run, { before: now, leasedUntil: (now + 1) as EpochMs })
  assert.deepEqual(
    (await outbox.list(ACME, { after: 0, limit: 9 })).map(({ type }) => type),
    ['booking_change'],
  )
  await world.run(subscription)
  const deliveries = await subscriptions.pageDeliveries(subscription.id, { limit: 9 })
  assert.deepEqual(
    deliveries.map(({ eventId, state, last }) => [eventId, state, last?.failure]),
    [
      [2, 'dead', 'deleted'],
      [1, 'dead', 'wrong-status'],
    ],
  )
})

test('[DL12] a delivery of a type that was removed from its subscription is given up', async () => {
  let isUp = false
  await using world = await openWorld(() => (isUp ? 'ok' : 'fail'))
  const subscription = await world.subscribe()
  await world.publish(booked('a', 1))
  await world.run(subscription)
  isUp = true
  world.sent.length = 0
  const changed = { ...subscription, types: ['directory_change'] } as const
  await world.store.subscriptions.update(subscription, changed, { ...entry, id: 'c' })
  world.clock.forward(10_000)
  await world.run(changed)
  const [delivery] = await world.store.subscriptions.pageDeliveries(subscription.id, { limit: 1 })
  assert.deepEqual([world.sent.length, delivery?.state, delivery?.last?.failure], [0, 'dead', 'unsubscribed'])
})

test('[DL13] an event that no connection takes is given up, and the others go on', async () => {
  await using world = await openWorld(({ data }) => ('users' in data ? 'not-taken' : 'ok'))
  const route = { way: 'stream' } as const
  const subscription = await world.subscribe({ route, types: ['booking_change', 'directory_change'] })
  const data: DirectoryChange = { users: [{ userId: 'u', unionId: 'u' }], changeScene: 'user_deleted' }
  const gone = { type: 'directory_change', organizationId: ACME, at: T0, subject: 'directory', data } as const
  await world.publish(gone, booked('a', 1), gone)
  await world.run(subscription)
  const deliveries = await world.store.subscriptions.pageDeliveries(subscription.id, { limit: 9 })
  assert.deepEqual(
    deliveries.map(({ state }) => state),
    ['dead', 'delivered', 'dead'],
  )
})

test('[DL25] a resend makes what waits due in its order, and gives no attempts back; one event takes those before it along', async () => {
  let isUp = false
  await using world = await openWorld(() => (isUp ? 'ok' : 'fail'))
  const subscription = await world.subscribe()
  const { subscriptions } = world.store
  await world.publish(booked('a', 1), booked('b', 1), booked('a', 2), booked('a', 3))
  await world.run(subscription)
  const resend = (what: { eventId?: number; state?: 'waiting' | 'dead' }, id: string) =>
    subscriptions.resend(subscription.id, { ...what, at: world.clock.now(), limit: 9 }, { ...entry, id })
  assert.equal(await resend({ state: 'dead' }, 'r1'), 0)
  world.sent.length = 0
  assert.equal(await resend({ eventId: 3 }, 'r2'), 2)
  await world.run(subscription)
  assert.deepEqual(shown(world.sent), ['a1'])
  const waiting = await subscriptions.pageDeliveries(subscription.id, { state: 'waiting', limit: 9 })
  assert.deepEqual(
    waiting.map(({ eventId, attempts }) => [eventId, attempts]),
    [
      [4, 0],
      [3, 0],
      [2, 1],
      [1, 2],
    ],
  )
  isUp = true
  world.sent.length = 0
  assert.equal(await resend({ state: 'waiting' }, 'r3'), 4)
  await world.run(subscription)
  assert.deepEqual(shown(world.sent).toSorted(), ['a1', 'a2', 'a3', 'b1'])
  assert.deepEqual(
    shown(world.sent).filter((one) => one.startsWith('a')),
    ['a1', 'a2', 'a3'],
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import { toEventId } from './outbox-event.ts'
import { OutboxWatch } from './outbox-watch.ts'

const [ACME, BETA] = ['acme' as OrganizationId, 'beta' as OrganizationId]
const changeOf = (organizationId: OrganizationId) => ({ head: { organizationId } })
const idle = () => new Promise(setImmediate)

/** A watch over outboxes whose newest ids a test sets. */
function world() {
  const newest = new Map<OrganizationId, number>()
  const queries: string[] = []
  const errors: unknown[] = []
  const store = {
    listNewest: (ids: readonly OrganizationId[]) => {
      queries.push(ids.join(' '))
      return Promise.resolve(new Map([...newest].filter(([id]) => ids.includes(id))))
    },
  }
  const watch = new OutboxWatch({ store, onError: (error) => errors.push(error) })
  return { watch, newest, queries, errors, store }
}

test('[EV10] a reader is notified of new events at once after a change, or by the next poll', async () => {
  const { watch, newest } = world()
  const notified: number[] = []
  const subscription = watch.subscribe(ACME, (id) => notified.push(id))
  await watch.poll()
  assert.deepEqual(notified, [], 'there is no event')
  newest.set(ACME, 3)
  watch.follow(changeOf(ACME))
  await idle()
  assert.deepEqual(notified, [3])
  await watch.poll()
  assert.deepEqual(notified, [3], 'nothing new')
  newest.set(ACME, 4)
  await watch.poll()
  assert.deepEqual(notified, [3, 4])
  const late: number[] = []
  using _ = watch.subscribe(ACME, (id) => late.push(id))
  await watch.poll()
  assert.deepEqual([notified, late], [[3, 4], [4]], 'a reader that comes later is notified once of what there is')
  subscription[Symbol.dispose]()
  newest.set(ACME, 5)
  await watch.poll()
  assert.deepEqual(
    [notified, late],
    [
      [3, 4],
      [4, 5],
    ],
  )
})

test('[EV10] one query is for all organizations with readers, and for none without', async () => {
  const { watch, newest, queries } = world()
  newest.set(ACME, 1).set(BETA, 1)
  await watch.poll()
  watch.follow(changeOf(ACME))
  await idle()
  assert.deepEqual(queries, [])
  const notified: string[] = []
  using _one = watch.subscribe(ACME, (id) => notified.push(`acme ${id}`))
  using _two = watch.subscribe(BETA, (id) => notified.push(`beta ${id}`))
  for (let changes = 0; changes < 100; changes += 1) {
    watch.follow(changeOf(ACME))
    watch.follow(changeOf(BETA))
  }
  await idle()
  await watch.poll()
  assert.deepEqual(queries, ['acme beta', 'acme beta'])
  assert.deepEqual(notified, ['acme 1', 'beta 1'])
})

test('[EV10] a change during a query is looked up after it', async () => {
  const { watch, newest, store, queries } = world()
  const notified: number[] = []
  using _ = watch.subscribe(ACME, (id) => notified.push(id))
  const { listNewest } = store
  newest.set(ACME, 1)
  store.listNewest = async (ids) => {
    store.listNewest = listNewest
    const found = await listNewest(ids)
    newest.set(ACME, 2)
    watch.follow(changeOf(ACME))
    return found
  }
  await watch.poll()
  assert.deepEqual([notified, queries.length], [[1, 2], 2])
})

test('[EV10] neither a store that cannot be read nor a reader that throws stops the others', async () => {
  const { watch, newest, store, errors } = world()
  const notified: number[] = []
  using _broken = watch.subscribe(ACME, () => {
    throw new Error('broken reader')
  })
  using _ = watch.subscribe(ACME, (id) => notified.push(id))
  newest.set(ACME, 1)
  const { listNewest } = store
  store.listNewest = () => Promise.reject(new Error('connection lost'))
  await watch.poll()
  store.listNewest = listNewest
  await watch.poll()
  assert.deepEqual([notified, errors.map(String)], [[1], ['Error: connection lost', 'Error: broken reader']])
  await watch[Symbol.asyncDispose]()
  newest.set(ACME, 2)
  await watch.poll()
  assert.deepEqual(notified, [1], 'closed')
})

test('[EV11] the eventId names organization, number and moment', () => {
  const at = 1_780_000_000_123 as EpochMs
  assert.equal(toEventId({ organizationId: 'ding9f2c' as OrganizationId, id: 42, at }), 'ding9f2c-42-mppy1i7v')
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { keyOfDelivery, openDeliveryList, readDeliveryFilter, toDeliveryFilters } from './deliveries.ts'
import { SENT } from './subscriptions.fixture.ts'

test('[CO2] [CO82] the state of the deliveries is the one in the address', () => {
  assert.equal(readDeliveryFilter({ filters: {} }), 'all')
  assert.equal(readDeliveryFilter({ filters: { state: 'dead' } }), 'dead')
  assert.equal(readDeliveryFilter({ filters: { state: 'lost' } }), 'all')
  assert.deepEqual([toDeliveryFilters('all'), toDeliveryFilters('waiting')], [{}, { state: 'waiting' }])
})

test('[CO82] the deliveries of one state are listed page by page', async () => {
  const requests: unknown[] = []
  const list = openDeliveryList(
    {
      async deliveries(...args) {
        requests.push(args)
        return { deliveries: [SENT], ...(requests.length === 1 && { cursor: 'c' }) }
      },
    },
    { corpId: 'dingacme', id: 's1', first: 'dead', signedOut: () => {} },
  )
  await list.refresh()
  await list.more()
  await list.show('all')
  assert.deepEqual(requests, [
    ['dingacme', 's1', { state: 'dead', limit: 50 }],
    ['dingacme', 's1', { state: 'dead', cursor: 'c', limit: 50 }],
    ['dingacme', 's1', { limit: 50 }],
  ])
})

test('[CO82] the two forms of an event are two deliveries', () => {
  assert.notEqual(keyOfDelivery(SENT), keyOfDelivery({ ...SENT, eventId: `${SENT.eventId}-target` }))
  assert.equal(keyOfDelivery({ id: 7, state: 'dead', attempts: 3 }), '7')
})

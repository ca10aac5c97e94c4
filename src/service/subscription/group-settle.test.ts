import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { GroupSettle } from './group-settle.ts'
import type { Outcomes } from './subscription-store.ts'

const outcomesOf = (subscriptionId: string): Outcomes => ({
  lease: { subscriptionId, holder: 'one' },
  deliveries: [],
  cursor: 1,
})

test('[DL6] what came of the deliveries of several subscriptions is stored together', async () => {
  const written: string[][] = []
  const settles = new GroupSettle({
    settle: async (all) => {
      written.push(all.map(({ lease }) => lease.subscriptionId))
      return all.map(({ lease }) => lease.subscriptionId !== 'lost')
    },
  })
  const held = await Promise.all(['a', 'lost', 'b'].map((id) => settles.settle(outcomesOf(id))))
  assert.deepEqual(held, [true, false, true])
  assert.deepEqual(written, [['a', 'lost', 'b']])
})

test('[DL8] what cannot be stored of one subscription holds back no other', async () => {
  const settles = new GroupSettle({
    settle: async (all) => {
      if (all.some(({ lease }) => lease.subscriptionId === 'bad')) throw new Error('refused')
      return all.map(() => true)
    },
  })
  const results = await Promise.allSettled(['a', 'bad', 'b'].map((id) => settles.settle(outcomesOf(id))))
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
})

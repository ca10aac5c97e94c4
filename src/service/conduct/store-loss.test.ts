import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RelayChannel } from '../relay.ts'
import { ManualClock } from './recorded-store.fixture.ts'
import { StoreLoss } from './store-loss.ts'

/** A server that may be without the store for 5 s, and another one. `pass`: seconds in which these reach the store. */
function openServer() {
  const clock = new ManualClock()
  let channel: RelayChannel<object> | undefined
  const loss = new StoreLoss({
    clock,
    afterMs: 5_000,
    relay: {
      serverNumber: 1,
      open: (_, opened) => {
        channel = opened as unknown as RelayChannel<object>
        return () => {}
      },
    },
  })
  const pass = (seconds: number, { here = false, there = false }) => {
    for (let passed = 0; passed < seconds; passed += 1) {
      clock.forward(1_000)
      if (here) loss.reached()
      if (there) channel?.receive({})
    }
    return loss.isOfThisServer()
  }
  return { pass }
}

test('[TO24] a server that has not reached the store for 5 s while another one has knows that it alone lost it', () => {
  const { pass } = openServer()
  assert.equal(pass(10, { here: true, there: true }), false)
  assert.equal(pass(5, { there: true }), false)
  assert.equal(pass(1, { there: true }), true)
  assert.equal(pass(1, { here: true, there: true }), false)
})

test('[TO24] a store that is gone for all servers, and comes back for another one first, is no loss of this server', () => {
  const { pass } = openServer()
  assert.equal(pass(10, { here: true, there: true }), false)
  assert.equal(pass(2, { there: true }), false) // it says so a moment later
  for (let seconds = 0; seconds < 20; seconds += 1) assert.equal(pass(1, {}), false)
  assert.equal(pass(5, { there: true }), false)
  assert.equal(pass(10, { here: true, there: true }), false)
  assert.equal(pass(20, { here: true }), false)
})

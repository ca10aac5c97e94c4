import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceId } from '../conference/identity.ts'
import { describeBus } from './bus.contract.ts'
import { LocalBus } from './local.ts'

describeBus('local', (onError) => {
  const bus = new LocalBus(onError)
  return { here: bus, there: bus, [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose]() }
})

test('[BU5] within one process every listener has a wake-up before its publisher continues', () => {
  const bus = new LocalBus((error) => assert.fail(String(error)))
  let isAwake = false
  bus.subscribe(() => {
    isAwake = true
  })
  bus.publish({ conferenceId: 'c1' as ConferenceId, version: 1 })
  assert.ok(isAwake)
  assert.deepEqual([bus.isConnected, bus.interruptions], [true, 0])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceId } from '../conference/identity.ts'
import { describeBus } from './bus.contract.ts'
import { LocalBus } from './local.ts'

describeBus(
  'local',
  (onError) => new LocalBus(onError),
  async () => {},
)

test('[BU5] within one process every listener has a wake-up before its publisher continues', () => {
  const bus = new LocalBus((error) => assert.fail(String(error)))
  let isAwake = false
  bus.subscribe(() => {
    isAwake = true
  })
  bus.publish({ conferenceId: 'c1' as ConferenceId, version: 1 })
  assert.ok(isAwake)
})

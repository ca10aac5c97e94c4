import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Commit } from '../service/conduct/conference-store.ts'
import { describeBus } from './bus.contract.ts'
import { LocalBus } from './local.ts'

describeBus(
  'local',
  (onFault) => new LocalBus(onFault),
  async () => {},
)

test('[BU5] within one process every listener has heard a commit before its publisher goes on', () => {
  const bus = new LocalBus((fault) => assert.fail(String(fault)))
  let isHeard = false
  bus.subscribe(() => {
    isHeard = true
  })
  bus.publish({} as Commit)
  assert.ok(isHeard)
})

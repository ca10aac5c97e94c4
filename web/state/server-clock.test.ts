import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ServerClock } from './server-clock.ts'

const NOW = Date.UTC(2026, 10, 28, 12)
const MINUTE = 60_000

for (const [clock, offMs] of [
  ['fast', 14 * MINUTE],
  ['slow', -14 * MINUTE],
] as const) {
  test(`[PG53] a device clock that is 14 minutes ${clock} does not matter`, () => {
    let deviceNow = NOW + offMs
    const server = new ServerClock(() => deviceNow)
    assert.equal(server.now(), NOW + offMs, 'nothing is known yet')
    server.learn(new Date(NOW).toUTCString(), deviceNow - 40)
    deviceNow += 6_000
    assert.ok(Math.abs(server.now() - (NOW + 6_000)) <= 600, String(server.now() - NOW))
  })
}

test('[PG53] a device clock that may be right is believed, also after it was set', () => {
  let deviceNow = NOW + MINUTE
  const server = new ServerClock(() => deviceNow)
  server.learn(new Date(NOW).toUTCString(), deviceNow)
  deviceNow = NOW + 700
  server.learn(new Date(NOW).toUTCString(), deviceNow - 100)
  assert.equal(server.now(), deviceNow)
})

test('[PG53] an answer without a date changes nothing', () => {
  const server = new ServerClock(() => NOW)
  for (const date of [null, 'soon']) server.learn(date, NOW)
  assert.equal(server.now(), NOW)
})

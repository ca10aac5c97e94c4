import assert from 'node:assert/strict'
import test from 'node:test'
import { readDevice } from './device-name.ts'

for (const [userAgent, touchPoints, device] of [
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140', 0, 'Win'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605', 0, 'Mac'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605', 5, 'iOS'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5, 'iOS'],
  ['Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile', 5, 'Android'],
  ['Mozilla/5.0 (X11; Linux x86_64) Firefox/143', 0, 'Linux'],
] as const) {
  test(`[RM153] a browser with ${touchPoints} touch points and the name ${userAgent} runs on ${device}`, () => {
    assert.equal(readDevice(userAgent, touchPoints), device)
  })
}

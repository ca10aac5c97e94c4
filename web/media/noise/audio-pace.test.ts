import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AudioPace } from './audio-pace.ts'

/** Whether a device whose sound advances by `advance` in each of `seconds` is too slow. */
function isSlow(pace: AudioPace, seconds: number, advance: number): boolean {
  return Array.from({ length: seconds + 1 }, (_, at) =>
    pace.isTooSlow({ at: at * 1_000, soundAt: at * advance }),
  ).includes(true)
}

test('[EF22] a device whose sound falls behind over several seconds does not keep up', () => {
  assert.equal(isSlow(new AudioPace(), 6, 800), true)
  assert.equal(isSlow(new AudioPace(), 4, 800), false, 'only four seconds')
  assert.equal(isSlow(new AudioPace(), 60, 995), false)
})

test('[EF22] a device that slept is not slow', () => {
  const pace = new AudioPace()
  assert.equal(isSlow(pace, 3, 1_000), false)
  assert.equal(pace.isTooSlow({ at: 3_600_000, soundAt: 3_100 }), false)
  assert.equal(pace.isTooSlow({ at: 3_601_000, soundAt: 4_100 }), false)
})

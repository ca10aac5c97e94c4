import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FramePace } from './frame-pace.ts'

/** Whether `count` frames, one every `everyMs`, that take `tookMs` are too slow. */
function isSlow(pace: FramePace, frames: { count: number; everyMs: number; tookMs: (at: number) => number }): boolean {
  return Array.from({ length: frames.count }, (_, at) =>
    pace.isTooSlow(at * frames.everyMs, frames.tookMs(at)),
  ).includes(true)
}

test('[EF14] a device that takes too long for most frames over several seconds does not keep up', () => {
  assert.equal(isSlow(new FramePace(), { count: 30, everyMs: 200, tookMs: () => 190 }), true)
  assert.equal(isSlow(new FramePace(), { count: 20, everyMs: 200, tookMs: () => 190 }), false, 'only four seconds')
  assert.equal(isSlow(new FramePace(), { count: 300, everyMs: 42, tookMs: () => 30 }), false)
})

test('[EF14] some slow frames, a slow camera and a device that slept do not count as slow', () => {
  assert.equal(isSlow(new FramePace(), { count: 300, everyMs: 42, tookMs: (at) => (at % 3 === 0 ? 400 : 20) }), false)
  assert.equal(isSlow(new FramePace(), { count: 60, everyMs: 500, tookMs: () => 20 }), false)
  const pace = new FramePace()
  assert.equal(pace.isTooSlow(0, 20), false)
  assert.equal(pace.isTooSlow(3_600_000, 3_599_000), false)
})

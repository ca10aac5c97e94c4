import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { RenderedPage, type LiveDuration } from './rendered-page.ts'

const live = fc.record({ doneMs: fc.nat({ max: 10 ** 12 }), since: fc.nat({ max: 5_000 }) })
const parts = fc.array(fc.oneof(live, fc.integer({ min: 0 }).map(String)), { maxLength: 12 })
const steps = fc.array(fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 10 ** 7 }), fc.constant(89_999_999_999)), {
  maxLength: 20,
})

const page = (durations: readonly (string | LiveDuration)[], now: number) =>
  new RenderedPage(['["é✓\\u0000"', ...durations.flatMap((duration) => [',', duration]), ']'], now)
const expected = (durations: readonly (string | LiveDuration)[], now: number) => [
  'é✓\0',
  ...durations.map((duration) =>
    typeof duration === 'string' ? Number(duration) : duration.doneMs + Math.max(0, now - duration.since),
  ),
]
const read = (bytes: Buffer): unknown => JSON.parse(bytes.toString())

test('[MB6] a rendered page equals a newly rendered one at every moment', () => {
  fc.assert(
    fc.property(parts, steps, (durations, passing) => {
      let now = 4_000
      const rendered = page(durations, now)
      assert.deepEqual(read(rendered.at(now).bytes), expected(durations, now))
      for (const passed of passing) {
        now += passed
        assert.deepEqual(read(rendered.at(now).bytes), expected(durations, now))
      }
    }),
  )
})

test('[MB6] a duration can get one more digit', () => {
  for (const [from, passed, to] of [
    [0, 0, 0],
    [0, 9, 9],
    [9, 1, 10],
    [99, 1, 100],
    [9_999, 1, 10_000],
    [1, 999_999_999_999, 1_000_000_000_000],
    [999_999_999_999_999, 1, 1_000_000_000_000_000],
  ] as const) {
    const rendered = page([{ doneMs: from, since: 0 }], 0)
    assert.deepEqual(read(rendered.at(passed).bytes), ['é✓\0', to])
  }
})

test('[MB7] bytes in use never change, and bytes not in use are reused', () => {
  fc.assert(
    fc.property(
      fc.array(live, { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(fc.nat({ max: 5 }), fc.boolean(), fc.boolean()), { maxLength: 30 }),
      (durations, moments) => {
        let now = 0
        const rendered = page(durations, now)
        let held: { sheet: ReturnType<typeof rendered.at>; text: string }[] = []
        for (const [passed, takes, givesBack] of moments) {
          now += passed
          const before = rendered.at(now - passed)
          const wasFree = before.readers === 0
          const sheet = rendered.at(now)
          if (wasFree) assert.equal(sheet, before)
          if (!wasFree && passed > 0) assert.notEqual(sheet, before)
          assert.deepEqual(read(sheet.bytes), expected(durations, now))
          for (const reader of held) assert.equal(reader.sheet.bytes.toString(), reader.text)
          if (takes) {
            sheet.readers += 1
            held.push({ sheet, text: sheet.bytes.toString() })
          }
          if (givesBack) {
            for (const reader of held) reader.sheet.readers -= 1
            held = []
          }
        }
      },
    ),
  )
})

test('[MB6] a page without live durations never changes', () => {
  const rendered = page(['5'], 0)
  assert.equal(rendered.at(1_000), rendered.at(0))
})

test('[MB6] a duration that starts ahead of our clock does not grow until then', () => {
  const rendered = page([{ doneMs: 7, since: 100 }], 50)
  assert.deepEqual(read(rendered.at(60).bytes), ['é✓\0', 7])
  assert.deepEqual(read(rendered.at(103).bytes), ['é✓\0', 10])
  assert.deepEqual(read(rendered.at(104).bytes), ['é✓\0', 11])
})

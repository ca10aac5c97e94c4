import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SOFT_SHARE } from '../../../contract/text/accent.ts'
import { contrast, toAccent, toRgb } from './accent.ts'

test('[CO68] whatever color is chosen, text in it and on it has a contrast of 4.5 on light and on dark pages', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const { light, dark } = toAccent(`#${number.toString(16).padStart(6, '0')}`)
      for (const page of ['#f5f3ee', '#fffefb', '#e3ece7', '#ffffff'])
        assert.ok(contrast(toRgb(light), toRgb(page)) >= 4.5, `${light} on ${page}`)
      for (const page of ['#151a19', '#1d2423', '#26302e', '#243a34', '#0f211b'])
        assert.ok(contrast(toRgb(dark), toRgb(page)) >= 4.5, `${dark} on ${page}`)
    }),
  )
})

test('[CO68] a color that is readable stays as it is', () => {
  assert.equal(toAccent('#2f5d50').light, '#2f5d50')
  assert.equal(toAccent('#8ccbb4').dark, '#8ccbb4')
  assert.equal(Math.round(contrast(toRgb('#000000'), toRgb('#ffffff'))), 21)
})

test('[CO68] whatever color is chosen, text is readable on the soft background that is made of it', () => {
  /** As `color-mix(in srgb, …)` of the pages. */
  const mix = (color: string, share: number, surface: string) =>
    toRgb(color).map((part, at) => (part * share + (toRgb(surface)[at] ?? 0) * (100 - share)) / 100)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const { light, dark } = toAccent(`#${number.toString(16).padStart(6, '0')}`)
      for (const [color, share, surface, quiet] of [
        [light, SOFT_SHARE.light, '#fffefb', '#55605c'],
        [dark, SOFT_SHARE.dark, '#1d2423', '#a9b5af'],
      ] as const) {
        const soft = mix(color, share, surface) as unknown as ReturnType<typeof toRgb>
        for (const text of [color, quiet]) assert.ok(contrast(toRgb(text), soft) >= 4.5, `${text} on ${color}`)
      }
    }),
    { numRuns: 5_000 },
  )
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { REFUSALS, type RefusingService } from '../../src/service/refusals.ts'

const FILES: Readonly<Record<RefusingService, string>> = {
  Heads: 'conduct/heads',
  Roster: 'read/roster',
  History: 'read/history',
  Quality: 'quality/quality',
  Conferences: 'control/conferences',
  Engines: 'control/engines',
  Bookings: 'booking/bookings',
  Admission: 'entry/admission',
}

/** The codes that the documentation of a method gives after `@throws`, in the order of the alphabet. */
function documented(text: string, method: string): readonly string[] {
  const place = text.search(new RegExp(`^  (?:async )?${method}(?:<\\w+>)?\\(`, 'm'))
  assert.notEqual(place, -1, `there is no ${method}`)
  const before = text.slice(0, place)
  const comment = /\/\*\*(?:(?!\*\/)[^])*\*\/\s*$/.exec(before)?.[0] ?? ''
  const thrown = comment
    .split(/@throws \w+Error/)
    .slice(1)
    .join(' ')
  return [...thrown.matchAll(/`([a-z]+(?:-[a-z]+)+|banned)`/g)].map(([, code = '']) => code).toSorted()
}

for (const [service, methods] of Object.entries(REFUSALS)) {
  const text = readFileSync(`src/service/${FILES[service as RefusingService]}.ts`, 'utf8')
  test(`[HO15] ${service} documents what each of its methods refuses`, () => {
    for (const [method, codes] of Object.entries(methods)) {
      assert.deepEqual(documented(text, method), [...codes].toSorted(), `${service}.${method}`)
    }
  })
}

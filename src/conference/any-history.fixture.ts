import assert from 'node:assert/strict'
import fc from 'fast-check'
import { anyDraw, toIntent } from './any-command.fixture.ts'
import { ConferenceError } from './conference-error.ts'
import type { BookingId, UnionId } from './identity.ts'
import { ann, at, bob, cat, guest, meeting, phone, session, type Scenario } from './scenario.fixture.ts'
import { defaultTerms } from './terms.ts'

const PEOPLE = [
  ann,
  bob,
  cat,
  guest,
  phone,
  { ...cat, person: { kind: 'user', unionId: 'eve' as UnionId }, outside: true } as const,
]

/** The planned times of every booked conference. */
const PLANNED = { startsAt: at(100), endsAt: at(1_500) }

/** Half of the conferences are booked, with any terms of entry and muting. */
const anyBooking = fc.option(
  fc.record({
    waitingRoom: fc.boolean(),
    beforeHost: fc.boolean(),
    guests: fc.boolean(),
    selfUnmuting: fc.boolean(),
    muteOnJoin: fc.constantFrom('never', 'always', 'crowd'),
    coHosts: fc.constantFrom<UnionId[]>([], ['bob' as UnionId]),
  }),
)
export const anyHistory = fc.record({
  terms: anyBooking,
  steps: fc.array(fc.record({ drawn: anyDraw, afterMs: fc.nat(60) }), { maxLength: 80, size: 'max' }),
})
export type History = typeof anyHistory extends fc.Arbitrary<infer Value> ? Value : never

/** Plays a history. A refused command changes nothing. */
export function play({ terms, steps }: History): { conference: Scenario; now: number } {
  const booked = terms && { ...defaultTerms('ann' as UnionId), ...terms, bookingId: 'b' as BookingId, planned: PLANNED }
  const conference = meeting(booked ? { details: { booked } } : {})
  let now = 0
  for (const { drawn, afterMs } of steps) {
    now += afterMs
    const ask = toIntent(drawn, { state: conference.state, people: PEOPLE, session: (id) => session(`s${id % 16}`) })
    const before = conference.log.length
    try {
      conference.when(now, ask)
    } catch (error) {
      assert.ok(error instanceof ConferenceError, String(error))
      assert.equal(conference.log.length, before)
    }
  }
  return { conference, now }
}

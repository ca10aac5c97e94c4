import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryTryLimiter } from '../../auth/try-limiter.ts'
import type { BookingSettings } from '../booking/booking-settings.ts'
import { ada, bram, link, opened } from './meetings.fixture.ts'
import { WaitError } from './wait-error.ts'

/** Ada is in the meeting. Three guests per minute and address may join, and `perConference` in all. */
async function begun({ perConference = 0, terms = {} as BookingSettings['terms'] } = {}) {
  let now = 0
  const guestLimiter = memoryTryLimiter({ failures: 3, windowMs: 60_000, now: () => now })
  const world = await opened(terms, { adapters: { guestLimiter }, settings: { guestsPerConference: perConference } })
  await world.admission.enter((await world.admit({ person: ada })).ticket)
  const proof = link(world.booking.linkToken)
  /** A guest joins. Gives their pass, or the code of the refusal; a guest who has to wait has a pass too. */
  const join = async (by: { guest?: string; from?: string } = {}) => {
    try {
      const { ticket, guest } = await world.admit({ proof, ...by })
      await world.admission.enter(ticket)
      return { pass: guest, code: 'joined' }
    } catch (error) {
      const pass = error instanceof WaitError ? error.retryPasses.guest : undefined
      return { pass, code: (error as { code: string }).code }
    }
  }
  const codeOf = async (by?: Parameters<typeof join>[0]) => (await join(by)).code
  return { ...world, join, codeOf, wait: (ms: number) => (now += ms) }
}

test('[AD14] guests of one address are limited in a minute; other addresses and people with an account are not', async () => {
  const { admit, codeOf, wait } = await begun()
  for (const _ of [1, 2, 3]) assert.equal(await codeOf(), 'joined')
  assert.equal(await codeOf(), 'too-many-guests')
  assert.equal(await codeOf({ from: '10.0.0.2' }), 'joined')
  await admit({ person: bram })
  wait(60_000)
  assert.equal(await codeOf(), 'joined')
})

test('[AD14] a guest who joins again with their pass is not new, but their tickets are limited as well', async () => {
  const { join, codeOf } = await begun()
  const { pass } = await join()
  for (const _ of [1, 2]) assert.equal(await codeOf(), 'joined')
  for (const _ of [1, 2, 3]) assert.equal(await codeOf({ guest: pass ?? '' }), 'joined')
  assert.equal(await codeOf({ guest: pass ?? '' }), 'too-many-guests')
})

test('[AD14] a guest who asks again while they wait does not count', async () => {
  const { join, codeOf } = await begun({ terms: { waitingRoom: true } })
  const { pass, code } = await join()
  assert.equal(code, 'waiting-room')
  for (const _ of [1, 2, 3, 4, 5]) assert.equal(await codeOf({ guest: pass ?? '' }), 'waiting-room')
  for (const expected of ['waiting-room', 'waiting-room', 'too-many-guests']) assert.equal(await codeOf(), expected)
})

test('[AD14] the guests of one conference are limited; those that it has can join again', async () => {
  const { join, codeOf } = await begun({ perConference: 2 })
  const { pass } = await join()
  assert.equal(await codeOf({ from: '10.0.0.2' }), 'joined')
  assert.equal(await codeOf({ from: '10.0.0.3' }), 'guests-full')
  assert.equal(await codeOf({ guest: pass ?? '' }), 'joined')
})

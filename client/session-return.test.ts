import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SessionEnd } from './conference.ts'
import { RETURN_MS, SessionReturn, type TicketAnswer } from './session-return.ts'
import { TestClock } from './test-clock.fixture.ts'

/** A way back. `answers`: what the server says to each request; without one it cannot be reached. */
function lose(answers: (TicketAnswer | undefined)[] = []) {
  const clock = new TestClock()
  const requests: number[] = []
  const entered: string[] = []
  const ends: SessionEnd[] = []
  const start = clock.now()
  const way = new SessionReturn({
    clock,
    async requestTicket() {
      requests.push((clock.now() - start) / 1_000)
      const answer = answers.shift()
      if (!answer) throw new Error('offline')
      return answer
    },
    enter: (ticket) => void entered.push(ticket),
    end(end) {
      ends.push(end)
      way[Symbol.dispose]()
    },
  })
  return { clock, requests, entered, ends, way }
}
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
async function pass({ clock }: { clock: TestClock }, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    clock.pass(1_000)
    await settle()
  }
}

test('[RM108] tickets are requested with pauses that grow up to 15 seconds', async () => {
  const met = lose([undefined, undefined, undefined, undefined, undefined, { ticket: 'in' }])
  met.way.needTicket()
  await settle()
  await pass(met, 60)
  assert.deepEqual(met.requests, [0, 2, 6, 14, 29, 44])
  assert.deepEqual(met.entered, ['in'])
})

test('[RM108] after 10 minutes the session ends as lost, also if the clock stood still meanwhile', async () => {
  const awake = lose()
  awake.way.needTicket()
  await settle()
  await pass(awake, RETURN_MS / 1_000 + 60)
  assert.deepEqual(awake.ends, [{ kind: 'closed', reason: 'lost' }])
  assert.ok(Math.max(...awake.requests) < RETURN_MS / 1_000)

  const asleep = lose()
  asleep.way.needTicket()
  await settle()
  asleep.clock.sleep(RETURN_MS)
  assert.equal(asleep.way.tryNow(), true)
  assert.deepEqual([asleep.ends, asleep.requests], [[{ kind: 'closed', reason: 'lost' }], [0]])
})

test('[RM108] an attempt can be made at once, and the answer to the one before is ignored', async () => {
  const met = lose([undefined, { ticket: 'first' }, { ticket: 'second' }])
  assert.equal(met.way.tryNow(), false, 'it is not refused yet')
  met.way.needTicket()
  await settle()
  assert.equal(met.way.tryNow(), true)
  assert.equal(met.way.tryNow(), true)
  await settle()
  await pass(met, 30)
  assert.deepEqual([met.entered, met.requests], [['second'], [0, 0, 0]])
})

test('[RM109] a ticket that opens no session is followed by another, after a pause', async () => {
  const met = lose([{ ticket: 'first' }, { ticket: 'second' }])
  met.way.needTicket()
  await settle()
  met.way.needTicket()
  await pass(met, 2)
  assert.deepEqual(
    [met.entered, met.requests],
    [
      ['first', 'second'],
      [0, 2],
    ],
  )
})

test('[RM111] a refusal that lasts ends it', async () => {
  const end: SessionEnd = { kind: 'refused', code: 'banned' }
  const met = lose([{ end }])
  met.way.needTicket()
  await settle()
  await pass(met, 60)
  assert.deepEqual([met.ends, met.requests], [[end], [0]])
})

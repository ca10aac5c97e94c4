import assert from 'node:assert/strict'
import test from 'node:test'
import type { OverviewAnswer } from '../../../../contract/web/console-live-types.ts'
import type { OrganizationBooking, PlannedMeetingsAnswer } from '../../../../contract/web/console-meetings-types.ts'
import { ApiError } from '../../api.ts'
import { HOOK } from '../subscriptions/subscriptions.fixture.ts'
import { dayOf, openOverview } from './overview.ts'

const ANSWER: OverviewAnswer = {
  now: { meetings: 1, people: 2 },
  day: { total: 0, latest: [] },
  media: { engine: 'mesh', down: false },
}

const plan = (total: number): PlannedMeetingsAnswer => ({
  total,
  first: [{ title: 'Later' } as OrganizationBooking],
})

function open(...answers: (OverviewAnswer | string)[]) {
  let time = 0
  let planned: PlannedMeetingsAnswer | undefined
  const ends: number[] = []
  const days: unknown[] = []
  let signedOut = 0
  let looked = 0
  const overview = openOverview(
    {
      async overview(_corpId, day) {
        days.push(day)
        const next = answers.shift()
        if (typeof next === 'object') return next
        throw new ApiError(next ?? 'offline')
      },
      async planned(_corpId, to) {
        ends.push(to)
        if (!planned) throw new ApiError('offline')
        return planned
      },
      async subscriptions() {
        looked += 1
        return { subscriptions: [HOOK, { ...HOOK, id: 'dead', dead: looked }] }
      },
    },
    { corpId: 'dingacme', now: () => time, signedOut: () => void (signedOut += 1) },
  )
  const pass = (ms: number) => void (time += ms)
  const answer = (given: PlannedMeetingsAnswer) => void (planned = given)
  return { overview, days, ends, signedOut: () => signedOut, pass, answer }
}

test('[CO31] the overview keeps the latest numbers while the server does not answer, and says so', async () => {
  const { overview, days, signedOut } = open(ANSWER, 'offline', 'signed-out')
  await Promise.all([overview.refresh(), overview.refresh()])
  assert.equal(days.length, 1)
  assert.deepEqual(overview.view.get(), { phase: 'shown', answer: ANSWER, isStale: false })
  await overview.refresh()
  assert.deepEqual(overview.view.get(), { phase: 'shown', answer: ANSWER, isStale: true })
  await overview.refresh()
  assert.equal(signedOut(), 1)
  const refused = open('not-administrator')
  await refused.overview.refresh()
  assert.deepEqual(refused.overview.view.get(), { phase: 'refused', code: 'not-administrator' })
})

test('[CO32] a day lasts from midnight to midnight of the machine, also when its clocks change', () => {
  const before = process.env['TZ']
  try {
    for (const [timeZone, at, hours, from] of [
      ['Europe/Berlin', '2026-03-29T12:00Z', 23, '2026-03-28T23:00:00.000Z'],
      ['Europe/Berlin', '2026-10-25T12:00Z', 25, '2026-10-24T22:00:00.000Z'],
      ['Asia/Shanghai', '2026-11-29T17:00Z', 24, '2026-11-29T16:00:00.000Z'],
    ] as const) {
      process.env['TZ'] = timeZone
      const day = dayOf(Date.parse(at))
      assert.deepEqual([(day.to - day.from) / 3_600_000, new Date(day.from).toISOString()], [hours, from])
    }
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
})

test('[CO33] the booked meetings of later today are looked up every minute, and at once after a failure', async () => {
  const { overview, answer, pass, ends } = open(ANSWER, ANSWER, ANSWER, ANSWER)
  const total = () => overview.planned.get()?.total
  await overview.refresh()
  assert.equal(total(), undefined)
  answer(plan(21))
  await overview.refresh()
  assert.deepEqual(overview.planned.get(), plan(21))
  assert.deepEqual(ends, [dayOf(0).to, dayOf(0).to])
  answer(plan(20))
  pass(59_000)
  await overview.refresh()
  assert.equal(total(), 21)
  pass(1_000)
  await overview.refresh()
  assert.equal(total(), 20)
})

test('[CO83] subscriptions whose events do not arrive are looked up every minute', async () => {
  const { overview, pass } = open(ANSWER, ANSWER, ANSWER)
  const shown = () => overview.troubled.get().map(({ id, dead }) => [id, dead])
  await overview.refresh()
  assert.deepEqual(shown(), [['dead', 1]])
  pass(59_000)
  await overview.refresh()
  assert.deepEqual(shown(), [['dead', 1]])
  pass(1_000)
  await overview.refresh()
  assert.deepEqual(shown(), [['dead', 2]])
})

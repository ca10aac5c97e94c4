import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from './clock-and-ids.ts'
import { TestMachine } from './machine.fixture.ts'
import { DatabaseTime } from './database-time.ts'

const HOUR = 3_600_000

/** A database whose clock is right, and which takes `tookMs` to answer on the machine. */
function database(machine: TestMachine) {
  const real = new TestMachine()
  const answers = { tookMs: 2 }
  const pass = (ms: number) => [machine, real].forEach((one) => one.pass(ms))
  const ask = async () => {
    pass(answers.tookMs / 2)
    const wallMs = real.wallMs()
    pass(answers.tookMs / 2)
    return wallMs
  }
  return { real, answers, pass, ask }
}

test('[CL6] server time is that of the database, and setting the clock of the machine changes nothing', async () => {
  const machine = new TestMachine()
  machine.setWall(5 * 60_000)
  const { real, pass, ask } = database(machine)
  const shared = await DatabaseTime.open(ask, machine)
  const steps: number[] = []
  const clock = systemClock({ source: shared, onStep: (byMs) => steps.push(byMs) })
  for (let hours = 0; hours < 3; hours += 1) {
    machine.setWall(-HOUR)
    pass(1_000)
    await shared.compare()
    assert.ok(Math.abs(clock.now() - real.wallMs()) <= 1)
  }
  assert.deepEqual(steps, [])
})

test('[CL6] server time approaches the clock of a database that was set, and ignores slow answers', async () => {
  const machine = new TestMachine()
  const { real, answers, pass, ask } = database(machine)
  const shared = await DatabaseTime.open(ask, machine)
  const steps: number[] = []
  const clock = systemClock({ source: shared, onStep: (byMs) => steps.push(byMs) })
  const before = shared.wallMs()
  answers.tookMs = 900
  await shared.compare()
  assert.equal(shared.wallMs() - before, 900)
  answers.tookMs = 2
  real.setWall(2_000)
  await shared.compare()
  assert.equal(shared.wallMs(), real.wallMs())
  const readAt = clock.now()
  pass(10_000)
  assert.equal(clock.now() - readAt, 10_050)
  assert.deepEqual(steps, [2_000])
})

test('[CL6] the sleep of the machine passes as soon as the server compares', async () => {
  const machine = new TestMachine()
  const { real, pass, ask } = database(machine)
  const shared = await DatabaseTime.open(ask, machine)
  const steps: number[] = []
  const clock = systemClock({ source: shared, onStep: (byMs) => steps.push(byMs) })
  machine.sleep(8 * HOUR)
  real.pass(8 * HOUR)
  pass(10)
  await shared.compare()
  assert.ok(Math.abs(clock.now() - real.wallMs()) <= 1)
  assert.deepEqual(steps, [])
})

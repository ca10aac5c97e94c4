import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../conference/identity.ts'
import { systemClock } from './clock-and-ids.ts'
import { TestMachine } from './machine.fixture.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Lets time pass as a server sees it: it reads the clock several times a second. Checks that no reading is earlier. */
function pass(ms: number, machine: TestMachine, clock: ReturnType<typeof systemClock>): void {
  let before = clock.now()
  for (let passed = 0; passed < ms; passed += 250) {
    machine.pass(250)
    const now = clock.now()
    assert.ok(now >= before, 'server time ran backwards')
    before = now
  }
}

test('[CL1] server time is the wall clock while nobody sets it', () => {
  const machine = new TestMachine()
  const clock = systemClock({ source: machine })
  for (const ms of [0, 0.3, 0.9, 250, MINUTE, HOUR]) {
    machine.pass(ms)
    assert.equal(clock.now(), machine.wallMs())
  }
})

for (const [what, byMs] of [
  ['back by 90 s', -90 * SECOND],
  ['back by 2 h', -2 * HOUR],
  ['forward by 1 h', HOUR],
] as const) {
  test(`[CL1] [CL2] after the wall clock is set ${what}, a minute is a minute within 0.5 %`, () => {
    const machine = new TestMachine()
    const clock = systemClock({ source: machine })
    pass(MINUTE, machine, clock)
    const before = clock.now()
    machine.setWall(byMs)
    assert.equal(clock.now(), before)
    pass(MINUTE, machine, clock)
    const expected = MINUTE + Math.sign(byMs) * 300
    assert.ok(Math.abs(clock.now() - before - expected) <= 1, `${clock.now() - before} ms`)
  })

  test(`[CL2] server time is back at a wall clock that was set ${what} after 200 times as long, and stays there`, () => {
    const machine = new TestMachine()
    const clock = systemClock({ source: machine })
    machine.setWall(byMs)
    clock.now()
    machine.pass(200 * Math.abs(byMs) - 10 * SECOND)
    assert.notEqual(clock.now(), machine.wallMs())
    pass(20 * SECOND, machine, clock)
    assert.ok(Math.abs(clock.now() - machine.wallMs()) <= 1)
    pass(MINUTE, machine, clock)
    assert.ok(Math.abs(clock.now() - machine.wallMs()) <= 1)
  })
}

for (const driftPpm of [-500, 500]) {
  test(`[CL2] server time follows a wall clock that drifts by ${driftPpm} ppm`, () => {
    const machine = new TestMachine()
    machine.driftPpm = driftPpm
    const clock = systemClock({ source: machine })
    for (let hours = 0; hours < 3; hours += 1) {
      pass(HOUR, machine, clock)
      assert.ok(Math.abs(clock.now() - machine.wallMs()) <= 1)
    }
  })
}

test('[CL3] the time that the machine slept passes at once, and is no change of the wall clock', () => {
  const machine = new TestMachine()
  const steps: number[] = []
  const clock = systemClock({ source: machine, onStep: (byMs) => steps.push(byMs) })
  for (let nights = 0; nights < 2; nights += 1) {
    pass(MINUTE, machine, clock)
    machine.sleep(8 * HOUR)
    assert.equal(clock.now(), machine.wallMs())
  }
  assert.deepEqual(steps, [])
  machine.sleep(HOUR)
  machine.setWall(-2 * HOUR)
  const before = clock.now()
  assert.deepEqual(steps, [-2 * HOUR])
  assert.equal(before, machine.wallMs() + 2 * HOUR - 0.005 * HOUR)
})

test('[CL4] server time starts at the latest stored instant, if the wall clock is up to a day behind it', () => {
  const machine = new TestMachine()
  const startAt = (latest: number) => systemClock({ source: machine, latest: latest as EpochMs }).now()
  const wall = machine.wallMs()
  assert.equal(startAt(wall - HOUR), wall)
  assert.equal(startAt(wall + 2 * HOUR), wall + 2 * HOUR)
  assert.equal(startAt(wall + 24 * HOUR), wall + 24 * HOUR)
  assert.equal(startAt(wall + 24 * HOUR + 1), wall)
})

test('[CL5] each change of the wall clock by more than a second is reported once', () => {
  const machine = new TestMachine()
  const steps: number[] = []
  const clock = systemClock({ source: machine, onStep: (byMs) => steps.push(byMs) })
  for (const byMs of [-90 * SECOND, 900, HOUR]) {
    machine.setWall(byMs)
    pass(MINUTE, machine, clock)
  }
  assert.deepEqual(steps, [-90 * SECOND, HOUR])
})

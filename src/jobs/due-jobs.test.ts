import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConferenceError } from '../conference/conference-error.ts'
import type { ConferenceId, EpochMs } from '../conference/identity.ts'
import { ManualClock } from '../service/conduct/recorded-store.fixture.ts'
import { Meeting } from '../store/meeting.contract.ts'
import { openSqlite } from '../store/sqlite.ts'
import { runDueJobs } from './due-jobs.ts'

const SECOND = 1_000

/** As many conferences as `count`, each with a job that is due; those for which `fails` says so cannot be ended. */
async function due(count: number, fails: (index: number) => boolean) {
  const store = await openSqlite({ path: ':memory:' })
  const clock = new ManualClock()
  const meetings = Array.from({ length: count }, () => new Meeting({ at: -1e9 }))
  await store.conferences.commit(meetings.map((meeting) => meeting.create()))
  const broken = new Set(meetings.filter((_, index) => fails(index)).map(({ id }) => id))
  const done: ConferenceId[] = []
  const attempts: number[] = []
  const conductor = {
    execute: async (id: ConferenceId) => {
      if (broken.has(id)) throw new Error('cannot be decided')
      done.push(id)
      return true
    },
  }
  const onError = (error: unknown, { attempt }: { attempt: number }) => {
    assert.equal(String(error), 'Error: cannot be decided')
    attempts.push(attempt)
  }
  const run = () => runDueJobs({ conductor, jobs: store.jobs, clock, onError })
  return { store, clock, meetings, broken, conductor, done, attempts, run }
}

test('[JB1] a job that fails is tried again after 1 s, then after twice as long, up to 5 min, and logged each time', async () => {
  const { store, clock, attempts, broken, done, run } = await due(1, () => true)
  const waits: number[] = []
  await run()
  for (let attempt = 1; attempt <= 11; attempt += 1) {
    let waited = 0
    while (attempts.length === attempt) {
      clock.forward(SECOND)
      waited += 1
      await run()
    }
    waits.push(waited)
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
  assert.deepEqual(attempts, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  broken.clear()
  clock.forward(300 * SECOND)
  await run()
  clock.forward(300 * SECOND)
  await run()
  assert.equal(done.length, 1, 'once it succeeds it is done once')
  await store[Symbol.asyncDispose]()
})

test('[JB2] however many jobs fail, the others are done in the same run', async () => {
  const { store, clock, attempts, done, run } = await due(450, (index) => index < 300)
  await run()
  assert.deepEqual([done.length, attempts.length], [150, 300])
  clock.forward(SECOND)
  const late = new Meeting({ at: -1e9 })
  await store.conferences.commit([late.create()])
  await run()
  assert.deepEqual([done.at(-1), done.length, attempts.length], [late.id, 151, 600])
  await store[Symbol.asyncDispose]()
})

test('[JB2] a conference that refuses a job has moved on: the job is done', async () => {
  const { store, clock, attempts, conductor, run } = await due(1, () => false)
  conductor.execute = () => Promise.reject(new ConferenceError('conference-ended'))
  await run()
  assert.deepEqual(attempts, [])
  assert.deepEqual(await store.jobs.take({ now: (clock.now() + 1e9) as EpochMs, leaseMs: 0, limit: 9 }), [])
  await store[Symbol.asyncDispose]()
})

test('[JB3] a job that is being done is not begun a second time', async () => {
  const { store, conductor, run } = await due(1, () => false)
  const gate = Promise.withResolvers<boolean>()
  let begun = 0
  conductor.execute = () => {
    begun += 1
    return gate.promise
  }
  const runs = [run(), run(), run()]
  await new Promise(setImmediate)
  gate.resolve(true)
  await Promise.all(runs)
  assert.equal(begun, 1)
  await store[Symbol.asyncDispose]()
})

test('[JB3] a job whose server is gone is taken again when its lease ends', async () => {
  const { store, clock, done, run } = await due(1, () => false)
  await store.jobs.take({ now: clock.now(), leaseMs: 10 * SECOND, limit: 9 })
  clock.forward(10 * SECOND - 1)
  await run()
  assert.deepEqual(done, [])
  clock.forward(1)
  await run()
  assert.equal(done.length, 1)
  await store[Symbol.asyncDispose]()
})

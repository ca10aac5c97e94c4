import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ConferenceId } from '../../conference/identity.ts'
import { CREATE, ID, join, processOn } from './conductor.fixture.ts'
import type { Follower } from './feed.ts'
import { RecordedStore } from './recorded-store.fixture.ts'

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)
/** Long enough for a log in memory to be read. */
const idle = () => new Promise(setImmediate)

test('[FD1] own commits reach the followers in order, those of one transaction as one change', async () => {
  const { conductor, changes } = processOn(new RecordedStore(), { soleWriter: true })
  await conductor.execute(ID, CREATE)
  await Promise.all(['ann', 'bob', 'cat'].map((name) => conductor.execute(ID, join(name))))
  assert.deepEqual(
    changes.map(({ previous, head, events, members, own }) => [
      previous,
      head.version,
      events.map(({ event }) => event.type),
      members.map(({ nick }) => nick),
      [...own],
    ]),
    [
      [0, 1, ['conference-created'], [], [1]],
      [1, 4, ['session-opened', 'session-opened', 'session-opened'], ['ann', 'bob', 'cat'], [2, 3, 4]],
    ],
  )
})

test('[FD2] a process follows what another one writes, in order, even if wake-ups are lost, repeated or late', async () => {
  const wakeUps = fc.array(fc.nat({ max: 14 }), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(wakeUps, fc.nat({ max: 12 }), async (versions, joins) => {
      const store = new RecordedStore()
      const writer = processOn(store)
      const reader = processOn(store)
      await writer.conductor.execute(ID, CREATE)
      for (const [index, version] of versions.entries()) {
        if (index < joins) await writer.conductor.execute(ID, join(`p${index}`))
        reader.wake(version) // lost, repeated, late, or ahead of the log
        if (version % 3 === 0) await idle()
      }
      const last = store.logs.get(ID)?.length ?? 0
      reader.wake(last)
      await idle()
      assert.deepEqual([writer.seqs(), reader.seqs()], [upTo(last), upTo(last)])
      assert.deepEqual(await reader.conductor.loadCommitted(ID), await writer.conductor.loadCommitted(ID))
      assert.deepEqual([writer.errors, reader.errors], [[], []])
      for (const [index, { previous }] of reader.changes.entries()) {
        assert.equal(previous, reader.changes[index - 1]?.head.version ?? 0)
      }
    }),
    { numRuns: 60 },
  )
})

test('[FD2] two processes that write to one conference both show each change once and know which are their own', async () => {
  const store = new RecordedStore()
  const [one, two] = [processOn(store), processOn(store)]
  one.bus.subscribe((wakeUp) => void setImmediate(() => void two.feed.catchUp(wakeUp.conferenceId, wakeUp.version)))
  two.bus.subscribe((wakeUp) => void setImmediate(() => void one.feed.catchUp(wakeUp.conferenceId, wakeUp.version)))
  await one.conductor.execute(ID, CREATE)
  await Promise.all(upTo(20).map((n) => (n % 2 ? one : two).conductor.execute(ID, join(`p${n}`))))
  await idle()
  await idle()
  assert.deepEqual([one.seqs(), two.seqs()], [upTo(21), upTo(21)])
  const own = [one, two].map(({ changes }) => changes.flatMap((change) => [...change.own]))
  assert.deepEqual(
    own.map(({ length }) => length),
    [11, 10],
  )
  assert.deepEqual(
    own.flat().sort((a, b) => a - b),
    upTo(21),
  )
})

test('[FD2] reading a conference hands on what no wake-up announced', async () => {
  const store = new RecordedStore()
  const [writer, reader] = [processOn(store), processOn(store)]
  await writer.conductor.execute(ID, CREATE)
  await reader.conductor.loadCommitted(ID)
  await writer.conductor.execute(ID, join('bob'))
  assert.equal((await reader.conductor.loadCommitted(ID)).members.size, 1)
  assert.deepEqual(reader.seqs(), [1, 2])
})

test('[FD2] a log that cannot be read is reported, and the next wake-up hands on what was missed', async () => {
  const store = new RecordedStore()
  const [writer, reader] = [processOn(store), processOn(store)]
  await writer.conductor.execute(ID, CREATE)
  const readLog = store.readLog.bind(store)
  store.readLog = () => Promise.reject(new Error('connection lost'))
  reader.wake(1)
  await idle()
  assert.deepEqual([reader.seqs(), reader.errors.map(String)], [[], ['Error: connection lost']])
  store.readLog = readLog
  reader.wake(1)
  await idle()
  assert.deepEqual(reader.seqs(), [1])
})

test('[FD3] followers are called one after the other in their order, before anybody is answered', async () => {
  const { feed, conductor } = processOn(new RecordedStore(), { soleWriter: true })
  const order: string[] = []
  const named = (name: string): Follower => ({ follow: () => void order.push(name) })
  feed.start([named('change'), named('media state')])
  await conductor.execute(ID, CREATE).then(() => order.push('answer'))
  assert.deepEqual(order, ['change', 'media state', 'answer'])
})

test('[WR9] a follower that throws is reported; neither the answers nor the other followers notice', async () => {
  const store = new RecordedStore()
  const { feed, conductor, recording, changes, errors } = processOn(store, { soleWriter: true })
  const broken: Follower = {
    follow: () => {
      throw new Error('broken follower')
    },
  }
  feed.start([broken, recording])
  const other = '6a10c4f2b7e39014d58a0c72' as ConferenceId
  const answers = await Promise.all([conductor.execute(ID, CREATE), conductor.execute(other, CREATE)])
  assert.deepEqual([answers, store.batches, changes.length], [[true, true], [2], 2])
  assert.deepEqual(errors.map(String), ['Error: broken follower', 'Error: broken follower'])
})

test('[WR9] a bus that throws is reported, and the commit is followed all the same', async () => {
  const { bus, conductor, seqs, errors } = processOn(new RecordedStore(), { soleWriter: true })
  bus.publish = () => {
    throw new Error('no connection')
  }
  assert.equal(await conductor.execute(ID, CREATE), true)
  assert.deepEqual([seqs(), errors.map(String)], [[1], ['Error: no connection']])
})

test('[FD1] a process that starts later follows a conference from its first event', async () => {
  const store = new RecordedStore()
  const before = processOn(store)
  await before.conductor.execute(ID, CREATE)
  await before.conductor.execute(ID, join('bob'))
  const { conductor, changes, seqs } = processOn(store, { soleWriter: true })
  await Promise.all([conductor.loadCommitted(ID), conductor.execute(ID, join('cat'))])
  assert.deepEqual(
    [seqs(), changes.map(({ own }) => [...own])],
    [
      [1, 2, 3],
      [[], [3]],
    ],
  )
})

test('[FD4] what a process has just written is not read back from the store', async () => {
  const { conductor, seqs, reads } = processOn(new RecordedStore(), { soleWriter: true })
  await conductor.execute(ID, CREATE)
  assert.deepEqual(reads, [0], 'whether the conference is there')
  for (const n of upTo(10)) await conductor.execute(ID, join(`p${n}`))
  assert.deepEqual([seqs(), reads], [upTo(11), [0]])
})

test('[FD4] another process reads only what it does not know', async () => {
  const store = new RecordedStore()
  const [writer, reader] = [processOn(store), processOn(store)]
  await writer.conductor.execute(ID, CREATE)
  for (const n of upTo(3)) {
    await writer.conductor.execute(ID, join(`p${n}`))
    reader.wake(n + 1)
    await idle()
  }
  assert.deepEqual([reader.seqs(), reader.reads], [upTo(4), [0, 2, 3]])
})

test('[FD6] a long log is read in parts with other work between them, and is one change for the followers', async () => {
  const store = new RecordedStore()
  const writer = processOn(store, { soleWriter: true })
  await writer.conductor.execute(ID, CREATE)
  await Promise.all(Array.from({ length: 4_500 }, (_, index) => writer.conductor.execute(ID, join(`p${index}`))))
  const reader = processOn(store)
  const work: string[] = []
  const readLog = store.readLog.bind(store)
  store.readLog = async (...part) => {
    const events = await readLog(...part)
    work.push(`${events.length} events`)
    setImmediate(() => work.push('other'))
    return events
  }
  const { head } = await reader.conductor.loadCommitted(ID)
  assert.deepEqual(work.slice(0, 5), ['2000 events', 'other', '2000 events', 'other', '501 events'])
  assert.deepEqual([head.version, reader.changes.length, reader.seqs().length], [4_501, 1, 4_501])
})

test('[FD8] a feed that is closed waits for the reads that have begun and begins no other', async () => {
  const store = new RecordedStore()
  const { conductor } = processOn(store)
  await conductor.execute(ID, CREATE)
  const { feed, wake, reads, seqs, errors } = processOn(store)
  wake(1)
  const closing = feed[Symbol.asyncDispose]()
  await conductor.execute(ID, join('ann'))
  wake(2)
  await closing
  await idle()
  assert.deepEqual([reads, seqs()[0], errors], [[0], 1, []])
})

test('[FD10] without wake-ups at most 8 logs are read at the same time', async () => {
  const store = new RecordedStore()
  const writer = processOn(store)
  const ids = Array.from({ length: 30 }, (_, index) => `conference-${index}` as ConferenceId)
  for (const id of ids) await writer.conductor.execute(id, CREATE)
  const { feed, changes } = processOn(store)
  let [reading, most] = [0, 0]
  const readLog = store.readLog.bind(store)
  store.readLog = async (...range) => {
    most = Math.max(most, (reading += 1))
    await idle()
    reading -= 1
    return readLog(...range)
  }
  await feed.catchUpWith(await store.listRunning())
  assert.deepEqual([most, changes.map(({ conferenceId }) => conferenceId)], [8, ids])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CREATE, ID, join, openConductor } from '../service/conduct/conductor.fixture.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import type { NewDatabase } from './meeting.contract.ts'

const seqs = (changes: readonly CommittedChange[]) => changes.flatMap(({ events }) => events.map(({ seq }) => seq))
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

/** Two processes on one store, each with a feed of its own; the bus of each wakes the other one. */
export function testFeeds(newDatabase: NewDatabase): void {
  test('[FD5] a second process that is woken shows the same changes in order, and both may write', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [one, two] = [1, 2].map(() => openConductor(store.conferences, { soleWriter: false })) as [
      ReturnType<typeof openConductor>,
      ReturnType<typeof openConductor>,
    ]
    const wakings: Promise<void>[] = []
    for (const [from, to] of [
      [one, two],
      [two, one],
    ] as const) {
      from.bus.subscribe(({ conferenceId, version }) => {
        wakings.push(Promise.resolve(to.feed.catchUp(conferenceId, version)))
      })
    }
    await one.conductor.execute(ID, CREATE)
    for (const name of ['ann', 'bob', 'cat']) {
      await one.conductor.execute(ID, join(name))
      await Promise.all(wakings) // changes that wait to be read together are one
    }
    assert.deepEqual([seqs(one.changes), seqs(two.changes)], [upTo(4), upTo(4)])
    assert.deepEqual(
      two.changes.at(-1)?.members.map(({ nick }) => nick),
      ['cat'],
    )
    await Promise.all(upTo(8).map((n) => (n % 2 ? one : two).conductor.execute(ID, join(`p${n}`))))
    await Promise.all(wakings)
    assert.deepEqual([seqs(one.changes), seqs(two.changes)], [upTo(12), upTo(12)])
    assert.deepEqual(await two.conductor.loadCommitted(ID), await one.conductor.loadCommitted(ID))
    assert.deepEqual([...one.errors, ...two.errors], [])
  })
}

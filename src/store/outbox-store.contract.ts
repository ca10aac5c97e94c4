import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../conference/identity.ts'
import type { OutboxEvent, NewOutboxEvent } from '../service/outbox/outbox-event.ts'
import { ACME, Meeting, T0, type NewDatabase } from './meeting.contract.ts'
import type { Store } from './store.ts'

const toEvent = (n: number): NewOutboxEvent => ({
  type: 'directory_change',
  organizationId: ACME,
  at: (T0 + n) as EpochMs,
  subject: 'directory',
  data: { users: [{ userId: `u${n}`, unionId: `u${n}` }], changeScene: 'user_deleted' },
})

async function readAll(store: Store): Promise<readonly OutboxEvent[]> {
  return store.outbox.list(ACME, { after: 0, limit: 10_000 })
}

export function testOutbox(newDatabase: NewDatabase): void {
  test('[EV6] [EV7] the events of a commit are numbered, and those of one that is not written do not exist', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const [created, joined] = [meeting.create(), meeting.join('ada')]
    const stale = { ...joined, head: { ...joined.head, version: 9 } }
    assert.deepEqual(await store.conferences.commit([stale]), [false])
    assert.deepEqual(await readAll(store), [])
    await store.conferences.commit([created, joined])
    const events = await readAll(store)
    assert.deepEqual(
      events.map(({ id, subject, type }) => [id, subject, type]),
      [
        [1, meeting.id, 'meeting_status_change'],
        [2, meeting.id, 'meeting_member_status_change'],
      ],
    )
    assert.deepEqual(
      events,
      [...created.outboxEvents, ...joined.outboxEvents].map((event, n) => ({ ...event, id: n + 1 })),
    )
    assert.deepEqual(await store.outbox.list(ACME, { after: 1, limit: 1 }), events.slice(1))
    assert.deepEqual([...(await store.outbox.listNewest([ACME]))], [[ACME, 2]])
  })

  test('[EV6] a change of the directory that fails tells nobody anything', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const failing = store.directory.change(ACME, async (within) => {
      await within.publish([toEvent(1)])
      throw new Error('no')
    })
    await assert.rejects(failing, /no/)
    assert.deepEqual(await readAll(store), [])
    await store.directory.change(ACME, (within) => within.publish([toEvent(2)]))
    assert.deepEqual(await readAll(store), [{ ...toEvent(2), id: 1 }])
  })

  test('[EV7] a reader that continues after the last id misses no event of writers at the same time', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meetings = Array.from({ length: 20 }, () => new Meeting())
    const writing = Promise.all(
      meetings.map(async (meeting) => {
        await store.conferences.commit([meeting.create()])
        for (let joins = 0; joins < 5; joins += 1) await store.conferences.commit([meeting.join(`p${joins}`)])
      }),
    )
    const seen: number[] = []
    const readOn = async () => {
      const page = await store.outbox.list(ACME, { after: seen.at(-1) ?? 0, limit: 7 })
      seen.push(...page.map(({ id }) => id))
      return page.length
    }
    while (seen.length < 120) await readOn()
    await writing
    assert.equal(await readOn(), 0)
    assert.deepEqual(
      seen,
      Array.from({ length: 120 }, (_, n) => n + 1),
    )
  })

  test('[EV7] the place of a moment is that of the last event before it', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const times = [10, 20, 20, 30]
    for (const n of times) await store.directory.change(ACME, (within) => within.publish([toEvent(n)]))
    const places = await Promise.all([5, 10, 11, 20, 21, 30, 99].map((n) => store.outbox.findIdBefore(ACME, T0 + n)))
    assert.deepEqual(places, [0, 0, 1, 1, 3, 3, 4])
  })
}

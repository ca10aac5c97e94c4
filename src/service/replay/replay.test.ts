import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import { EVENT_TYPES } from '../../../contract/event/event-terms.ts'
import type { OutboxEvent } from '../outbox/outbox-event.ts'
import { Replay } from './replay.ts'

const ACME = 'acme' as OrganizationId
const READER = { id: 'app', organizationId: ACME, types: new Set(EVENT_TYPES) }

const eventOf = (id: number, type: 'directory_change' | 'booking_change') =>
  ({ id, type, organizationId: ACME, at: id as EpochMs, subject: 'directory', data: {} }) as unknown as OutboxEvent

/** Over an outbox with these events, of which the newest has the id `newest`. */
function replayOf(events: readonly OutboxEvent[], newest: number) {
  const limits: number[] = []
  const replay = new Replay({
    store: {
      list: (_organizationId, { after, limit }) => {
        limits.push(limit)
        return Promise.resolve(events.filter(({ id }) => id > after).slice(0, limit))
      },
      listNewest: () => Promise.resolve(new Map([[ACME, newest]])),
      findIdBefore: (_organizationId, at) => Promise.resolve(events.findLast((event) => event.at < at)?.id ?? 0),
    },
  })
  return { replay, limits }
}

test('[EV14] a cursor of deleted events works, and one that no event has had is refused', async () => {
  const left = [4, 7, 8].map((id) => eventOf(id, 'directory_change'))
  const { replay } = replayOf(left, 9)
  for (const [after, expected] of [
    [0, [4, 7, 8]],
    [2, [4, 7, 8]],
    [5, [7, 8]],
    [9, []],
  ] as const) {
    const start = await replay.findStart(READER, { after })
    const { events, next } = await replay.page(READER, { after: start, limit: 10 })
    assert.deepEqual(
      events.map(({ id }) => id),
      expected,
    )
    assert.equal(next, expected.at(-1) ?? after)
  }
  await assert.rejects(replay.findStart(READER, { after: 10 }), { code: 'cursor-unknown' })
  await assert.rejects(replayOf([], 0).replay.findStart(READER, { after: 1 }), { code: 'cursor-unknown' })
  assert.equal(await replayOf([], 0).replay.findStart(READER, { after: 0 }), 0)
})

test('[EV12] a page with a filter looks at 1,000 events, and says where the next one begins', async () => {
  const rare = new Set([500, 1_500, 1_501, 1_502, 2_500])
  const all = Array.from({ length: 3_000 }, (_, n) =>
    eventOf(n + 1, rare.has(n + 1) ? 'booking_change' : 'directory_change'),
  )
  const { replay, limits } = replayOf(all, 3_000)
  const pages: unknown[] = []
  for (let after = 0, isEnd = false; !isEnd;) {
    const page = await replay.page(READER, { after, limit: 2, types: new Set(['booking_change']) })
    pages.push([page.events.map(({ id }) => id), page.next])
    ;({ next: after, isEnd } = page)
  }
  assert.deepEqual(pages, [
    [[500], 1_000],
    [[1_500, 1_501], 1_501],
    [[1_502, 2_500], 2_501],
    [[], 3_000],
  ])
  assert.deepEqual(new Set(limits), new Set([1_000]))
})

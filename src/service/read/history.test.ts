import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Caller } from '../account/caller.ts'
import type { ConferenceWithMembers, Position, PageQuery } from './history-model.ts'
import { History } from './history.ts'
import type { HistoryStore } from './history-store.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'

const ACME = 'acme' as OrganizationId
const ACTOR: Caller = { clientId: 'app', kind: 'app', organizationId: ACME, scopes: new Set() }

function head(n: number, fields: Partial<ConferenceHead> = {}): ConferenceHead {
  const id = n.toString(16).padStart(24, '0') as ConferenceId
  const times = { startedAt: n as EpochMs, endedAt: (n + 1) as EpochMs }
  return { id, organizationId: ACME, title: `Nr. ${n}`, creatorNick: 'Ann', ...times, ...fields } as ConferenceHead
}

/** A history over conferences in memory; `looks` has how many rows each look was of. */
function over(conferences: readonly ConferenceHead[]) {
  const looks: number[] = []
  const newestFirst = conferences.toSorted((a, b) => b.startedAt - a.startedAt)
  const gathered = conferences.map((one): ConferenceWithMembers => ({ head: one, members: [] }))
  const listConferences = async (_: unknown, { after, limit }: PageQuery) => {
    looks.push(limit)
    return newestFirst.filter(({ startedAt }) => after === undefined || startedAt < after.at).slice(0, limit)
  }
  const store: Partial<HistoryStore> = {
    listConferences,
    listWithMembers: async (_, ids) => gathered.filter((one) => ids.includes(one.head.id)),
  }
  const heads = {
    loadOwned: async () => {
      throw new Error('not asked for')
    },
  }
  const mediaStates = { sending: () => new Map() }
  return { history: new History({ store: store as HistoryStore, heads, mediaStates }), looks }
}

const EVER = { from: 0 as EpochMs, to: 1e9 as EpochMs, onlyEnded: false }

/** Everything that the pages have, and how many pages they were. */
async function follow(history: History, wanted: Parameters<History['pageBegun']>[1], limit: number) {
  const found: number[] = []
  const sizes: number[] = []
  for (let after: Position | undefined; ;) {
    const { rows, next } = await history.pageBegun(ACTOR, wanted, { ...(after && { after }), limit })
    found.push(...rows.map(({ startedAt }) => startedAt))
    sizes.push(rows.length)
    if (!next) return { found, sizes }
    after = next
  }
}

test('[QU4] each page but the last has the next token', async () => {
  const { history } = over([1, 2, 3, 4].map((n) => head(n)))
  assert.deepEqual(await follow(history, EVER, 2), { found: [4, 3, 2, 1], sizes: [2, 2] })
  assert.deepEqual(await follow(history, EVER, 3), { found: [4, 3, 2, 1], sizes: [3, 1] })
  assert.deepEqual(await follow(over([]).history, EVER, 3), { found: [], sizes: [0] })
})

test('[QU12] titles and creators are found by a part in any case, and ongoing conferences are not onlyEnded', async () => {
  const conferences = [
    head(1, { title: 'Weekly SYNC' }),
    head(2, { title: 'Ärger', creatorNick: 'Bob' }),
    head(3, { title: 'sync', creatorNick: 'Bobby' }),
  ]
  const { endedAt: _, ...running } = head(4, { title: 'Sync now' })
  const { history } = over([...conferences, running])
  const find = async (wanted: object) => (await follow(history, { ...EVER, ...wanted }, 9)).found
  assert.deepEqual(await find({ title: 'sync' }), [4, 3, 1])
  assert.deepEqual(await find({ title: 'ÄRG' }), [2])
  assert.deepEqual(await find({ creator: 'bob' }), [3, 2])
  assert.deepEqual(await find({ title: 'SYNC', creator: 'BOB' }), [3])
  assert.deepEqual(await find({ onlyEnded: true, title: 'sync' }), [3, 1])
  assert.deepEqual(await find({ title: '%' }), [])
})

test('[QU13] a filter with few matches reads a bounded number of rows per page, and following the pages finds all', async () => {
  const few = new Set([1, 2, 5_000, 9_000, 9_001])
  const conferences = Array.from({ length: 9_500 }, (_, n) => head(n, few.has(n) ? { title: 'Needle' } : {}))
  const { history, looks } = over(conferences)
  const first = await history.pageBegun(ACTOR, { ...EVER, title: 'needle' }, { limit: 100 })
  assert.deepEqual([first.rows.length, looks.reduce((all, size) => all + size, 0)], [2, 4_000])
  const { found, sizes } = await follow(history, { ...EVER, title: 'needle' }, 2)
  assert.deepEqual(found, [9_001, 9_000, 5_000, 2, 1])
  assert.ok(sizes.length <= 5, String(sizes))
})

for (const [what, organizations, ended, code] of [
  ['an ended one', [ACME, 'globex'], true, 'conference-ended'],
  ['one of another organisation', ['globex'], false, 'not-permitted'],
  ['none', [], false, 'conference-not-found'],
] as const) {
  test(`[QU2] a batch without ongoing conferences, with ${what}, is refused as ${code}`, async () => {
    const conferences = organizations.map((organizationId, n) => {
      const { endedAt, ...running } = head(n, { organizationId: organizationId as OrganizationId })
      return ended ? { ...running, endedAt: endedAt as EpochMs } : running
    })
    const ids = [...conferences.map(({ id }) => id), head(77).id]
    await assert.rejects(over(conferences).history.listRunning(ACTOR, ids), (error: unknown) => {
      assert.ok(error instanceof ConferenceError)
      assert.equal(error.code, code)
      return true
    })
  })
}

test('[QU1] a batch lists the ongoing conferences in the requested order, each once', async () => {
  const running = [1, 2, 3].map((n) => {
    const { endedAt: _, ...one } = head(n)
    return one
  })
  const { history } = over([...running, head(4)])
  const ids = [3, 4, 1, 3, 77].map((n) => head(n).id)
  const found = await history.listRunning(ACTOR, ids)
  assert.deepEqual(
    found.map((one) => one.head.startedAt),
    [3, 1],
  )
})

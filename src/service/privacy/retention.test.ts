import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ConferenceId, OrganizationId, ParticipantId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { openSqlite } from '../../store/sqlite.ts'
import type { Principal } from '../account/principal.ts'
import { CREATE, join } from '../conduct/conductor.fixture.ts'
import type { RetentionStore } from './retention-store.ts'

const ACME = 'acme' as OrganizationId
const OWNER = { organizationId: ACME }
const APP = { kind: 'app', clientId: 'app' } as const
const root: Principal = { kind: 'terminal', user: 'root' }
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const PLACE = { after: 0, limit: 128 }
const idOf = (index: number) => (index + 1).toString(16).padStart(24, '0') as ConferenceId

/** Acme, and a store of which `fail` decides whether a batch of the retention fails before or after it is written. */
async function opened(fail: () => 'before' | 'after' | undefined = () => undefined) {
  const store = await openSqlite({ path: ':memory:' })
  const retention: RetentionStore = {
    take: (order) => store.retention.take(order),
    finish: (run, order) => store.retention.finish(run, order),
    async deleteBatch(run, order) {
      const failure = fail()
      if (failure === 'before') throw new Error('crash')
      const batch = await store.retention.deleteBatch(run, order)
      if (failure === 'after') throw new Error('crash')
      return batch
    },
  }
  const services = await openTestServices({ adapters: { store: { ...store, retention } } })
  await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
  return {
    ...services,
    async [Symbol.asyncDispose]() {
      await services[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}
type Opened = Awaited<ReturnType<typeof opened>>

/** Ann and Ben meet now. */
async function hold({ conductor }: Opened, id: ConferenceId, { isClosed = true } = {}): Promise<void> {
  await conductor.execute(id, CREATE)
  for (const name of ['ann', 'ben']) {
    const participantId = `${name} in ${id}` as ParticipantId
    await conductor.execute(id, { ...join(name), participantId } as typeof CREATE)
  }
  if (isClosed) await conductor.execute(id, { type: 'close', by: APP })
}

const acts = async ({ audit }: Opened) =>
  (await audit.page(root, ACME, { limit: 200, action: 'meetings-deleted' })).entries.map(({ details }) => details)

test('[CO63] nothing is deleted for an hour after the days are chosen, and then what is older', async () => {
  await using world = await opened()
  const { clock, retention, organizationSettings, heads } = world
  await hold(world, idOf(0))
  clock.forward(30 * DAY_MS)
  await hold(world, idOf(1))
  await hold(world, idOf(2), { isClosed: false })
  await retention.run()
  await organizationSettings.change(root, ACME, { retentionDays: 30 })
  clock.forward(HOUR_MS - 1)
  await retention.run()
  assert.equal((await heads.load(idOf(0))).id, idOf(0))
  clock.forward(1)
  await retention.run()
  await assert.rejects(async () => heads.load(idOf(0)), { code: 'conference-not-found' })
  clock.forward(365 * DAY_MS)
  await retention.run()
  await assert.rejects(async () => heads.load(idOf(1)), { code: 'conference-not-found' })
  assert.equal((await heads.load(idOf(2))).endedAt, undefined)
  await retention.run()
  const entry = { conferences: 1, bookings: 0, days: 30 }
  assert.deepEqual(await acts(world), [entry, entry])
})

test('[CO64] every read of a deleted meeting answers as for an unknown one, though it was in memory', async () => {
  await using world = await opened()
  const { clock, retention, organizationSettings, heads, roster, conductor, history, quality, attendance } = world
  const [id, unknown] = [idOf(0), idOf(7)]
  await hold(world, id)
  const reader = { principal: root }
  const caller = { clientId: 'a', kind: 'app', organizationId: ACME, scopes: new Set() } as never
  const reads = (of: ConferenceId): (() => unknown)[] => [
    () => heads.loadOwned(OWNER, of),
    () => roster.listMembers(OWNER, of, PLACE),
    () => conductor.loadCommitted(of),
    () => conductor.execute(of, { type: 'lock', by: APP }),
    () => attendance.loadReport(reader, of),
    () => quality.listLatest(caller, of, []),
    () => history.pageSessions(caller, of, { limit: 9 } as never),
  ]
  const answersOf = async (of: ConferenceId) => {
    const answers: unknown[] = []
    for (const read of reads(of)) {
      try {
        answers.push(await read())
      } catch (error) {
        answers.push((error as { code?: string }).code ?? String(error))
      }
    }
    return answers
  }
  assert.equal((await answersOf(id)).filter((answer) => answer === 'conference-not-found').length, 0)
  await organizationSettings.change(root, ACME, { retentionDays: 1 })
  clock.forward(DAY_MS + HOUR_MS)
  await retention.run()
  assert.deepEqual(await answersOf(id), await answersOf(unknown))
  assert.deepEqual(await roster.listEnded('ann' as never, 9), [])
})

test('[CO63] [CO65] whatever the ages, and wherever a server stops, exactly the older meetings are gone and counted', async () => {
  const anyMeeting = fc.record({ ageDays: fc.nat(60), isClosed: fc.boolean() })
  const anyFailure = fc.constantFrom('before', 'after', undefined, undefined)
  const anyCase = fc.record({
    meetings: fc.array(anyMeeting, { maxLength: 45 }),
    days: fc.integer({ min: 1, max: 60 }),
    failures: fc.array(anyFailure, { maxLength: 6 }),
  })
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ meetings, days, failures }) => {
      const left = [...failures]
      await using world = await opened(() => left.shift())
      const { clock, retention, organizationSettings, store } = world
      const byAge = meetings.map((meeting, index) => ({ ...meeting, index })).sort((a, b) => b.ageDays - a.ageDays)
      const start = clock.now()
      for (const { ageDays, isClosed, index } of byAge) {
        clock.forward(start + (60 - ageDays) * DAY_MS - clock.now())
        await hold(world, idOf(index), { isClosed })
      }
      clock.forward(start + 60 * DAY_MS - clock.now())
      await organizationSettings.change(root, ACME, { retentionDays: days })
      clock.forward(HOUR_MS)
      // Another server takes over when the lease of the one that stopped ends.
      for (let runs = 0; runs < 8; runs += 1) {
        await retention.run().catch(() => {})
        clock.forward(121_000)
      }
      const isOld = ({ ageDays, isClosed }: (typeof meetings)[number]) => isClosed && ageDays >= days
      for (const [index, meeting] of meetings.entries()) {
        const head = await store.conferences.findHead(idOf(index))
        assert.equal(head === undefined, isOld(meeting), `${index}`)
        const { length } = await store.conferences.readLog(idOf(index))
        assert.equal(length, head?.version ?? 0)
      }
      const conferences = meetings.filter(isOld).length
      assert.deepEqual(await acts(world), conferences > 0 ? [{ conferences, bookings: 0, days }] : [])
    }),
    { numRuns: 12 },
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceId, OrganizationId } from '../../conference/identity.ts'
import { CacheBudget } from '../cache-budget.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { RosterPage } from './read-model.ts'
import { Roster } from './roster.ts'
import { ReadsInProgress } from './reads-in-progress.ts'

const ACME = { organizationId: 'acme' as OrganizationId }
const ID = 'c1' as ConferenceId
const ALL = { after: 0, limit: 10 }

/** A roster of one conference. Each read of its page waits until `end` is called for it. */
function openRoster() {
  const world = { version: 1 }
  const reads: { version: number; end: () => void; fail: (error: Error) => void }[] = []
  const findPage = () => {
    const { version } = world
    return new Promise<{ version: number; page: RosterPage }>((resolve, reject) => {
      const page: RosterPage = { conferenceId: ID, members: [], total: version }
      reads.push({ version, end: () => resolve({ version, page }), fail: reject })
    })
  }
  const roster = new Roster({
    conferences: { cacheTrust: 'when-read' },
    heads: { load: () => assert.fail(), loadOwned: async () => ({ id: ID, version: world.version }) as ConferenceHead },
    rosters: { findPage, listOngoing: assert.fail, findOngoingVersions: assert.fail, listEnded: assert.fail },
    directory: { findUserByUnionId: assert.fail },
    ongoingScope: 'any',
    caches: new CacheBudget(2 ** 20),
  })
  const read = async () => (await roster.listMembers(ACME, ID, ALL)).total
  return { world, reads, read }
}

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))

test('[RD7] [RD1] requests that want the same page of the same version share one read, and those after a change do not', async () => {
  const { world, reads, read } = openRoster()
  const early = Promise.all([read(), read()])
  await turn()
  const joining = read()
  await turn()
  assert.equal(reads.length, 1)
  world.version = 2
  const late = Promise.all([read(), read()])
  await turn()
  assert.equal(reads.length, 2)
  for (const { end } of reads) end()
  assert.deepEqual([await early, await joining, await late], [[1, 1], 1, [2, 2]])
  assert.equal(await read(), 2)
  assert.equal(reads.length, 2)
})

test('[RD7] a read that fails fails the requests that share it, and the next one reads again', async () => {
  const { reads, read } = openRoster()
  const failing = Promise.allSettled([read(), read()])
  await turn()
  reads[0]?.fail(new Error('disk'))
  assert.deepEqual(
    (await failing).map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  const next = read()
  await turn()
  reads[1]?.end()
  assert.equal(await next, 1)
})

test('[RD7] a read that hangs does not stop the next ones', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const reads = new ReadsInProgress<number>()
  const ends: ((value: number) => void)[] = []
  const load = () => new Promise<number>((resolve) => ends.push(resolve))
  const hanging = reads.read('a', load)
  t.mock.timers.tick(1_000)
  const next = reads.read('a', load)
  assert.equal(ends.length, 2)
  ends[0]?.(1)
  assert.equal(await hanging, 1)
  assert.equal(reads.read('a', load), next)
  ends[1]?.(2)
  assert.equal(await next, 2)
})

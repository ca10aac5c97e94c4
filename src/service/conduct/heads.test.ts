import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceId } from '../../conference/identity.ts'
import { CacheBudget } from '../cache-budget.ts'
import type { CacheTrust } from '../cache-trust.ts'
import type { ConferenceHead } from './conference-head.ts'
import { Heads } from './heads.ts'

const ID = 'c1' as ConferenceId
const headOf = (version: number, title = 'Weekly sync') => ({ id: ID, version, title }) as ConferenceHead

/** `stored`: what the store has. `reads`: how often each of its methods was called. */
function openHeads(cacheTrust: CacheTrust) {
  const world = { stored: headOf(1), reads: { head: 0, version: 0 } }
  const { reads } = world
  const store = {
    cacheTrust,
    findHead: async () => ((reads.head += 1), world.stored),
    findVersion: async () => ((reads.version += 1), world.stored.version),
  }
  return { world, heads: new Heads(store, new CacheBudget(2 ** 20)) }
}

test('[TO6] a head that another server has changed is read again, and one that nobody changed is not', async () => {
  const { world, heads } = openHeads('when-read')
  const first = await heads.load(ID)
  assert.equal(await heads.load(ID), first)
  assert.deepEqual(world.reads, { head: 1, version: 1 })
  world.stored = headOf(2, 'Renamed')
  assert.equal((await heads.load(ID)).title, 'Renamed')
  assert.deepEqual(world.reads, { head: 2, version: 2 })
})

test('[TO6] a head that this server has followed is not replaced by an older one that was being read', async () => {
  const { world, heads } = openHeads('when-read')
  const loading = heads.load(ID)
  heads.follow({ conferenceId: ID, head: headOf(3) })
  assert.equal((await loading).version, 3)
  world.stored = headOf(3)
  assert.equal((await heads.load(ID)).version, 3)
  assert.equal(world.reads.head, 1)
})

test('[WR2] the only server of a store knows the head that it has followed without a read', () => {
  const { world, heads } = openHeads('until-own-write')
  heads.follow({ conferenceId: ID, head: headOf(2) })
  assert.equal((heads.load(ID) as ConferenceHead).version, 2)
  assert.deepEqual(world.reads, { head: 0, version: 0 })
})

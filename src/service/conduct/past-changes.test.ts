import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, OrganizationId, ParticipantId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { CacheBudget } from '../cache-budget.ts'
import { CREATE, ID, join, processOn } from './conductor.fixture.ts'
import { Heads } from './heads.ts'
import { PastChanges } from './past-changes.ts'
import { RecordedStore } from './recorded-store.fixture.ts'

const APP = { kind: 'app', clientId: 'app' } as const
const OWNER = { organizationId: 'acme' as OrganizationId }
const NOT_FOUND = new ConferenceError('conference-not-found')

test('[CO64] a server that has a meeting in memory notices that another one deleted it', async () => {
  const store = new RecordedStore()
  const { conductor } = processOn(store)
  const heads = new Heads(
    { cacheTrust: 'when-read', findHead: (id) => store.findHead(id), findVersion: (id) => store.findVersion(id) },
    new CacheBudget(2 ** 20),
  )
  await conductor.execute(ID, CREATE)
  await conductor.execute(ID, join('ann'))
  await conductor.execute(ID, { type: 'close', by: APP })
  assert.equal((await heads.load(ID)).id, ID)
  for (const read of [
    () => conductor.execute(ID, join('ben')),
    () => conductor.loadCommitted(ID),
    () => heads.load(ID),
  ]) {
    await conductor.findCommitted(ID)
    const [log, head] = [store.logs.get(ID), store.heads.get(ID)]
    assert.ok(log && head)
    store.logs.delete(ID)
    store.heads.delete(ID)
    await assert.rejects(async () => read(), NOT_FOUND)
    store.logs.set(ID, log)
    store.heads.set(ID, head)
  }
})

test('[CO64] after a change of the past every server forgets what has ended, twice, and nothing else', async () => {
  await using services = await openTestServices()
  const { conductor, heads, roster, caches } = services
  const idOf = (index: number) => index.toString(16).padStart(24, '0') as ConferenceId
  const hold = async (index: number, { isClosed }: { isClosed: boolean }) => {
    const id = idOf(index)
    await conductor.execute(id, CREATE)
    await conductor.execute(id, { ...join('ann'), participantId: `ann in ${id}` as ParticipantId } as typeof CREATE)
    if (isClosed) await conductor.execute(id, { type: 'close', by: APP })
    await roster.listMembers(OWNER, id, { after: 0, limit: 9 })
  }
  const remember = async (index: number) => {
    await conductor.loadCommitted(idOf(index))
    await roster.listMembers(OWNER, idOf(index), { after: 0, limit: 9 })
  }
  await hold(1, { isClosed: false })
  const running = ['states', 'pending', 'heads'].map((name) => caches.bytes(name as 'states'))
  await hold(2, { isClosed: true })
  let revision = 0
  const pastChanges = new PastChanges({
    store: { findRevision: async () => revision },
    parts: [conductor, heads, roster],
  })
  const inMemory = () => ['states', 'pending', 'heads'].map((name) => caches.bytes(name as 'states'))
  for (const turn of [1, 2]) {
    await pastChanges.follow()
    assert.deepEqual([inMemory(), caches.bytes('pages')], [running, 0], `${turn}`)
    await remember(2)
  }
  const all = inMemory()
  await pastChanges.follow()
  assert.deepEqual(inMemory(), all, 'nothing has changed')
  revision = 1
  await pastChanges.follow()
  assert.deepEqual(inMemory(), running)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '../conference/actor.ts'
import { userKey, type EpochMs, type OrganizationId, type UnionId } from '../conference/identity.ts'
import { runDueJobs } from '../jobs/due-jobs.ts'
import type { Caller } from '../service/account/caller.ts'
import { Directory } from '../service/account/directory.ts'
import { Conferences } from '../service/control/conferences.ts'
import { enter } from './peer.fixture.ts'
import { C1, openTestServer, type TestServer } from './test-server.fixture.ts'
import { CacheBudget } from '../service/cache-budget.ts'

const CALLER: Caller = {
  clientId: 'acmeapp',
  kind: 'app',
  organizationId: 'acme' as OrganizationId,
  scopes: new Set(),
}
const person = (name: string): Actor => ({ kind: 'person', unionId: name as UnionId })

const log = async ({ store }: TestServer) =>
  (await store.conferences.readLog(C1)).map(({ event }) => [event.type, event.by] as const)

test('[MS18] people act for themselves, and the system where nobody does', async () => {
  await using server = await openTestServer()
  const ann = await enter(server, 'ann')
  const bob = await enter(server, 'bob')
  const guest = await enter(server, 'Gil', { guest: true })
  assert.equal(await ann.ask('control', { type: 'mute', member: 'm2' }), true)
  assert.equal(await ann.ask('control', { type: 'invite', unionIds: ['cat'] }), true)
  await server.ringing.confirm(C1, 'cat' as UnionId)
  await server.ringing.decline(C1, 'cat' as UnionId)
  const opened = (await log(server)).filter(([type]) => type === 'session-opened').map(([, by]) => by)
  assert.deepEqual(opened.slice(0, 2), [person('ann'), person('bob')])
  assert.deepEqual(Object.keys(opened[2] ?? {}), ['kind', 'guestId'])
  bob.socket.emit('leave')
  await bob.next('closed')
  for (let seconds = 0; seconds < 20; seconds += 1) {
    server.advance(1_000)
    await server.presence.sweep()
  }
  server.advance(20 * 60_000)
  const { conductor, store } = server
  const clock = { now: () => server.now() as EpochMs }
  await runDueJobs({ conductor, jobs: store.jobs, clock, onError: (error) => assert.fail(String(error)) })
  const seen = await log(server)
  const by = (type: string) => seen.findLast(([one]) => one === type)?.[1]
  assert.deepEqual(by('member-muted'), person('ann'))
  assert.deepEqual(by('member-invited'), person('ann'))
  assert.deepEqual([by('ring-reached'), by('ring-failed')], [person('cat'), person('cat')])
  assert.deepEqual(seen.find(([type]) => type === 'session-closed')?.[1], person('bob'))
  assert.deepEqual(by('session-closed'), { kind: 'system', reason: 'lost' })
  assert.deepEqual(by('conference-ended'), { kind: 'system', reason: 'empty' })
  for (const peer of [ann, bob, guest]) peer[Symbol.dispose]()
})

test('[MS18] an app acts under its client id, and names its operator where the operation does', async () => {
  await using server = await openTestServer()
  using _ann = await enter(server, 'ann')
  const conferences = new Conferences({
    conductor: server.conductor,
    heads: { loadOwned: async () => (await server.conductor.loadCommitted(C1)).head },
    directory: new Directory(server.store.directory, new CacheBudget(2 ** 26)),
    meetings: { requireOpenTo: async () => {}, unbookedDetails: async () => ({}) },
    clock: { now: () => server.now() as never },
    ids: {} as never,
    hasTelephony: false,
  })
  const [ann, bob] = ['ann', 'bob'] as UnionId[] as [UnionId, UnionId]
  await conferences.setLocked(CALLER, C1, true)
  await conferences.setLocked(CALLER, C1, false)
  await conferences.invite(CALLER, C1, { operator: ann, people: [{ unionId: bob, nick: 'Bob' }], phones: [] })
  await conferences.setMuted(CALLER, C1, { muted: true, unionId: ann })
  assert.equal((await server.member('ann')).mutedBy, undefined)
  await assert.rejects(conferences.close(CALLER, C1, bob), { code: 'not-permitted' })
  await conferences.close(CALLER, C1, ann)
  const app = { kind: 'app', clientId: 'acmeapp' }
  const seen = Object.fromEntries(await log(server))
  assert.deepEqual(seen['conference-locked'], app)
  assert.deepEqual(seen['member-muted'], app)
  assert.deepEqual(seen['member-invited'], { ...app, operator: ann })
  assert.deepEqual(seen['conference-ended'], { ...app, operator: ann })
  assert.ok((await server.conductor.loadCommitted(C1)).members.has(userKey(bob)))
})

test('[CO22] the changes and ends that an administrator makes say so, and not which one', async () => {
  await using server = await openTestServer()
  const by: Actor = { kind: 'administrator', organizationId: 'acme' as OrganizationId, userId: 'root' }
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using cat = await enter(server, 'cat')
  await ann.next('change') // Bob
  await ann.next('change') // Cat
  const remove = (name: string, forbidRejoin: boolean) => {
    const targets = [{ member: userKey(name as UnionId) }]
    return server.conductor.execute(C1, { type: 'remove', by, targets, forbidRejoin })
  }
  await server.conductor.execute(C1, { type: 'lock', by })
  const locked = await ann.next('change')
  assert.equal(locked.byAdministrator, true)
  assert.ok(!JSON.stringify(locked).includes('root'))
  await server.conductor.execute(C1, { type: 'unlock', by: person('ann') })
  assert.ok(!('byAdministrator' in (await ann.next('change'))))
  await remove('bob', false)
  assert.deepEqual(await bob.next('closed'), { reason: 'removed', by: 'administrator' })
  await remove('cat', true)
  assert.deepEqual(await cat.next('closed'), { reason: 'banned', by: 'administrator' })
  await server.conductor.execute(C1, { type: 'close', by })
  assert.deepEqual(await ann.next('closed'), { reason: 'conference-ended', by: 'administrator' })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ParticipantId, UnionId } from '../../conference/identity.ts'
import { ACME, ada, APP, NAMES, opened, root, settle } from './erasure.fixture.ts'

test('[CO70] [DI10] a seed does not bring back a person who was erased, and an administrator may', async () => {
  await using world = await opened()
  const { erasure, people, seeding, directory } = world
  await people.delete(ada, ACME, 'zelda')
  await people.add(ada, ACME, { userId: 'zelda', name: 'Zelda', unionId: 'u-zz' })
  await erasure.erase(ada, ACME, 'zelda')
  const seed = { password: 'of the seed', name: 'Zelda', admin: true }
  const entries = [
    { ...seed, userId: 'zelda', unionId: 'u-zz' },
    { ...seed, userId: 'zelda', unionId: 'u-other' },
    { ...seed, userId: 'other', unionId: 'u-zz' },
  ]
  for (const isSettled of [false, true]) {
    if (isSettled) await settle(world)
    for (const user of entries) await seeding.apply({ organizations: [{ corpId: ACME, name: 'Acme', users: [user] }] })
    for (const { userId } of entries) assert.equal(await directory.findUserById(ACME, userId), undefined, userId)
  }
  assert.deepEqual(world.tables(), [])
  await people.add(ada, ACME, { userId: 'zelda', name: 'Zelda' })
  assert.equal((await directory.findUserById(ACME, 'zelda'))?.name, 'Zelda')
})

test('[CO73] a join that is stored after the account is gone is forgotten as well', async () => {
  await using world = await opened()
  const { erasure, directory, conferences, conductor, clock, tables, zelda, bram } = world
  const meetings = [await conferences.start(bram), await conferences.start(bram)] as const
  const newcomer = await directory.toNewcomer(zelda, ACME)
  await erasure.erase(ada, ACME, 'zelda')
  const by = { kind: 'person', unionId: zelda.unionId } as const
  for (const [index, { id }] of meetings.entries()) {
    const participantId = `late${index}` as ParticipantId
    await conductor.execute(id, { type: 'join', by, device: 'Win', participantId, ...newcomer })
    if (index === 0) await conductor.execute(id, { type: 'close', by: APP })
  }
  clock.forward(30_000)
  await erasure.run()
  await settle(world)
  assert.ok(tables().includes('erasure'), 'it waits for the end of the second meeting')
  await conductor.execute(meetings[1].id, { type: 'close', by: APP })
  clock.forward(600_000)
  await erasure.run()
  assert.deepEqual(tables(), [])
})

test('[CO73] a request for an erasure is answered after about 3 s, and the timer goes on', async () => {
  let batches = 0
  let forward = (_ms: number): unknown => undefined
  await using world = await opened((batch) => {
    batches += 1
    forward(2_000)
    return { ...batch, isLast: batches > 4 }
  })
  forward = (ms) => world.clock.forward(ms)
  await world.meet()
  assert.equal(await world.erasure.erase(ada, ACME, 'zelda'), false)
  assert.equal(batches, 2)
  await world.erasure.run()
  assert.equal(batches, 5, 'at once, without the rest of the lease')
})

test('[CO70] [CO71] former names of a person go from their meetings and the audit log, and namesakes keep theirs', async () => {
  await using world = await opened()
  const { erasure, people, audit, tables, meet, heads, conferences, conductor, directory } = world
  const id = await meet() // its topic is her name
  await people.change(ada, ACME, 'bram', { name: 'Zelda' })
  const namesake = await directory.findUserById(ACME, 'bram')
  assert.ok(namesake)
  const other = await conferences.start(namesake)
  const newcomer = await directory.toNewcomer(world.zelda, ACME)
  const by = { kind: 'person', unionId: world.zelda.unionId } as const
  const participantId = 'visit' as ParticipantId
  await conductor.execute(other.id, { type: 'join', by, device: 'Win', participantId, ...newcomer })
  await conductor.execute(other.id, { type: 'close', by: APP })
  await people.change(ada, ACME, 'zelda', { name: 'Zee' })
  for (const meeting of [id, other.id]) {
    const target = { kind: 'conference', id: meeting, name: 'Zelda' } as const
    await audit.record({ organizationId: ACME, by: ada, action: 'conference-ended', target })
  }
  await people.delete(ada, ACME, 'zelda')
  await erasure.erase(ada, ACME, 'zelda')
  await settle(world)
  assert.deepEqual([(await heads.load(id))?.title, (await heads.load(other.id))?.title], ['Former member', 'Zelda'])
  const { entries } = await audit.page(root, ACME, { limit: 99 })
  const titles = entries.filter(({ action }) => action === 'conference-ended')
  assert.deepEqual(
    new Map(titles.map(({ target }) => [target.id, target.name])),
    new Map([
      [String(id), 'Former member'],
      [String(other.id), 'Zelda'],
    ]),
  )
  await people.change(ada, ACME, 'bram', { name: 'Bram' })
  const left = JSON.stringify(entries.filter(({ target }) => target.id !== 'bram' && target.id !== other.id))
  for (const name of NAMES) assert.ok(!left.includes(name), `${name} ${left}`)
  assert.ok(!tables().includes('former_user'))
})

test('[CO73] an erasure finishes only after it looked at everything once more', async () => {
  let forward = (_ms: number): unknown => undefined
  await using world = await opened((batch) => {
    forward(70_000)
    return batch
  })
  await world.meet()
  forward = (ms) => world.clock.forward(ms)
  assert.equal(await world.erasure.erase(ada, ACME, 'zelda'), false, 'a meeting may have changed while it looked')
  assert.ok(world.tables().includes('erasure'))
  await world.erasure.run()
  assert.deepEqual(world.tables(), [])
})

test('[CO70] everybody who had the userId is erased together', async () => {
  await using world = await opened()
  const { erasure, people, tables, meet } = world
  const id = await meet()
  await people.delete(ada, ACME, 'zelda')
  await people.add(ada, ACME, { userId: 'zelda', name: 'Other', unionId: 'u-second' })
  await erasure.erase(ada, ACME, 'zelda')
  await settle(world)
  assert.deepEqual(tables(), [])
  const { members } = await world.roster.listMembers({ organizationId: ACME }, id, { after: 0, limit: 9 })
  assert.deepEqual(
    members.map(({ nick }) => nick),
    ['Bram', 'Former member'],
  )
  await assert.rejects(erasure.erase(ada, ACME, 'zelda'), { code: 'user-not-found' })
})

test('[CO73] nobody gets an id of a person whose erasure goes on', async () => {
  await using world = await opened()
  const { erasure, people, peopleImport } = world
  await erasure.erase(ada, ACME, 'zelda')
  const newcomers = [
    { userId: 'zelda', name: 'Other' },
    { userId: 'other', name: 'Other', unionId: 'u-zz' as UnionId },
  ]
  for (const person of newcomers) {
    await assert.rejects(people.add(ada, ACME, person), { code: 'erasure-unfinished' })
    const rows = [{ line: 2, ...person }]
    const { faults } = await peopleImport.run(ada, ACME, { rows, dryRun: true, withPasswords: false })
    assert.deepEqual(
      faults.map(({ code }) => code),
      ['erasure-unfinished'],
    )
  }
  await settle(world)
  for (const person of newcomers) await people.add(ada, ACME, person)
})

test('[EV8] a person is erased from any number of events', async () => {
  await using world = await opened()
  const { erasure, people, store, tables } = world
  await people.change(ada, ACME, 'zelda', { department: 'Sales' })
  const events = await store.outbox.list(ACME, { after: 0, limit: 1_000 })
  const event = events.find(({ type }) => type === 'directory_change')
  assert.ok(event)
  await store.directory.change(ACME, (within) => within.publish(Array.from({ length: 450 }, () => event)))
  await erasure.erase(ada, ACME, 'zelda')
  const stored = await store.outbox.list(ACME, { after: 0, limit: 1_000 })
  assert.equal(stored.filter(({ data }) => JSON.stringify(data).includes('Zelda')).length, 0, 'once it is answered')
  await settle(world)
  assert.deepEqual(tables(), [])
})

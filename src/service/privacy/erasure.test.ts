import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toWallTime } from '../../../contract/time/wall-time.ts'
import { toTitlePieces } from '../../store/title-pieces.ts'
import { ACME, ada, APP, NAMES, opened, root, settle } from './erasure.fixture.ts'

test('[CO70] [CO71] [EV8] nothing that is stored names an erased person, and attendance keeps its numbers', async () => {
  await using world = await opened()
  const { meet, tables, erasure, attendance, people, ownRooms, ownBookings, clock, audit, roster, heads, conductor } =
    world
  const id = await meet()
  await ownRooms.open(world.zelda, '')
  const at = (hours: number) => toWallTime(clock.now() + hours * 3_600_000, 'UTC')
  const plan = { start: at(1), end: at(2), timeZone: 'UTC' }
  const order = { title: '', plan, invitees: [world.bram.unionId], ringAtStart: false, beforeHost: true }
  await ownBookings.book(world.zelda, order)
  await ownBookings.book(world.bram, { ...order, title: 'Plan', invitees: [world.zelda.unionId] })
  await people.change(ada, ACME, 'zelda', { department: 'Zelda’s department' })
  await world.people.disable({ ...ada, userId: 'zelda', name: 'Zelda', address: '192.0.2.9' }, ACME, 'bram')
  const app = { organizationId: ACME, userId: 'zelda', clientId: 'app', scopes: [] }
  const token = { hash: 'h', nonce: 'n', expiresAt: clock.now() }
  await world.store.userTokens.insertCode({ ...app, codeHash: 'c', expiresAt: clock.now() })
  const tokens = { access: token, refresh: token }
  await world.store.userTokens.saveGrant({ ...app, secretMark: 'm', ...tokens })
  const reader = { principal: root }
  const before = await attendance.loadReport(reader, id)
  await roster.listMembers({ organizationId: ACME }, id, { after: 0, limit: 9 })
  assert.deepEqual(tables(), [
    'audit',
    'booking',
    'conference',
    'conference_event',
    'member',
    'outbox',
    'own_booking',
    'own_room',
    'session',
    'user_account',
    'user_code',
    'user_grant',
  ])
  assert.equal(await erasure.erase(ada, ACME, 'zelda'), false, 'something may be on its way')
  await settle(world)
  assert.deepEqual(tables(), [])
  assert.deepEqual(world.pieces(), toTitlePieces('Former member').toSorted())
  const after = await attendance.loadReport(reader, id)
  const numbersOf = ({ people: all, totals, inside }: typeof before) => ({
    totals,
    inside,
    people: all.map(({ insideMs, firstIn, lastOut, sessions }) => ({ insideMs, firstIn, lastOut, sessions })),
  })
  assert.deepEqual(numbersOf(after), numbersOf(before))
  assert.deepEqual(
    after.people.map(({ nick }) => nick),
    ['Bram', 'Former member'],
  )
  const { members } = await roster.listMembers({ organizationId: ACME }, id, { after: 0, limit: 9 })
  const read = JSON.stringify([
    members,
    await heads.load(id),
    [...(await conductor.loadCommitted(id)).members.values()],
  ])
  for (const name of NAMES) assert.ok(!read.includes(name), name)
  const { entries } = await audit.page(root, ACME, { limit: 9 })
  const [erased, disabled] = entries
  assert.equal(erased?.action, 'user-erased')
  assert.match(erased.target.id, /^former-/)
  assert.deepEqual(disabled?.by, {
    kind: 'person',
    organizationId: ACME,
    userId: erased.target.id,
    name: 'Former member',
  })
  assert.equal(disabled.address, undefined)
  assert.equal(await world.directory.findUserById(ACME, 'zelda'), undefined)
  assert.equal((await people.add(ada, ACME, { userId: 'zelda', name: 'Zelda' })).user.userId, 'zelda')
})

test('[CO72] a person on the roster of a meeting in progress is not erased, nor the last administrator', async () => {
  await using world = await opened()
  const { meet, erasure, conductor, tables, people } = world
  const id = await meet({ isClosed: false })
  await assert.rejects(erasure.erase(ada, ACME, 'zelda'), { code: 'person-in-meeting' })
  await conductor.execute(id, { type: 'close', by: APP })
  for (const [by, userId, code] of [
    [{ ...ada, admin: false }, 'zelda', 'not-administrator'],
    [ada, 'nobody', 'user-not-found'],
    [ada, 'ada', 'last-administrator'],
  ] as const)
    await assert.rejects(erasure.erase(by, ACME, userId), { code })
  await people.delete(ada, ACME, 'zelda')
  assert.ok(tables().includes('former_user'))
  await erasure.erase(ada, ACME, 'zelda') // who was deleted before
  await settle(world)
  assert.deepEqual(tables(), [])
})

test('[CO73] an erasure goes on after a crash, and waits for a meeting in progress that only names the person', async () => {
  let crashes = 3
  await using world = await opened((batch) => {
    if (crashes-- > 0) throw new Error('crash')
    return batch
  })
  const { meet, erasure, conductor, conferences, tables, clock, zelda } = world
  for (let meetings = 0; meetings < 5; meetings += 1) await meet()
  const { id } = await conferences.create(
    { organizationId: ACME },
    { by: APP, creator: zelda.unionId, title: 'Plan', inviteCreator: false, invitees: [world.bram.unionId] },
  )
  await assert.rejects(erasure.erase(ada, ACME, 'zelda'), /crash/)
  assert.equal(await world.directory.findUserById(ACME, 'zelda'), undefined)
  for (let tries = 0; tries < 2; tries += 1) {
    clock.forward(120_000)
    await assert.rejects(erasure.run(), /crash/)
  }
  clock.forward(120_000)
  await erasure.run()
  assert.deepEqual(
    tables(),
    ['conference', 'conference_event', 'erasure', 'former_user', 'outbox'].toSorted(),
    'it waits',
  )
  await conductor.execute(id, { type: 'close', by: APP })
  clock.forward(600_000)
  await erasure.run()
  assert.deepEqual(tables(), [])
})

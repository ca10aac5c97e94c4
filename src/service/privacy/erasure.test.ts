import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toWallTime } from '../../../contract/time/wall-time.ts'
import type { OrganizationId, ParticipantId, UnionId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { openSqlite } from '../../store/sqlite.ts'
import { toTitlePieces } from '../../store/title-pieces.ts'
import type { Principal } from '../account/principal.ts'

const ACME = 'dingacme' as OrganizationId
const root: Principal = { kind: 'terminal', user: 'root' }
const ada: Principal = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada', admin: true, address: '::1' }
const APP = { kind: 'app', clientId: 'app' } as const
/** What names Zelda. No other text of the tests contains one of these. */
const NAMES = ['zelda', 'u-zz', 'Zelda', 'Zee']

/** Acme with Ada, who administers it, Zelda and Bram. `fail` says whether a batch of an erasure fails after it is written. */
async function opened(fail: () => boolean = () => false) {
  const store = await openSqlite({ path: ':memory:' })
  const { erasures } = store
  const failing: typeof erasures = {
    take: (order) => erasures.take(order),
    takeOne: (account, order) => erasures.takeOne(account, order),
    finish: (run, now) => erasures.finish(run, now),
    postpone: (run, at) => erasures.postpone(run, at),
    async rewriteBatch(run, order) {
      const batch = await erasures.rewriteBatch(run, order)
      if (fail()) throw new Error('crash')
      return batch
    },
  }
  const services = await openTestServices({ adapters: { store: { ...store, erasures: failing } } })
  const { directory, conductor, conferences, clock } = services
  await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
  const users = [
    { userId: 'ada', unionId: 'u-ada' as UnionId, name: 'Ada', admin: true },
    { userId: 'zelda', unionId: 'u-zz' as UnionId, name: 'Zelda', jobNumber: 'Zee-7', admin: false },
    { userId: 'bram', unionId: 'u-bram' as UnionId, name: 'Bram', admin: false },
  ]
  for (const user of users) await directory.saveUser({ organizationId: ACME, ...user })
  const [, zelda, bram] = await Promise.all(users.map(({ userId }) => directory.findUserById(ACME, userId)))
  assert.ok(zelda && bram)
  let sessions = 0
  /** Bram and Zelda meet for a minute. She starts it without a topic, calls herself Zee, and mutes Bram. */
  const meet = async ({ isClosed = true } = {}) => {
    const { id } = await conferences.start(zelda)
    for (const user of [bram, zelda]) {
      const newcomer = await directory.toNewcomer(user, ACME)
      const participantId = `s${(sessions += 1)}` as ParticipantId
      const by = { kind: 'person', unionId: user.unionId } as const
      await conductor.execute(id, { type: 'join', by, device: 'Win', participantId, ...newcomer })
    }
    const by = { kind: 'person', unionId: zelda.unionId } as const
    await conductor.execute(id, { type: 'rename', by, member: 'user:u-zz' as never, nick: 'Zee' })
    await conductor.execute(id, { type: 'mute', by, member: 'user:u-bram' as never })
    clock.forward(60_000)
    if (isClosed) await conductor.execute(id, { type: 'close', by: APP })
    return id
  }
  /** The tables with a row that names Zelda. */
  const tables = () =>
    store.database
      .prepare(`select name from sqlite_schema where type = 'table'`)
      .all()
      .map(({ name }) => String(name))
      .filter((name) => {
        const rows = JSON.stringify(store.database.prepare(`select * from "${name}"`).all())
        return NAMES.some((word) => rows.includes(word))
      })
      .toSorted()
  /** By which the titles of all conferences are found. */
  const pieces = () =>
    store.database
      .prepare('select piece from title_piece')
      .all()
      .map(({ piece }) => String(piece))
      .toSorted()
  return {
    ...services,
    pieces,
    zelda,
    bram,
    meet,
    tables,
    async [Symbol.asyncDispose]() {
      await services[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}

test('[CO70] [CO71] nothing that is stored names an erased person, and attendance keeps its numbers', async () => {
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
    'own_booking',
    'own_room',
    'session',
    'user_account',
    'user_code',
    'user_grant',
  ])
  assert.equal(await erasure.erase(ada, ACME, 'zelda'), true)
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
  assert.equal(await erasure.erase(ada, ACME, 'zelda'), true, 'a person who was deleted before')
  assert.deepEqual(tables(), [])
})

test('[CO73] an erasure goes on after a crash, and waits for a meeting in progress that only names the person', async () => {
  let crashes = 3
  await using world = await opened(() => crashes-- > 0)
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
  assert.deepEqual(tables(), ['conference', 'conference_event', 'erasure', 'former_user'].toSorted(), 'it waits')
  await conductor.execute(id, { type: 'close', by: APP })
  clock.forward(600_000)
  await erasure.run()
  assert.deepEqual(tables(), [])
})

import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { Kysely, PostgresDialect } from 'kysely'
import { Client, Pool } from 'pg'
import type { OrganizationId, UnionId } from '../conference/identity.ts'
import { startPostgres } from '../../test/worlds/postgres.ts'
import { POSTGRES } from './dialect.ts'
import type { TestDatabase } from './meeting.contract.ts'
import { Meeting } from './meeting.contract.ts'
import { assertGoesOn, fillAsFirst } from './migrations.contract.ts'
import { createRunLookup } from './postgres-lookup.ts'
import { openPostgres } from './postgres.ts'
import { describeStore } from './store.contract.ts'

const server = await startPostgres()
after(() => server[Symbol.asyncDispose]())
const maxConnections = Math.min(server.connections, 8)

describeStore('postgres', newDatabase)

describe('postgres: nodes', () => {
  test('[RS37] two nodes that start at once on an empty database both get their store', async (t) => {
    t.diagnostic(`the tests of PostgreSQL run on ${server.kind}`)
    const { url } = await server.createDatabase()
    const start = async () => {
      await using store = await openPostgres({ url, maxConnections: 1 })
      await store.check()
    }
    // PGlite has one connection, so there the second start waits for the first one to end.
    if (server.connections === 1) {
      await start()
      await start()
    } else {
      await Promise.all([start(), start(), start()])
    }
  })

  test('[RS38] two nodes that commit the same conferences in opposite orders do not deadlock', async () => {
    const { url } = await server.createDatabase()
    if (server.connections === 1) return nodesTakeTurns(url)
    await using one = await openPostgres({ url, maxConnections: 2 })
    await using two = await openPostgres({ url, maxConnections: 2 })
    assert.equal(one.conferences.cacheTrust, 'when-read')
    const meetings = Array.from({ length: 8 }, () => new Meeting())
    await one.conferences.commit(meetings.map((meeting) => meeting.create()))
    for (let round = 0; round < 10; round++) {
      const joins = meetings.map((meeting) => meeting.join(`user-${round}`))
      const answers = await Promise.all([one.conferences.commit(joins), two.conferences.commit(joins.toReversed())])
      const written = answers[0].map((first, i) => Number(first) + Number(answers[1].toReversed()[i]))
      assert.deepEqual(
        written,
        meetings.map(() => 1),
      )
    }
  })

  test('[RS39] connections that break while idle are replaced', async () => {
    const { url } = await server.createDatabase()
    await using store = await openPostgres({ url, maxConnections })
    const meeting = new Meeting()
    assert.deepEqual(await store.conferences.commit([meeting.create()]), [true])
    if (server.connections > 1) {
      await breakConnections(url)
      // What was broken is noticed when the socket says so, which may be after a statement was sent on it.
      for (let broken = 0; broken < maxConnections; broken += 1) await store.check().catch(() => {})
    }
    await store.check()
    assert.deepEqual(await store.conferences.commit([meeting.join('ada')]), [true])
  })
})

describe('postgres: look-ups', () => {
  test('[RS57] a look-up that fails makes no later one fail', async () => {
    const { url } = await server.createDatabase()
    const pool = new Pool({ connectionString: url, max: 1 })
    const lookUp = createRunLookup(pool)
    const text = 'select word, 1 from unnest($1::text[]) as given (word) order by word'
    const find = (words: readonly string[]) => lookUp(text, [words])
    assert.deepEqual(await find(['b', 'a']), [
      ['a', '1'],
      ['b', '1'],
    ])
    const early = 'select number from soon'
    await assert.rejects(lookUp(early, []), /soon/)
    await pool.query('create table soon (number int)')
    assert.deepEqual(await lookUp(early, []), [])
    await assert.rejects(lookUp('select word::int from unnest($1::text[]) as given (word)', [['a']]), /integer/)
    assert.deepEqual(await find([]), [])
    await pool.end()
    await assert.rejects(find(['a']), /pool/)
  })

  test('[RS57] a look-up whose connection breaks makes no later one fail', async (t) => {
    if (server.connections === 1) return t.skip('PGlite has a single connection')
    const { url } = await server.createDatabase()
    await using store = await openPostgres({ url, maxConnections: 2 })
    const meeting = new Meeting()
    await store.conferences.commit([meeting.create()])
    const find = () => store.conferences.findVersion(meeting.id)
    assert.equal(await find(), 1)
    await breakConnections(url)
    for (let broken = 0; broken < 2; broken += 1) await find().catch(() => {})
    assert.deepEqual(await Promise.all([find(), find()]), [1, 1])
  })
})

test('[OP10] of servers that start at once, one creates the first organization', async () => {
  const { url } = await server.createDatabase()
  await using store = await openPostgres({ url, maxConnections: Math.min(maxConnections, 4) })
  const insert = (name: string) => {
    const id = name as OrganizationId
    const user = { organizationId: id, userId: 'admin', unionId: `${name}iEiE` as UnionId, name, admin: true }
    const app = { clientId: name, organizationId: id, name, secretHash: 'h', scopes: [] }
    return store.directory.insertFirst({ organization: { id, name }, user, app })
  }
  const answers = await Promise.all(['one', 'two', 'three', 'four'].map(insert))
  assert.deepEqual([answers.filter(Boolean).length, await store.directory.countOrganizations()], [1, 1])
})

test('[RS55] a server goes on while a newer server adds columns', async (t) => {
  if (server.connections === 1) return t.skip('PGlite has a single connection')
  const { url } = await server.createDatabase()
  await using store = await openPostgres({ url, maxConnections: 1 })
  const meeting = new Meeting()
  const created = meeting.create()
  const { organizationId } = created.head
  const ada = 'ada' as UnionId
  await store.conferences.commit([created])
  const use = async (name: string) => {
    const joined = meeting.join(name)
    assert.deepEqual(await store.conferences.commit([joined]), [true])
    assert.equal(await store.conferences.findVersion(meeting.id), joined.head.version)
    assert.equal((await store.history.listWithMembers(organizationId, [meeting.id])).length, 1)
    assert.equal((await store.rosters.findOngoingVersions(organizationId, ada)).versions.length, 1)
    assert.equal(await store.directory.findUserByUnionId(organizationId, ada), undefined)
  }
  await use('ada')
  const newer = new Client({ connectionString: url })
  await newer.connect()
  for (const table of ['conference', 'conference_event', 'member', 'session', 'job', 'user_account']) {
    await newer.query(`alter table ${table} add column newer text`)
  }
  await newer.end()
  await use('bob')
})

test('[RS40] a database of the first version is migrated and keeps its data', async () => {
  const { url } = await server.createDatabase()
  const pool = new Pool({ connectionString: url, max: 1 })
  const older = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const meeting = await fillAsFirst(older, POSTGRES)
  await older.destroy()
  await using store = await openPostgres({ url, maxConnections })
  await assertGoesOn(store, meeting)
})

/** As an administrator or a failing network would. */
async function breakConnections(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  await client.end()
}

/** The same on one connection, where no two transactions can meet. */
async function nodesTakeTurns(url: string): Promise<void> {
  await using store = await openPostgres({ url, maxConnections: 1 })
  const meeting = new Meeting()
  const create = meeting.create()
  const answers = await Promise.all([store.conferences.commit([create]), store.conferences.commit([create])])
  assert.deepEqual(answers.flat(), [true, false])
}

async function newDatabase(): Promise<TestDatabase> {
  const { url } = await server.createDatabase()
  return { open: () => openPostgres({ url, maxConnections }), [Symbol.asyncDispose]: () => Promise.resolve() }
}

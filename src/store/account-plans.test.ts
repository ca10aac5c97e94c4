import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kysely } from 'kysely'
import { DatabaseSync } from 'node:sqlite'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { Store } from './store.ts'
import { SQLITE } from './dialect.ts'
import { ACME } from './meeting.contract.ts'
import { fillAsFirst } from './migrations.contract.ts'
import { NodeSqliteDialect } from './sqlite-database.ts'
import { openSqlite } from './sqlite.ts'

const EVERYBODY = { query: '', from: 0, limit: 20 }
const PLACE = { rank: 0, sort: 'm', userId: 'm' }
const someone = { organizationId: 'o' as OrganizationId, userId: 'ada' }

const QUERIES: readonly (readonly [what: string, ask: (store: Store) => Promise<unknown>, walks: readonly RegExp[]])[] =
  [
    [
      'a person’s ended conferences',
      (store) => store.rosters.listEnded('ada' as UnionId, 20),
      [/member USING .*INDEX member_ended_idx \(union_id=\?/],
    ],
    [
      'the list of people',
      (store) => store.directory.listPeople(ACME, EVERYBODY),
      [/USING INDEX user_account_name_sort_idx \(organization_id=\?\)/],
    ],
    [
      'the people after a place in their list',
      (store) => store.directory.pageUsers(ACME, { query: '', after: PLACE, limit: 20 }),
      [/user_account USING INDEX user_account_name_sort_idx \(organization_id=\? AND name_sort>\?\)/],
    ],
    [
      'the people without a password of their own after a place in their list',
      (store) => store.directory.pageUsers(ACME, { query: '', state: 'without-own-password', after: PLACE, limit: 20 }),
      [/user_account USING INDEX user_account_no_own_password_idx \(organization_id=\? AND name_sort>\?\)/],
    ],
    [
      'the audit log',
      (store) => store.audit.list(ACME, {}, { limit: 20 }),
      [/audit USING PRIMARY KEY \(organization_id=\? AND at>\? AND at<\?\)/],
    ],
    [
      'the audit log after a position, of one target',
      (store) => store.audit.list(ACME, { target: 'ada' }, { limit: 20, after: { at: 9 as EpochMs, id: 'a' } }),
      [/audit USING .*INDEX audit_target_idx \(organization_id=\? AND target=\? AND at>\? AND at<\?\)/],
    ],
    [
      'the session of a cookie',
      (store) => store.webSessions.findByTokenHash('hash'),
      [/web_session USING INDEX \S+ \(token_hash=\?\)/],
    ],
    [
      'the sessions of a person',
      (store) => store.webSessions.listOf(someone),
      [/web_session USING INDEX web_session_user_idx \(organization_id=\? AND user_id=\?\)/],
    ],
  ]

for (const [what, ask, walks] of QUERIES) {
  test(`[RS45] SQLite: reading ${what} walks an index`, async (t) => {
    await using store = await openSqlite({ path: ':memory:' })
    const prepare = t.mock.method(store.database, 'prepare')
    await ask(store)
    const texts = prepare.mock.calls.map(({ arguments: [text] }) => text ?? '')
    prepare.mock.restore()
    const steps = texts.flatMap((text) => {
      const parameters = Array.from(text.matchAll(/\?/g), () => 'x')
      const plan = store.database.prepare(`explain query plan ${text}`).all(...parameters)
      return plan.map(({ detail }) => String(detail))
    })
    for (const walk of walks)
      assert.ok(
        steps.some((step) => walk.test(step)),
        steps.join('; '),
      )
    assert.ok(!steps.some((step) => step.startsWith('SCAN')), steps.join('; '))
  })
}

test('[RS45] SQLite: ended conferences of a person, and the list of people, are sorted by an index', async (t) => {
  await using store = await openSqlite({ path: ':memory:' })
  const prepare = t.mock.method(store.database, 'prepare')
  await store.rosters.listEnded('ada' as UnionId, 20)
  await store.directory.listPeople(ACME, EVERYBODY)
  const texts = prepare.mock.calls.map(({ arguments: [text] }) => text ?? '')
  prepare.mock.restore()
  assert.equal(texts.length, 2)
  for (const text of texts) {
    const parameters = Array.from(text.matchAll(/\?/g), () => 'x')
    const plan = JSON.stringify(store.database.prepare(`explain query plan ${text}`).all(...parameters))
    assert.doesNotMatch(plan, /TEMP B-TREE/)
  }
})

test('[RS40] people and ended conferences in a database of the first version are found as in a new one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-sqlite-'))
  try {
    const path = join(folder, 'rollcall.sqlite')
    const database = new DatabaseSync(path)
    const older = new Kysely<unknown>({ dialect: new NodeSqliteDialect(database) })
    const { id } = await fillAsFirst(older, SQLITE)
    database.exec(`
      update conference set ended_at = 1750000009000 where id = '${id}';
      insert into organization (id, name) values ('dingacme', 'Acme');
      insert into user_account (organization_id, user_id, union_id, name, admin) values ('dingacme', 'Bob', 'bob', 'ÉLAN', 0);
      insert into member (conference_id, seq, person_key, union_id, nick, status, host, co_host, outside, by_phone,
        joined_at, left_at, done_ms, live)
        values ('${id}', 1, 'user:bob', 'bob', 'Bob', 6, 0, 0, 0, 0, 1750000001000, 1750000009000, 8000, 0)`)
    await older.destroy()
    await using store = await openSqlite({ path })
    const [ended] = await store.rosters.listEnded('bob' as UnionId, 9)
    assert.deepEqual([ended?.conferenceId, ended?.endedAt, ended?.doneMs], [id, 1750000009000 as EpochMs, 8000])
    for (const query of ['ela', 'bo']) {
      const [bob] = await store.directory.listPeople(ACME, { query, from: 0, limit: 9 })
      assert.deepEqual([bob?.userId, bob?.passwordChosen], ['Bob', undefined])
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('[DI4] the administrators of the only organization of an older database become operators', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-sqlite-'))
  try {
    const operatorsIn = async (file: string, organizations: readonly string[]) => {
      const path = join(folder, file)
      const database = new DatabaseSync(path)
      const older = new Kysely<unknown>({ dialect: new NodeSqliteDialect(database) })
      await fillAsFirst(older, SQLITE)
      for (const id of organizations) database.exec(`insert into organization (id, name) values ('${id}', 'A')`)
      for (const [id, admin] of [
        ['ada', 1],
        ['bob', 0],
      ])
        database.exec(`insert into user_account (organization_id, user_id, union_id, name, admin)
          values ('dingacme', '${id}', '${id}', 'A', ${admin})`)
      await older.destroy()
      await using store = await openSqlite({ path })
      const people = await Promise.all(['ada', 'bob'].map((id) => store.directory.findUserById(ACME, id)))
      return people.map((person) => person?.operator)
    }
    assert.deepEqual(await operatorsIn('one', ['dingacme']), [true, undefined])
    assert.deepEqual(await operatorsIn('two', ['dingacme', 'dingglobex']), [undefined, undefined])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

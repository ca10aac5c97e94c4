import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { Kysely } from 'kysely'
import type { EpochMs, UnionId } from '../conference/identity.ts'
import type { Commit } from '../service/conduct/conference-store.ts'
import { SQLITE } from './dialect.ts'
import { Meeting } from './meeting.contract.ts'
import { assertGoesOn, fillAsFirst } from './migrations.contract.ts'
import { NodeSqliteDialect } from './sqlite-database.ts'
import { openSqlite, type SqliteStore } from './sqlite.ts'
import { describeStore } from './store.contract.ts'
import { insertSubscription } from './subscription-store.contract.ts'

describeStore('sqlite', newFile)

describe('sqlite: file', () => {
  test('[RS31] a second process on the same file is refused, and admitted after the first has closed it', async () => {
    await using file = await newFile()
    const inUse = /the data folder .* is in use by another Rollcall/
    {
      await using _first = await file.open()
      await assert.rejects(file.open(), inUse)
    }
    await using again = await file.open()
    await again.check()
  })

  test('[DL7] the only server claims its subscriptions at once when it starts again', async () => {
    await using file = await newFile()
    const claim = { now: 0 as EpochMs, leaseMs: 15_000, streamClients: [] }
    {
      await using store = await file.open()
      await insertSubscription(store)
      assert.equal((await store.subscriptions.claim({ ...claim, holder: 'killed' })).length, 1)
      assert.equal((await store.subscriptions.claim({ ...claim, holder: 'other' })).length, 0)
    }
    await using again = await file.open()
    assert.equal((await again.subscriptions.claim({ ...claim, holder: 'next' })).length, 1)
  })

  test('[RS32] a killed process leaves the file unlocked, with everything that was acknowledged', async () => {
    await using file = await newFile()
    const program = `
      import { openSqlite } from ${JSON.stringify(import.meta.resolve('./sqlite.ts'))}
      const store = await openSqlite({ path: process.argv[1] })
      await store.directory.saveOrganization({ id: 'dingacme', name: 'Acme' })
      console.log('answered')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, file.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    try {
      const [said] = await Promise.race([once(child.stdout, 'data'), exited])
      assert.match(String(said), /answered/)
      await assert.rejects(file.open(), /in use by another Rollcall/)
    } finally {
      child.kill('SIGKILL')
      await exited
    }
    await using store = await file.open()
    assert.equal(await store.directory.countOrganizations(), 1)
  })

  test('[RS33] a full disk fails only the commit: nothing acknowledged is lost, and commits work again when there is room', async () => {
    await using file = await newFile()
    const meeting = new Meeting()
    const commits = [meeting.create(), ...Array.from({ length: 2000 }, (_, i) => meeting.join(`user-${i}`))]
    let answered = 0
    {
      await using store = await file.open()
      const limit = (pages: number) => store.database.exec(`pragma max_page_count = ${pages}`)
      const { page_count: pages } = store.database.prepare('pragma page_count').get() ?? {}
      limit(Number(pages) + 20)
      const failure: unknown = await writeAll(store, commits, (done) => (answered = done)).catch(
        (error: unknown) => error,
      )
      assert.match(String(failure), /the store could not commit/)
      assert.ok(answered > 0)
      assert.match(String((failure as Error).cause), /full/)
      assert.equal((await store.conferences.findHead(meeting.id))?.version ?? 0, answered)
      assert.equal(
        (await store.rosters.findPage(meeting.id, { after: 0, limit: 1 }))?.page.total ?? 0,
        Math.max(answered - 1, 0),
      )
      limit(1_000_000)
      const step = commits[answered]
      assert.ok(step)
      assert.deepEqual(await store.conferences.commit([step]), [true])
    }
    await using store = await file.open()
    assert.equal((await store.conferences.readLog(meeting.id)).length, answered + 1)
    assert.ok((await store.conferences.commit(commits.slice(answered + 1))).every(Boolean))
  })

  test('[RS29] a check fails while the store cannot be written', async () => {
    await using file = await newFile()
    await using store = await file.open()
    store.database.exec('pragma query_only = 1')
    await assert.rejects(store.check(), /the store could not be written/)
    await assert.rejects(store.conferences.commit([new Meeting().create()]), /the store could not commit/)
    store.database.exec('pragma query_only = 0')
    await store.check()
  })

  test('[RS34] a database of a newer program is refused and not changed', async () => {
    await using file = await newFile()
    await (await file.open())[Symbol.asyncDispose]()
    const database = new DatabaseSync(file.path)
    database.exec(`insert into migration (name) values ('999-of-tomorrow')`)
    database.close()
    const failure: unknown = await file.open().catch((error: unknown) => error)
    assert.match(String((failure as Error).cause), /newer Rollcall, which applied 999-of-tomorrow/)
  })

  test('[RS40] a database of the first version is migrated and keeps its data', async () => {
    await using file = await newFile()
    const older = new Kysely<unknown>({ dialect: new NodeSqliteDialect(new DatabaseSync(file.path)) })
    const meeting = await fillAsFirst(older, SQLITE)
    await older.destroy()
    await using store = await file.open()
    await assertGoesOn(store, meeting)
  })

  test('[RS35] reading a person’s ongoing conferences uses only the index of live rows', async (t) => {
    await using file = await newFile()
    await using store = await file.open()
    const prepare = t.mock.method(store.database, 'prepare')
    await store.rosters.listOngoing('ada' as UnionId)
    const text = prepare.mock.calls[0]?.arguments[0] ?? ''
    prepare.mock.restore()
    const plan = store.database.prepare(`explain query plan ${text}`).all('ada')
    const steps = plan.map(({ detail }) => String(detail))
    assert.ok(
      steps.some((step) => /member USING .*INDEX member_live_idx \(union_id=\?\)/.test(step)),
      steps.join('; '),
    )
    assert.ok(!steps.some((step) => step.startsWith('SCAN')), steps.join('; '))
  })

  test('[RS36] a store in memory needs no file', async () => {
    await using store = await openSqlite({ path: ':memory:' })
    await using other = await openSqlite({ path: ':memory:' })
    await store.conferences.commit([new Meeting().create()])
    assert.equal(await store.conferences.countRunning(), 1)
    assert.equal(await other.conferences.countRunning(), 0)
    assert.equal(store.conferences.cacheTrust, 'until-own-write')
  })
})

async function newFile(): Promise<AsyncDisposable & { path: string; open(): Promise<SqliteStore> }> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-sqlite-'))
  const path = join(folder, 'rollcall.sqlite')
  return {
    path,
    open: () => openSqlite({ path }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

async function writeAll(store: SqliteStore, commits: readonly Commit[], done: (count: number) => void): Promise<void> {
  for (const [i, commit] of commits.entries()) {
    assert.deepEqual(await store.conferences.commit([commit]), [true])
    done(i + 1)
  }
}

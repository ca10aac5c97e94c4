import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSqlite } from '../../src/store/sqlite.ts'
import { findFreePort } from '../worlds/free-port.ts'
import { runProgram } from '../worlds/server-process.ts'
import { startTester } from '../worlds/tester.ts'

/** A data folder whose database refuses new rows of one table. */
async function makeFolderRefusing(table: 'organization' | 'conference'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  await using store = await openSqlite({ path: join(folder, 'rollcall.sqlite') })
  store.database.exec(
    `create trigger refuse before insert on ${table} begin select raise(abort, 'no ${table} fits in'); end`,
  )
  return folder
}

test('[OP12] a start that fails after it listens exits with code 1, says why, and frees its port and its data', async () => {
  const folder = await makeFolderRefusing('organization')
  const port = await findFreePort()
  const env = { ROLLCALL_HOST: '127.0.0.1', ROLLCALL_PORT: String(port), ROLLCALL_DATA: folder }
  await using failed = runProgram(['start'], env)
  assert.equal(await Promise.race([failed.ended(), stillRunningAfter(20_000)]), 1)
  assert.match(failed.stderr(), /could not start[^]*no organization fits in/)
  assert.equal(failed.stdout(), '')
  await using store = await openSqlite({ path: join(folder, 'rollcall.sqlite') })
  assert.equal(await store.directory.countOrganizations(), 0)
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  server.close()
  await rm(folder, { recursive: true })
})

async function stillRunningAfter(ms: number): Promise<'running'> {
  const { promise, resolve } = Promise.withResolvers<'running'>()
  setTimeout(() => resolve('running'), ms).unref()
  return promise
}

test('[OP10] a first start that cannot create its meeting serves, and prints its credentials', async () => {
  const folder = await makeFolderRefusing('conference')
  await using server = runProgram(['start'], {
    ROLLCALL_HOST: '127.0.0.1',
    ROLLCALL_PORT: '0',
    ROLLCALL_DATA: folder,
  })
  await server.line(/members -H/)
  assert.match(server.stdout(), /administrator {2}admin, password \S+/)
  assert.doesNotMatch(server.stdout(), /first meeting/i)
  assert.match(server.stderr(), /the first meeting could not be created/)
  await server.end('SIGTERM')
  await rm(folder, { recursive: true })
})

test('[OP13] the API reference names the port that the server listens on, also if the setting was port 0', async () => {
  await using tester = await startTester()
  const { port } = new URL(tester.url)
  for (const path of ['/openapi.json', '/docs/json']) {
    const document = (await (await fetch(tester.url + path)).json()) as { servers: readonly { url: string }[] }
    assert.deepEqual(document.servers, [{ url: `http://localhost:${port}/` }])
  }
})

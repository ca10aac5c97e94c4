import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { findPostgresBinaries, startPostgres } from '../worlds/postgres.ts'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'
import { loadProgram } from './program.ts'

const run = promisify(execFile)
const GUIDE = 'docs/self-hosting.md'

/** Runs a line of the guide that begins with `start`, with these texts in place of its own. */
async function runFromGuide(start: string, changes: Readonly<Record<string, string>>): Promise<void> {
  const lines = (await readFile(GUIDE, 'utf8')).split('\n')
  const line = lines.find((one) => one.startsWith(start)) ?? assert.fail(`${GUIDE} has no line ${start}`)
  const command = Object.entries(changes).reduce((text, [from, to]) => {
    assert.ok(text.includes(from), `${from} is not in: ${line}`)
    return text.replaceAll(from, to)
  }, line)
  await run('/bin/sh', ['-euc', command])
}

/** The number of the conference's members, as the open API gives it; `undefined` if there is no such conference. */
async function membersOf(tester: Tester, conferenceId: string): Promise<unknown> {
  const { body } = await tester.call('GET', `/v1.0/conference/videoConferences/${conferenceId}/members`)
  return body['totalCount']
}

async function create(tester: Tester): Promise<string> {
  const { body } = await tester.call('POST', '/v1.0/conference/videoConferences', {
    body: { userId: ADA.unionId, confTitle: 'Weekly sync' },
  })
  return String(body['conferenceId'])
}

test('[DP9] a backup of SQLite, made while the server runs, has everything that was answered before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-backup-'))
  try {
    loadProgram('sqlite3')
    await using original = await startTester()
    const id = await create(original)
    const copy = join(folder, 'rollcall.sqlite')
    await runFromGuide('sqlite3 ', {
      '/var/lib/rollcall/rollcall.sqlite': join(original.dataFolder, 'rollcall.sqlite'),
      '/var/backups/rollcall.sqlite': copy,
    })
    const later = await create(original)
    await using restored = await startTester({ dataFolder: folder })
    assert.deepEqual([await membersOf(restored, id), await membersOf(restored, later)], [1, undefined])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('[DP9] the same for PostgreSQL', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-backup-'))
  try {
    const programs = findPostgresBinaries() ?? assert.fail('PostgreSQL is not installed')
    await using postgres = await startPostgres()
    const { url } = await postgres.createDatabase()
    const { url: empty } = await postgres.createDatabase()
    await using original = await startTester({ env: { ROLLCALL_DATABASE_URL: url } })
    const id = await create(original)
    const file = join(folder, 'rollcall.dump')
    await runFromGuide('pg_dump ', {
      pg_dump: join(programs, 'pg_dump'),
      '/var/backups/rollcall.dump': file,
      '"$ROLLCALL_DATABASE_URL"': `'${url}'`,
    })
    const later = await create(original)
    await runFromGuide('pg_restore ', {
      pg_restore: join(programs, 'pg_restore'),
      '/var/backups/rollcall.dump': file,
      '"$ROLLCALL_DATABASE_URL"': `'${empty}'`,
    })
    await using restored = await startTester({ env: { ROLLCALL_DATABASE_URL: empty } })
    assert.deepEqual([await membersOf(restored, id), await membersOf(restored, later)], [1, undefined])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

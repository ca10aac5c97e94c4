import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { request } from 'node:http'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../../src/config.ts'
import { openAdminSession } from '../../src/server/admin-session.ts'
import { createLog } from '../../src/telemetry/log.ts'
import type { AuditedAct } from '../../contract/web/administration-types.ts'
import { TERMINAL_USER_HEADER } from '../../contract/web/terminal.ts'
import { runJoin } from '../../src/terminal/join.ts'
import { FakeTerminal, openMeeting, personalLink } from '../../src/terminal/terminal.fixture.ts'
import { Page } from '../web/page.ts'
import { enter, startMeeting } from '../web/visit.ts'
import { terminalOf } from '../worlds/commands.ts'
import { startPostgres } from '../worlds/postgres.ts'
import { startSharedServices } from '../worlds/two-servers.ts'
import { makeDataFolder, membersOf, runProgram, startServerProcess } from '../worlds/server-process.ts'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'

const ORG = ['--org', 'dingacme']
/** Of a user who is neither root nor the user of the tests. */
const NOBODY = 65_534

async function askSocket(path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { socketPath: path, path: '/api/organizations', agent: false, headers }
    request(options, (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', reject)
      .end()
  })
}

test('[TC2] only the user of the server can use its socket, and nothing of it is reachable through the network', async (t) => {
  const folder = await makeDataFolder()
  {
    await using server = await startServerProcess(folder)
    const path = join(folder, 'admin.sock')
    const { mode } = await stat(path)
    assert.deepEqual([mode & 0o777, (await stat(folder)).mode & 0o777], [0o600, 0o700])
    const user = { [TERMINAL_USER_HEADER]: 'root' }
    assert.equal(await askSocket(path, user), 200)
    for (const headers of [{}, { [TERMINAL_USER_HEADER]: '' }, { [TERMINAL_USER_HEADER]: '%00' }])
      assert.equal(await askSocket(path, headers), 400)
    const answer = await fetch(`${server.url}/api/organizations`, { headers: user })
    assert.equal(answer.status, 401)
    if (process.getuid?.() !== 0) return t.diagnostic('another user needs root')
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      const env = { PATH: process.env['PATH'], ROLLCALL_DATA: folder }
      const args = ['src/main.ts', 'user', 'list']
      execFile(process.execPath, args, { env, uid: NOBODY, gid: NOBODY }, (error, _stdout, text) =>
        resolve({ code: error?.code, stderr: text }),
      )
    })
    assert.equal(code, 1)
    assert.match(
      stderr,
      /admin\.sock of the server cannot be used: run the command as the user of the server, or as root/,
    )
  }
  await rm(folder, { recursive: true })
})

test('[TC3] the socket of a killed server blocks neither commands nor the next start', async () => {
  const folder = await makeDataFolder()
  const { json } = terminalOf({ ROLLCALL_DATA: folder })
  const add = async (corpId: string) => void (await json('org', 'add', '--org', corpId, '--name', corpId))
  {
    await using server = await startServerProcess(folder)
    await add('one')
    await server.end('SIGKILL')
  }
  assert.ok((await readdir(folder)).includes('admin.sock'))
  await add('two')
  {
    await using server = await startServerProcess(folder)
    await add('three')
    const options = await (await fetch(`${server.url}/api/sign-in-options`)).text()
    for (const corpId of ['one', 'two', 'three']) assert.ok(options.includes(corpId), options)
    assert.equal(await server.end('SIGTERM'), 0)
  }
  assert.ok(!(await readdir(folder)).includes('admin.sock'))
  await rm(folder, { recursive: true })
})

test('[TC5] a server whose socket would have too long a path goes on without it, and the command says why', async () => {
  const base = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  const folder = join(base, 'x'.repeat(120))
  await mkdir(folder)
  await using server = runProgram(['start'], { ROLLCALL_HOST: '127.0.0.1', ROLLCALL_PORT: '0', ROLLCALL_DATA: folder })
  await server.line(/listens on (\S+)/)
  assert.match(server.stderr(), /has \d+ bytes[^\n]*at most 107[^\n]*commands of the terminal cannot reach this server/)
  const { type, json } = terminalOf({ ROLLCALL_DATA: folder })
  const refused = await type('org', 'list')
  assert.deepEqual([refused.code, refused.out], [1, ''])
  assert.match(
    refused.errors,
    /^The command failed\.\na server uses \S+, but commands cannot reach it: the path \S+ has \d+ bytes/,
  )
  assert.match(refused.errors, /\nStop the server and run the command again/)
  assert.equal(await server.end('SIGTERM'), 0)
  assert.equal((await json<unknown[]>('org', 'list')).length, 1)
  await rm(base, { recursive: true })
})

test('[TC4] a command makes no files where there are no data, and names wrong settings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  const empty = await terminalOf({ ROLLCALL_DATA: join(folder, 'none') }).type('org', 'list')
  assert.deepEqual([empty.code, empty.out], [1, ''])
  assert.match(empty.errors, /the data folder \S+none has no data of Rollcall: set ROLLCALL_DATA/)
  assert.deepEqual(await readdir(folder), [])
  const wrong = await terminalOf({ ROLLCALL_DATA: folder, ROLLCALL_PROT: '1' }).type('org', 'list')
  assert.match(wrong.errors, /ROLLCALL_PROT is not a setting/)
  await writeFile(join(folder, 'rollcall.sqlite'), '')
  const broken = await terminalOf({ ROLLCALL_DATA: folder }).type('org', 'list')
  assert.match(broken.errors, /rollcall\.sqlite is empty/)
  await rm(folder, { recursive: true })
})

test('[TC15] a server that starts while a command works on its files waits for it, and so does another command', async () => {
  const tester = await startTester()
  await tester.stop()
  const { dataFolder } = tester
  const env = { ROLLCALL_DATA: dataFolder, ROLLCALL_HOST: '127.0.0.1', ROLLCALL_PORT: '0', ROLLCALL_LIVEKIT: 'off' }
  const log = createLog({ level: 'silent' })
  const command = await openAdminSession(readConfig(env), { user: 'root', log })
  await using server = runProgram(['start'], env)
  const listening = server.line(/listens on (\S+)/)
  const listed = terminalOf(env).json<unknown[]>('org', 'list')
  const isOver = Promise.race([listening, listed, server.ended()])
  assert.equal(await Promise.race([isOver, pause(2_500, 'waits')]), 'waits')
  assert.equal((await command.send({ method: 'GET', path: '/api/organizations' })).status, 200)
  await command[Symbol.asyncDispose]()
  await listening
  assert.equal((await listed).length, 2)
  const said = `${server.stdout()}${server.stderr()}`.match(/a command is working on the data folder/g)
  assert.equal(said?.length, 1)
  await server.end('SIGTERM')
  await rm(dataFolder, { recursive: true })
})

test('[TC15] two commands at the same time on a stopped server wait for each other', async () => {
  const tester = await startTester()
  await tester.stop()
  const { json } = terminalOf({ ROLLCALL_DATA: tester.dataFolder })
  const names = ['one', 'two', 'three']
  await Promise.all(names.map((name) => json('org', 'add', '--org', name, '--name', name)))
  assert.equal((await json<unknown[]>('org', 'list')).length, 5)
  await rm(tester.dataFolder, { recursive: true })
})

test('[TC3] [TC4] with PostgreSQL, servers share a folder, and commands without a socket reach the database and its servers', async (t) => {
  await using postgres = await startPostgres()
  const { url } = await postgres.createDatabase()
  const env = { ROLLCALL_DATABASE_URL: url }
  await using server = await startTester({ env })
  const { dataFolder } = server
  const here = terminalOf({ ...env, ROLLCALL_DATA: dataFolder })
  const elsewhere = terminalOf({ ...env, ROLLCALL_DATA: join(dataFolder, 'elsewhere') })
  const meeting = await openMeeting(server)
  const bram = new FakeTerminal()
  const exit = runJoin([await personalLink(server, meeting, BRAM.unionId)], bram)
  await bram.line(/You are in/)
  if (postgres.connections > 1) {
    const second = await startTester({ env, dataFolder })
    await second.stop()
    assert.equal(await askSocket(join(dataFolder, 'admin.sock'), { [TERMINAL_USER_HEADER]: 'root' }), 200)
  }
  assert.equal((await here.json<unknown[]>('user', 'list', ...ORG)).length, 3)
  await here.json('user', 'set', ...ORG, '--user', 'cleo', '--department', 'Here')
  if (postgres.connections === 1) return t.diagnostic('PGlite has one connection')
  await elsewhere.json('user', 'set', ...ORG, '--user', 'cleo', '--job-number', '5')
  const people = await here.json<{ jobNumber?: string; department?: string }[]>(
    'user',
    'list',
    ...ORG,
    '--search',
    'cleo',
  )
  assert.deepEqual([people[0]?.jobNumber, people[0]?.department], ['5', 'Here'])
  await elsewhere.json('user', 'disable', ...ORG, '--user', 'bram')
  assert.equal(await Promise.race([exit, pause(15_000)]), 3)
  const acts = await here.json<AuditedAct[]>('audit', ...ORG)
  assert.deepEqual(
    acts.map(({ action }) => action),
    ['user-disabled', 'user-changed', 'user-changed'],
  )
})

test('[TC4] with Redis, servers know at once what a command changes in the database', async () => {
  await using shared = await startSharedServices()
  const { url } = await shared.postgres.createDatabase()
  const env = { ROLLCALL_DATABASE_URL: url, ROLLCALL_REDIS_URL: shared.redis.url }
  await using server = await startTester({ env })
  const token = await server.token('dingacmeread')
  const status = async () =>
    (await server.call('GET', `/v1.0/conference/users/lists?unionId=${ADA.unionId}`, { token })).status
  assert.equal(await status(), 200)
  const elsewhere = terminalOf({ ...env, ROLLCALL_DATA: join(server.dataFolder, 'elsewhere') })
  await elsewhere.json('app', 'revoke', ...ORG, '--app', 'dingacmeread')
  assert.equal(await status(), 400)
})

test('[TC12] one command replaces the lost password of an administrator while a meeting goes on', async () => {
  const folder = await makeDataFolder()
  {
    await using server = await startServerProcess(folder)
    const ada = new Page(server.url)
    await ada.signIn(ADA)
    const meeting = await startMeeting(ada, 'All hands')
    const { body } = await ada.ask('POST', '/api/pass', { body: { roomCode: meeting.roomCode, device: 'Mac' } })
    await using _session = await enter(server.url, body['ticket'])
    const roster = () => membersOf(server.url, meeting.conferenceId)
    const [before] = await roster()
    await using command = runProgram(['user', 'reset-password', ...ORG, '--user', 'ada'], { ROLLCALL_DATA: folder })
    assert.equal(await command.ended(), 0, command.stderr())
    assert.equal(command.stderr(), '')
    const password = /shown once: (\w{16})\n/.exec(command.stdout())?.[1] ?? assert.fail(command.stdout())
    assert.equal((await ada.ask('GET', '/api/session')).status, 204)
    const again = new Page(server.url)
    const me = await again.ask('POST', '/api/session', { body: { corpId: 'dingacme', userId: 'ada', password } })
    assert.deepEqual([me.status, me.body['mustChangePassword']], [200, true])
    const next = { current: password, next: `${password} and longer` }
    assert.equal((await again.ask('POST', '/api/password', { body: next })).status, 200)
    assert.equal((await again.ask('GET', '/api/people')).status, 200)
    const [after] = await roster()
    assert.deepEqual([after?.attendStatus, after?.joinTime], [3, before?.joinTime])
    assert.equal(await server.end('SIGTERM'), 0)
  }
  await rm(folder, { recursive: true })
})

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { commandName } from '../../src/commands/start.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { callApi, makeDataFolder, membersOf, runProgram, startServerProcess } from '../worlds/server-process.ts'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'

const CREATE = { userId: ADA.unionId, confTitle: 'Weekly sync', inviteCaller: false }

const emptyFolder = () => mkdtemp(join(tmpdir(), 'rollcall-test-'))

test('[OP1] the first start prints its credentials and two commands that work as printed; the second prints no secret', async () => {
  const folder = await emptyFolder()
  const env = { ROLLCALL_HOST: '127.0.0.1', ROLLCALL_PORT: '0', ROLLCALL_DATA: folder }
  await using first = runProgram(['start'], env)
  await first.line(/\/members -H .*\n/)
  const said = first.stdout()
  const paste = said.slice(said.indexOf('  TOKEN='))
  const shell = await runShell(paste)
  assert.deepEqual(JSON.parse(shell), { memberModels: [], totalCount: 0 }, 'nobody is called')
  const secret = said.match(/secret (\S+)/)?.[1] ?? assert.fail(said)
  const password = said.match(/password (\S+),/)?.[1] ?? assert.fail(said)
  assert.equal(await first.end('SIGTERM'), 0)

  await using second = runProgram(['start'], env)
  const url = await second.line(/listens on (\S+)/)
  await second.line(/\/members -H .*\n/)
  assert.ok(!second.stdout().includes(secret) && !second.stdout().includes(password))
  const clientId = said.match(/app {12}(\S+),/)?.[1]
  const token = await runShell(
    `curl -s ${url}/v1.0/oauth2/accessToken -H 'content-type: application/json' -d '{"appKey":"${clientId}","appSecret":"${secret}"}'`,
  )
  assert.equal((JSON.parse(token) as { expireIn: number }).expireIn, 7_200)
  assert.equal(await second.end('SIGINT'), 0)
  await rm(folder, { recursive: true })
})

test('[OP2] wrong settings stop the start, and all of them are reported at once', async () => {
  await using refused = runProgram(['start'], {
    ROLLCALL_PORT: 'eighty',
    ROLLCALL_PROT: '8080',
    ROLLCALL_ONGOING: 'some',
    ROLLCALL_DATABASE_URL: 'mysql://x',
    ROLLCALL_REDIS_URL: 'http://redis.example',
  })
  assert.equal(await refused.ended(), 1)
  for (const name of ['PORT', 'PROT', 'ONGOING', 'DATABASE_URL', 'REDIS_URL'])
    assert.match(refused.stderr(), new RegExp(`ROLLCALL_${name} `))
  assert.equal(refused.stdout(), '')
})

test('[OP3] an unusable data folder, database, address or seed stops the start with a sentence', async () => {
  const folder = await makeDataFolder()
  await writeFile(join(folder, 'file'), '')
  const cases: [Record<string, string>, RegExp][] = [
    [{ ROLLCALL_DATA: join(folder, 'file', 'data') }, /data folder .*file\/data cannot be used/],
    [{ ROLLCALL_DATA: join(folder, 'file') }, /data folder .*file cannot be used: .*file is not a folder/],
    [{ ROLLCALL_DATA: '/proc/none/data' }, /data folder \/proc\/none\/data cannot be used: ENOENT/],
    [{ ROLLCALL_DATA: folder, ROLLCALL_SEED: join(folder, 'none.json') }, /seed file .*none\.json cannot be read/],
    [
      { ROLLCALL_DATA: folder, ROLLCALL_DATABASE_URL: 'postgres://127.0.0.1:1/none' },
      /ROLLCALL_DATABASE_URL cannot be used/,
    ],
    [{ ROLLCALL_DATA: folder, ROLLCALL_HOST: '192.0.2.1' }, /EADDRNOTAVAIL.*: ROLLCALL_HOST is not an address of/],
    [{ ROLLCALL_DATA: folder, ROLLCALL_HOST: 'nowhere.invalid' }, /getaddrinfo .*: .*ROLLCALL_HOST/],
  ]
  for (const [env, expected] of cases) {
    await using refused = runProgram(['start'], { ROLLCALL_PORT: '0', ...env })
    assert.equal(await refused.ended(), 1)
    assert.match(refused.stderr(), expected)
    assert.doesNotMatch(refused.stderr(), /\n {4}at /)
  }
  await using running = await startServerProcess(folder)
  await using second = runProgram(['start'], { ROLLCALL_PORT: '0', ROLLCALL_DATA: folder })
  assert.equal(await second.ended(), 1)
  assert.match(second.stderr(), /in use by another Rollcall/)
  assert.equal((await fetch(`${running.url}/readyz`)).status, 200)
  await rm(folder, { recursive: true })
})

test('[OP3] a seed that names something twice, or an app of another organization, is refused and nothing is stored', async () => {
  const folder = await emptyFolder()
  const seed = async (value: object) => {
    await writeFile(join(folder, 'seed.json'), JSON.stringify(value))
    await using program = runProgram(['seed', join(folder, 'seed.json')], { ROLLCALL_DATA: folder })
    const code = await program.ended()
    assert.doesNotMatch(program.stderr(), /\n {4}at /)
    return { code, said: program.stderr() + program.stdout() }
  }
  const app = (clientId: string) => ({ clientId, clientSecret: 's', name: 'App', kind: 'internal', scopes: [] })
  const user = (userId: string, unionId: string) => ({ userId, unionId, name: 'Somebody' })
  const suite = { suiteKey: 'suite', suiteSecret: 's', authorizedCorpIds: [], scopes: [] }
  const twice = await seed({
    organizations: [
      { corpId: 'one', name: 'One', users: [user('a', 'A'), user('a', 'B'), user('c', 'A')], apps: [app('x')] },
      { corpId: 'two', name: 'Two', users: [user('a', 'A')], apps: [app('x')] },
      { corpId: 'one', name: 'One' },
    ],
    suites: [suite, suite],
  })
  assert.equal(twice.code, 1)
  assert.deepEqual(
    twice.said.split('\n').filter((line) => line.startsWith('/')),
    [
      '/organizations/2/corpId "one" is already used in /organizations/0',
      '/organizations/0/users/1/userId "a" is already used in /organizations/0/users/0',
      '/organizations/0/users/2/unionId "A" is already used in /organizations/0/users/0',
      '/organizations/1/apps/0/clientId "x" is already used in /organizations/0/apps/0',
      '/suites/1/suiteKey "suite" is already used in /suites/0',
    ],
  )
  const organization = (corpId: string) => ({ organizations: [{ corpId, name: corpId, apps: [app('x')] }] })
  assert.equal((await seed(organization('one'))).code, 0)
  const moved = await seed(organization('two'))
  assert.deepEqual(
    [moved.code, moved.said],
    [1, 'Import failed.\nthe app x belongs to the organization one and cannot be given to two\n'],
  )
  const store = await openSqlite({ path: join(folder, 'rollcall.sqlite') })
  assert.equal(await store.directory.countOrganizations(), 1)
  await store[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

test('[TM21] help has no other effect, and unknown arguments end with 2', async () => {
  const folder = await emptyFolder()
  for (const [args, code, out, err] of [
    [['--help'], 0, /^rollcall \[start\]/, /^$/],
    [['-h'], 0, /^rollcall \[start\]/, /^$/],
    [['help'], 0, /^rollcall \[start\]/, /^$/],
    [['start', '--help'], 0, /^rollcall \[start\]/, /^$/],
    [['seed', '--help'], 0, /^rollcall seed <file>/, /^$/],
    [['doctor', '--help'], 0, /^rollcall doctor/, /^$/],
    [['doctor', 'now'], 2, /^$/, /^rollcall doctor/],
    [['join', '--help'], 0, /^rollcall join <link>/, /^$/],
    [['lobby', '--help'], 0, /^rollcall lobby <server-url>/, /^$/],
    [['demo', '--help'], 0, /^rollcall demo/, /^$/],
    [['sandbox', '--help'], 0, /^rollcall sandbox/, /^$/],
    [['dance'], 2, /^$/, /^rollcall \[start\]/],
    [['start', 'extra'], 2, /^$/, /^rollcall start takes no arguments, but got "extra"/],
    [['seed'], 2, /^$/, /^rollcall seed <file>/],
  ] as const) {
    await using program = runProgram(args, { ROLLCALL_DATA: join(folder, 'data') })
    assert.equal(await program.ended(), code, args.join(' '))
    assert.match(program.stdout(), out)
    assert.match(program.stderr(), err)
  }
  assert.deepEqual(await readdir(folder), [])
  await rm(folder, { recursive: true })
})

test('[TM21] printed commands name the program as it was started', () => {
  assert.equal(commandName('/clone/src/main.ts'), 'npm run -s rollcall --')
  assert.equal(commandName('/opt/meet/node_modules/.bin/rollcall'), 'rollcall')
})

test('[OP4] a stop ends within 10 s with code 0, and open sessions resume after the next start', async () => {
  const folder = await makeDataFolder()
  const server = await startServerProcess(folder)
  const port = new URL(server.url).port
  const created = await callApi(server.url, 'POST', '/v1.0/conference/videoConferences', CREATE)
  const id = String(created['conferenceId'])
  await using joined = runProgram(['join', String(created['externalLinkUrl']), '--nick', 'Stays', '--json'])
  await joined.line(/Stays/)
  const stoppedAt = Date.now()
  assert.equal(await server.end('SIGTERM'), 0)
  assert.ok(Date.now() - stoppedAt < 10_000)
  await using again = await startServerProcess(folder, { ROLLCALL_PORT: port })
  await joined.line(/"resumed"/)
  const [member] = await membersOf(again.url, id)
  assert.deepEqual([member?.attendStatus, member?.userNick], [3, 'Stays'])
  assert.equal(await joined.end('SIGTERM'), 0)
  assert.equal((await membersOf(again.url, id))[0]?.attendStatus, 6)
  await rm(folder, { recursive: true })
})

test('[OP5] health, readiness and metrics are reported', async () => {
  await using tester = await startTester()
  const created = await tester.call('POST', '/v1.0/conference/videoConferences', { body: CREATE })
  assert.equal(created.status, 200)
  await tester.call('GET', `/v1.0/conference/users/lists?unionId=nobody`)
  await fetch(`${tester.url}/v1.0/nothing`)
  assert.equal((await fetch(`${tester.url}/healthz`)).status, 200)
  assert.deepEqual(await (await fetch(`${tester.url}/readyz`)).json(), { status: 'ready' })
  const metrics = await (await fetch(`${tester.url}/metrics`)).text()
  for (const line of [
    'rollcall_requests_total{operation="CreateVideoConference",code="200"} 1',
    'rollcall_requests_total{operation="QueryUserOnGoingConference",code="400"} 1',
    'rollcall_request_seconds_count{operation="CreateVideoConference"} 1',
    'rollcall_requests_total{operation="unknown",code="404"} 1',
    'rollcall_live_conferences 1',
    'rollcall_open_sessions 0',
    'rollcall_commit_batch_size_count 1',
    'rollcall_sweeps_total',
  ]) {
    assert.ok(metrics.includes(line), `${line} is not in\n${metrics}`)
  }
})

test('[OP31] only the user of the server can read the files that it creates', async () => {
  const folder = await emptyFolder()
  const data = join(folder, 'data')
  await using server = runProgram(['start'], {
    ROLLCALL_HOST: '127.0.0.1',
    ROLLCALL_PORT: '0',
    ROLLCALL_DATA: data,
  })
  await server.line(/listens on (\S+)/)
  const paths = [data, ...(await readdir(data)).map((name) => join(data, name))]
  assert.ok(paths.length > 2)
  for (const path of paths) assert.equal((await stat(path)).mode & 0o077, 0, path)
  await server.end('SIGTERM')
  await rm(folder, { recursive: true })
})

test('[OP6] the access log has a JSON line per answer with its requestid, and no token, secret or query', async () => {
  const folder = await makeDataFolder()
  const server = await startServerProcess(folder)
  const refused = await fetch(`${server.url}/v1.0/conference/users/lists?unionId=QUERYTEXT`, {
    headers: { 'x-acs-dingtalk-access-token': 'TOKENTEXT' },
  })
  const { requestid } = (await refused.json()) as { requestid: string }
  await callApi(server.url, 'POST', '/v1.0/conference/videoConferences', CREATE)
  await fetch(`${server.url}/gettoken?appkey=dingacmeapp&appsecret=acme-secret`)
  await fetch(`${server.url}/%ZZ`)
  await server.end('SIGTERM')
  const lines = server
    .stderr()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const line = lines.find((entry) => entry['requestid'] === requestid)
  assert.deepEqual([line?.['status'], line?.['path']], [400, '/v1.0/conference/users/lists'])
  assert.equal(lines.filter(({ path }) => path === '/%ZZ').length, 1)
  for (const secret of ['QUERYTEXT', 'TOKENTEXT', 'acme-secret']) assert.ok(!server.stderr().includes(secret), secret)
  await rm(folder, { recursive: true })
})

test('[OP7] a write to a full disk is answered as an unexpected error, loses no acknowledged data, and works again when there is room', async () => {
  const folder = await makeDataFolder()
  const store = await openSqlite({ path: join(folder, 'rollcall.sqlite') })
  await using tester = await startTester({ dataFolder: folder, store })
  const answered: string[] = []
  const create = async () => {
    const answer = await tester.call('POST', '/v1.0/conference/videoConferences', {
      body: { ...CREATE, inviteUserIds: [BRAM.unionId] },
    })
    if (answer.status === 200) answered.push(String(answer.body['conferenceId']))
    return answer
  }
  assert.equal((await create()).status, 200)
  const pages = Number(Object.values(store.database.prepare('pragma page_count').get() ?? {})[0])
  store.database.exec(`pragma max_page_count = ${pages}`)
  let refused = await create()
  for (let tries = 0; refused.status === 200 && tries < 200; tries += 1) refused = await create()
  assert.deepEqual([refused.status, refused.body['code']], [500, 'systemError'])
  assert.equal((await fetch(`${tester.url}/healthz`)).status, 200)
  for (const id of answered) {
    const roster = await tester.call('GET', `/v1.0/conference/videoConferences/${id}/members`)
    assert.equal(roster.body['totalCount'], 1)
  }
  store.database.exec('pragma max_page_count = 1000000')
  assert.equal((await create()).status, 200)
  await rm(folder, { recursive: true, force: true })
})

test('[OP8] the API is described in OpenAPI 3.1 and on a page', async () => {
  await using tester = await startTester()
  const document = (await (await fetch(`${tester.url}/openapi.json`)).json()) as {
    openapi: string
    paths: Record<string, unknown>
  }
  assert.match(document.openapi, /^3\.1/)
  for (const path of [
    '/v1.0/conference/videoConferences/{conferenceId}/members',
    '/v1.0/conference/users/lists',
    '/v1.0/oauth2/accessToken',
  ]) {
    assert.ok(path in document.paths, `${path} is not documented`)
  }
  const page = await fetch(`${tester.url}/docs/`)
  assert.equal(page.status, 200)
  assert.match(await page.text(), /<html/i)
})

/** Sends `request` unchanged. Gives everything that arrives until the server closes the connection. */
async function runShell(command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', command], (error, stdout) => (error ? reject(error) : resolve(stdout)))
  })
}

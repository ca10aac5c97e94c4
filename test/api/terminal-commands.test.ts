import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type {
  AddedPerson,
  AdministeredPerson,
  AppSecret,
  AuditedAct,
  ImportAnswer,
} from '../../contract/web/administration-types.ts'
import type { AdministeredSuite } from '../../contract/web/suite-types.ts'
import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { terminalOf } from '../worlds/commands.ts'
import { acme, openWorld, ORG } from './terminal-world.ts'
import { BRAM, CLEO } from '../worlds/tester.ts'

const READ = 'VideoConference.Conference.Read'

for (const state of ['running', 'stopped'] as const) {
  test(`[TC1] [TC6] [TC7] every command works on a ${state} server, prints JSON, and is audited`, async () => {
    await using world = await openWorld(state)
    const { json, type } = world.terminal
    const added = await json<AddedPerson>('user', 'add', ...ORG, '--user', 'dora', '--name', 'Dora', '--admin')
    assert.equal(added.password?.length, 16)
    assert.deepEqual([added.person.admin, added.person.mustChangePassword], [true, true])
    const edit = ['--user', 'dora', '--name', 'Dora D.', '--department', '研发部', '--no-admin', '--operator']
    const changed = await json<AddedPerson>('user', 'set', ...ORG, ...edit)
    const { name, department, admin, operator } = changed.person
    assert.deepEqual([name, department, admin, operator], ['Dora D.', '研发部', false, true])
    const emptied = await json<AddedPerson>('user', 'set', ...ORG, '--user', 'dora', '--department', '')
    assert.equal(emptied.person.department, undefined)
    const reset = await json('user', 'reset-password', ...ORG, '--user', 'dora')
    assert.match(String(reset['password']), /^\w{16}$/)
    const link = await json('user', 'reset-password', ...ORG, '--user', 'dora', '--link')
    assert.match(String(link['url']), /^http:\/\/\S+\/password#[\w-]{43}$/)
    assert.equal(typeof link['expiresAt'], 'number')
    assert.deepEqual(await json('user', 'disable', ...ORG, '--user', 'dora'), { ok: true })
    const people = await json<AdministeredPerson[]>('user', 'list', ...ORG, '--state', 'disabled')
    assert.deepEqual(
      people.map(({ userId }) => userId),
      ['dora'],
    )
    assert.deepEqual(await json('user', 'enable', ...ORG, '--user', 'dora'), { ok: true })
    const ended = { ended: 1 }
    assert.deepEqual(await json('user', 'sign-out', ...ORG, '--user', 'bram'), ended)
    const file = join(world.dataFolder, 'people.csv')
    await writeFile(file, 'userId,name\nemil,Emil\n')
    const imported = await json<ImportAnswer>('user', 'import', file, ...ORG, '--passwords')
    assert.deepEqual([imported.applied, imported.added, imported.passwords.length], [true, 1, 1])
    assert.deepEqual(await json('user', 'delete', ...ORG, '--user', 'emil'), { ok: true })
    const exported = await json('user', 'export', ...ORG, '--out', file)
    assert.equal(exported['bytes'], (await readFile(file)).length)
    assert.match(await readFile(file, 'utf8'), /^\uFEFFuserId,name,[^]*\nada,Ada,/)

    const app = await json<AppSecret>('app', 'add', ...ORG, '--name', 'CI', '--scopes', `${READ}, qyapi_get_member`)
    const { clientId } = app.app
    assert.deepEqual([app.app.scopes, app.secret.length], [[READ, 'qyapi_get_member'], 64])
    const set = await json<AppSecret>('app', 'set', ...ORG, '--app', clientId, '--name', 'Nightly', '--scopes', '')
    assert.deepEqual(set.app, { clientId, name: 'Nightly', scopes: [] })
    const back = 'https://ci.example/back'
    const sent = await json('app', 'set', ...ORG, '--app', clientId, '--redirect', `${back}, http://localhost:1/`)
    assert.deepEqual(sent['redirectUris'], ['http://localhost:1/', back])
    const rotated = await json<AppSecret>('app', 'rotate', ...ORG, '--app', clientId, '--overlap-hours', '2')
    assert.ok(Math.abs((rotated.app.formerSecretUntil ?? 0) - Date.now() - 7_200_000) < 60_000)
    assert.notEqual(rotated.secret, app.secret)
    assert.deepEqual(await json('app', 'revoke', ...ORG, '--app', clientId), { ok: true })
    const apps = await json<{ name: string }[]>('app', 'list', ...ORG)
    assert.deepEqual(
      apps.map((one) => one.name),
      ['Everything', 'Reader', 'Writer'],
    )

    assert.deepEqual(await json('org', 'add', '--org', 'dingnew', '--name', 'New'), {
      organization: { corpId: 'dingnew', name: 'New' },
    })
    const renamed = await json('org', 'set', '--org', 'dingnew', '--name', 'Newer')
    assert.deepEqual(renamed['organization'], { corpId: 'dingnew', name: 'Newer' })
    assert.deepEqual(await json('org', 'show', '--org', 'dingnew'), renamed)
    const [act] = await json<{ details: object }[]>('audit', '--org', 'dingnew')
    assert.deepEqual(act?.details, { name: 'Newer', formerName: 'New' })
    const organizations = await json<{ name: string }[]>('org', 'list')
    assert.deepEqual(
      organizations.map((one) => one.name),
      ['Acme', 'Globex', 'Newer'],
    )

    const suite = ['--suite', 'board']
    const made = await json('suite', 'add', ...suite, '--name', 'Board', '--orgs', 'dingnew', '--scopes', READ)
    assert.equal(String(made['secret']).length, 64)
    await json('suite', 'set', ...suite, '--orgs', 'dingnew, dingglobex', '--name', 'Boards')
    const turned = await json('suite', 'rotate', ...suite, '--overlap-hours', '0')
    assert.notEqual(turned['secret'], made['secret'])
    const suites = await json<AdministeredSuite[]>('suite', 'list')
    const board = suites.map(({ suiteKey, name: called, authorizedCorpIds }) => [
      suiteKey,
      called,
      ...authorizedCorpIds,
    ])
    assert.deepEqual(board, [
      ['board', 'Boards', 'dingnew', 'dingglobex'],
      ['suiteacme', 'suiteacme', 'dingacme'],
    ])
    assert.deepEqual(await json('suite', 'revoke', ...suite), { ok: true })

    const acts = await json<AuditedAct[]>('audit', ...ORG)
    const expected = [
      'app-revoked',
      'app-secret-renewed',
      'app-changed',
      'app-changed',
      'app-added',
      'users-exported',
      'user-deleted',
    ]
    assert.deepEqual(
      acts.slice(0, 7).map(({ action }) => action),
      expected,
    )
    for (const { by, address } of acts)
      assert.deepEqual([by, address], [{ kind: 'terminal', user: userInfo().username }, undefined])
    for (const secret of [added.password, reset['password'], app.secret])
      assert.ok(!JSON.stringify(acts).includes(String(secret)))
    const some = await json<AuditedAct[]>(
      'audit',
      ...ORG,
      '--action',
      'user-changed',
      '--limit',
      '1',
      '--from',
      '2020-01-01',
    )
    assert.deepEqual(
      some.map(({ target }) => target.id),
      ['dora'],
    )

    const zone = ['--zone', 'Asia/Shanghai']
    const report = await json<AttendanceAnswer>('attendance', world.conferenceId, ...zone)
    assert.deepEqual(report, world.answers.json)
    const written = await json('attendance', world.conferenceId, ...zone, '--out', file)
    assert.deepEqual(written, { file, bytes: (await readFile(file)).length })
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), report)
    assert.equal((await type('attendance', world.conferenceId, ...zone, '--csv')).out, world.answers.csv)
  })
}

test('[TC7] people read tables and sentences', async () => {
  await using world = await openWorld('running')
  const { type } = world.terminal
  const add = ['--name', '王伟', '--job-number', '9']
  const { out } = await type('user', 'add', ...ORG, '--user', 'wei', ...add)
  assert.match(out, /^Added 王伟 as wei, with the unionId \w+\.\nTheir password, shown once: \w{16}\n$/)
  const list = (await type('user', 'list', ...ORG)).out.split('\n')
  assert.match(list[0] ?? '', /^userId {2}name {2}job number {2}department/)
  assert.match(list[4] ?? '', /^wei {5}王伟 {2}9 /)
  assert.equal((await type('user', 'list', ...ORG, '--search', 'nobody')).out, 'There is no such person.\n')
  assert.equal((await type('user', 'list', ...ORG, '--search', 'nobody', '--json')).out, '[]\n')
  assert.match((await type('audit', ...ORG)).out, /^time +by +address +action[^]*user-added {2}wei \(王伟\)/)
  assert.match(
    (await type('app', 'rotate', ...ORG, '--app', 'dingacmeread')).out,
    /secret {4}\w{64}\nThe previous secret/,
  )
  const without = await type('user', 'add', ...ORG, '--user', 'x', '--name', 'X', '--no-password')
  assert.doesNotMatch(without.out, /password/)
})

test('[TC8] a list of several pages is printed completely', async () => {
  const users = Array.from({ length: 450 }, (_, index) => {
    const number = String(index).padStart(3, '0')
    return { userId: `u${number}`, unionId: `union${number}`, name: `Person ${number}`, admin: index === 0 }
  })
  await using world = await openWorld('stopped', { organizations: [{ ...acme, users: [BRAM, ...users] }] })
  const people = await world.terminal.json<AdministeredPerson[]>('user', 'list')
  assert.deepEqual(
    people.map(({ userId }) => userId),
    ['bram', ...users.map(({ userId }) => userId)],
  )
  const lines = (await world.terminal.type('user', 'list')).out.trimEnd().split('\n')
  assert.equal(lines.length, 452)
})

test('[TC9] a refusal is printed in words with its code, and the exit code is 1', async () => {
  await using world = await openWorld('running')
  const { type } = world.terminal
  for (const [code, ...words] of [
    ['organization-not-found', 'user', 'list', '--org', 'nowhere'],
    ['user-not-found', 'user', 'reset-password', ...ORG, '--user', 'nobody'],
    ['user-exists', 'user', 'add', ...ORG, '--user', 'ada', '--name', 'A'],
    ['union-id-taken', 'user', 'add', ...ORG, '--user', 'a', '--name', 'A', '--union-id', CLEO.unionId],
    ['last-administrator', 'user', 'disable', ...ORG, '--user', 'ada'],
    ['last-administrator', 'user', 'set', ...ORG, '--user', 'ada', '--no-admin'],
    ['malformed', 'user', 'set', ...ORG, '--user', 'ada', '--email', 'nobody'],
    ['app-not-found', 'app', 'revoke', ...ORG, '--app', 'nothing'],
    ['suite-not-found', 'suite', 'revoke', '--suite', 'nothing'],
    ['app-exists', 'app', 'add', ...ORG, '--app', 'dingacmeapp', '--name', 'A'],
    ['scope-unknown', 'app', 'add', ...ORG, '--name', 'A', '--scopes', 'All'],
    ['malformed', 'app', 'rotate', ...ORG, '--app', 'dingacmeapp', '--overlap-hours', '721'],
    ['organization-exists', 'org', 'add', '--org', 'dingacme', '--name', 'A'],
    ['malformed', 'audit', ...ORG, '--action', 'dance'],
    ['conference-not-found', 'attendance', 'nothing'],
    ['no-such-time-zone', 'attendance', world.conferenceId, '--zone', 'Mars/Olympus'],
  ] as const) {
    const [name, ...args] = words
    const typed = await type(name as 'user', ...args, '--json')
    assert.deepEqual([typed.code, typed.out], [1, ''], words.join(' '))
    assert.match(typed.errors, new RegExp(`^[A-Za-z][^\\n]+ \\(${code}\\)\\n$`))
  }
})

test('[TC10] the organization may be left out if it is the only one', async () => {
  {
    await using world = await openWorld('stopped')
    const { code, errors } = await world.terminal.type('user', 'list')
    assert.deepEqual(
      [code, errors],
      [2, 'Say which organization with --org:\n  dingacme  Acme\n  dingglobex  Globex\n'],
    )
  }
  await using world = await openWorld('stopped', { organizations: [acme] })
  assert.equal((await world.terminal.json<unknown[]>('user', 'list')).length, 3)
  assert.equal((await world.terminal.json<unknown[]>('app', 'list')).length, 3)
})

test('[TC11] an import prints each fault with its line and changes nothing; a dry run only says what would happen', async () => {
  await using world = await openWorld('running')
  const { type, json } = world.terminal
  const file = join(world.dataFolder, 'people.csv')
  const count = async () => (await json<unknown[]>('user', 'list', ...ORG)).length
  await writeFile(file, 'userId,name,email\nada,Ada,\nnew one,,x\n')
  const faulty = await type('user', 'import', file, ...ORG)
  assert.deepEqual([faulty.code, faulty.out], [1, ''])
  assert.match(
    faulty.errors,
    /^line 3, userId: must be [^\n]+\nline 3, name: [^\n]+\nline 3, email: [^\n]+\nNothing is changed: 3 faults\.\n$/,
  )
  const answer = await type('user', 'import', file, ...ORG, '--json')
  assert.deepEqual([answer.code, answer.errors], [1, ''])
  const { applied, faultCount } = JSON.parse(answer.out) as ImportAnswer
  assert.deepEqual([applied, faultCount, await count()], [false, 3, 3])
  await writeFile(file, 'userId,name\nada,Ada\nnew,New\n')
  const preview = await type('user', 'import', file, ...ORG, '--dry-run')
  assert.deepEqual(
    [preview.code, preview.out],
    [0, 'Not imported yet: 1 added, 0 changed, 1 unchanged. Leave out --dry-run to import.\n'],
  )
  assert.equal(await count(), 3)
  const done = await type('user', 'import', file, ...ORG, '--passwords')
  assert.match(
    done.out,
    /^Imported: 1 added, 0 changed, 1 unchanged\.\nPasswords, shown once:\n {2}new {2}\w{16} {2}New\n$/,
  )
  await writeFile(file, Buffer.alloc(9_000_000, 65))
  const large = await type('user', 'import', file, ...ORG)
  assert.deepEqual([large.code, large.errors], [1, 'Request body is too large (malformed)\n'])
  const missing = await type('user', 'import', join(world.dataFolder, 'none.csv'), ...ORG)
  assert.deepEqual([missing.code, /cannot be read: ENOENT/.test(missing.errors)], [1, true])
})

test('[TC13] a room code stands for its meeting', async () => {
  await using world = await openWorld('running')
  const { type } = world.terminal
  const zone = ['--zone', 'Asia/Shanghai'] as const
  const { roomCode } = world
  const byId = await type('attendance', world.conferenceId, ...zone)
  assert.deepEqual(await type('attendance', roomCode, ...zone), byId)
  const spaced = [roomCode.slice(0, 3), roomCode.slice(3, 7), roomCode.slice(7)].join(' ')
  assert.equal((await type('attendance', spaced, ...zone)).out, byId.out)
  const unknown = await type('attendance', roomCode === '10000000000' ? '10000000001' : '10000000000')
  assert.deepEqual([unknown.code, unknown.errors], [1, 'No meeting has this room code (conference-not-found).\n'])
})

test('[TC13] attendance is a table for people, and a file for spreadsheet programs', async () => {
  await using world = await openWorld('running')
  const { type } = world.terminal
  const table = (await type('attendance', world.conferenceId, '--zone', 'Asia/Shanghai')).out
  assert.match(
    table,
    /^Weekly: from \d{4}-\d\d-\d\d \d\d:\d\d:\d\d until [^\n]+ \(Asia\/Shanghai\)\n1 came, 0 did not\./,
  )
  assert.match(table, /\nBram {2}\d{4}[^\n]+ Mac +host +BramZt7sPj4cNwEoG9uVxR1iEiE\n$/)
  const sessions = await type('attendance', world.conferenceId, '--csv', '--sessions', '--language', 'zh-CN')
  assert.match(sessions.out, /Bram/)
  const file = join(world.dataFolder, 'attendance.xlsx')
  assert.deepEqual((await type('attendance', world.conferenceId, '--xlsx', '--out', file)).out, `Wrote ${file}.\n`)
  const piped = (await type('attendance', world.conferenceId, '--xlsx')).bytes
  for (const content of [piped, await readFile(file)]) assert.equal(content.subarray(0, 2).toString(), 'PK')
  const screen = await terminalOf({ ROLLCALL_DATA: world.dataFolder }, { isTTY: true }).type(
    'attendance',
    world.conferenceId,
    '--xlsx',
  )
  assert.deepEqual([screen.code, screen.out], [2, ''])
})

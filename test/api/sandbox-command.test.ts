import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { parseSeed } from '../../contract/seed.ts'
import { SANDBOX_PEOPLE, SANDBOX_SEED } from '../../src/commands/sandbox-seed.ts'
import { runProgram } from '../worlds/server-process.ts'
import { BRAM } from '../worlds/tester.ts'
import { startSandbox } from './sandbox-world.ts'

test('[SB13] rollcall sandbox prints commands that work as printed, and leaves nothing behind', async () => {
  await using program = runProgram(['sandbox', '--port', '0'])
  const url = await program.line(/runs at (http:\/\/127\.0\.0\.1:\d+)\./)
  await program.line(/Ctrl-C ends/)
  const said = program.stdout()
  const commands = said.slice(said.indexOf('  TOKEN='), said.indexOf('docs/sandbox.md'))
  const { stdout } = await promisify(execFile)('sh', ['-c', commands])
  const { memberModels } = JSON.parse(stdout) as { memberModels: { userNick: string; attendStatus: number }[] }
  assert.deepEqual(memberModels.map(({ userNick, attendStatus }) => [userNick, attendStatus]).toSorted(), [
    ['Ada Byron', 3],
    ['Zoe', 6],
    ['林小雨', 2],
  ])
  assert.deepEqual(await (await fetch(`${url}/readyz`)).json(), { status: 'ready', sandbox: true })
  assert.equal(await program.end('SIGINT'), 0)
  assert.match(program.stdout(), /The sandbox stops\.\n$/)
  assert.equal(program.stderr(), '')
})

test('[SB13] the data of a sandbox stays in a folder that is given', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  try {
    await using program = runProgram(['sandbox', '--port', '0'], { ROLLCALL_DATA: folder })
    await program.line(/runs at/)
    assert.equal(await program.end('SIGTERM'), 0)
    assert.ok(existsSync(join(folder, 'rollcall.sqlite')))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('[SB13] wrong arguments end with the usage', async () => {
  await using program = runProgram(['sandbox', '--port', 'high'])
  assert.equal(await program.ended(), 2)
  assert.match(program.stderr(), /--port must be a number/)
})

test('[SB13] the people and apps of a sandbox are a valid seed', () => {
  assert.deepEqual(parseSeed(SANDBOX_SEED), { ok: true, seed: SANDBOX_SEED })
  assert.equal(new Set(SANDBOX_PEOPLE.map(({ unionId }) => unionId)).size, SANDBOX_PEOPLE.length)
})

test('[SB14] a program gets a code of a person, and signs them in with it', async () => {
  await using tester = await startSandbox()
  const make = (body: object) => tester.call('POST', '/sandbox/codes', { body })
  const made = await make({ unionId: BRAM.unionId, scope: 'openid corpid' })
  const body = {
    clientId: 'dingacmeapp',
    clientSecret: 'acme-secret',
    grantType: 'authorization_code',
    code: made.body['authCode'],
  }
  const issued = await tester.call('POST', '/v1.0/oauth2/userAccessToken', { body })
  assert.equal(issued.body['corpId'], 'dingacme')
  const token = issued.body['accessToken'] as string
  assert.equal((await tester.call('GET', '/v1.0/contact/users/me', { token })).body['nick'], 'Bram')
  const refused = await make({ unionId: 'nobody' })
  assert.deepEqual([refused.status, refused.body['code']], [400, 'sandbox.refused'])
})

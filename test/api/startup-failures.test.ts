import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeDataFolder, runProgram, startServerProcess } from '../worlds/server-process.ts'

const emptyFolder = () => mkdtemp(join(tmpdir(), 'rollcall-test-'))

test('[OP10] if a first start fails because its port is in use, the next start prints the credentials', async () => {
  const folder = await emptyFolder()
  await using taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const env = { ROLLCALL_HOST: '127.0.0.1', ROLLCALL_DATA: folder }
  const failed = runProgram(['start'], { ...env, ROLLCALL_PORT: String((taken.address() as AddressInfo).port) })
  assert.equal(await failed.ended(), 1)
  assert.match(failed.stderr(), /the port is already in use/)
  await using served = runProgram(['start'], { ...env, ROLLCALL_PORT: '0' })
  await served.line(/members -H/) // the last of what a start says, whatever came before
  assert.match(served.stdout(), /administrator {2}admin, password \S+/)
  await served.end('SIGTERM')
  await rm(folder, { recursive: true })
})

test('[OP18] a store that a killed server left on a read-only disk stops the start with one line', async () => {
  const folder = await makeDataFolder()
  {
    await using server = await startServerProcess(folder)
    await server.end('SIGKILL')
  }
  assert.ok((await readdir(folder)).includes('rollcall.sqlite-wal'))
  for (const name of await readdir(folder)) await chmod(join(folder, name), 0o444)
  await chmod(folder, 0o555)
  // Permissions do not stop root.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const env = { PATH: process.env['PATH'], ROLLCALL_HOST: '127.0.0.1', ROLLCALL_PORT: '0', ROLLCALL_DATA: folder }
  const started = spawn(process.execPath, ['src/main.ts', 'start'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...user,
  })
  let said = ''
  started.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = await once(started, 'close')
  assert.equal(code, 1)
  assert.match(said, /^Rollcall could not start\.\nthe data folder \S+ cannot be used: [^\n]*readonly[^\n]*\n$/)
  await chmod(folder, 0o755)
  await rm(folder, { recursive: true })
})

test('[OP19] an empty database file stops the start, is named, and stays as it is', async () => {
  const folder = await makeDataFolder()
  const file = join(folder, 'rollcall.sqlite')
  await writeFile(file, '')
  const failed = runProgram(['start'], { ROLLCALL_HOST: '127.0.0.1', ROLLCALL_PORT: '0', ROLLCALL_DATA: folder })
  assert.equal(await failed.ended(), 1)
  const [, reason = '', rest] = failed.stderr().split('\n')
  assert.ok(reason.includes(file), reason)
  assert.match(reason, /is empty.*backup.*delete/)
  assert.equal(rest, '')
  assert.equal((await stat(file)).size, 0)
  await rm(file)
  await using served = await startServerProcess(folder)
  await served.end('SIGKILL')
  await rm(folder, { recursive: true })
})

test('[OP9] a server that cannot write its log serves and stops as usual', async (t) => {
  const full = await open('/dev/full', 'w').catch(() => undefined)
  if (!full) return t.diagnostic('this system has no /dev/full; nothing to write to in vain')
  const folder = await emptyFolder()
  const env = { PATH: process.env['PATH'], ROLLCALL_HOST: '127.0.0.1', ROLLCALL_PORT: '0', ROLLCALL_DATA: folder }
  const server = spawn(process.execPath, ['src/main.ts', 'start'], { env, stdio: ['ignore', 'pipe', full.fd] })
  let said = ''
  server.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  while (!/members -H/.test(said)) await once(server.stdout as NodeJS.ReadableStream, 'data')
  const url = said.match(/listens on (\S+)/)?.[1] ?? assert.fail(said)
  for (let count = 0; count < 100; count += 1) assert.equal((await fetch(`${url}/healthz`)).status, 200)
  await new Promise((resolve) => setTimeout(resolve, 1_500)) // longer than the access log waits to be written
  assert.equal((await fetch(`${url}/readyz`)).status, 200)
  server.kill('SIGTERM')
  const [code] = await once(server, 'exit')
  assert.equal(code, 0)
  await full.close()
  await rm(folder, { recursive: true })
})

import assert from 'node:assert/strict'
import { readFile, rm } from 'node:fs/promises'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { makeDataFolder, startServerProcess, type ServerProcess } from '../worlds/server-process.ts'

const isLinux = process.platform === 'linux'
const LIMIT_KB = 140_000

/** What a process of the server prints when it ends: the packages that it loaded. */
const PRINT_PACKAGES = `
  import { registerHooks } from 'node:module'
  const packages = new Set()
  registerHooks({ load: (url, context, next) => {
    packages.add(/node_modules\\/((@[^/]+\\/)?[^/]+)/.exec(url)?.[1])
    return next(url, context)
  } })
  process.on('exit', () => process._rawDebug('LOADED ' + [...packages].join(' ')))`

const argumentsOf = async ({ child }: ServerProcess) =>
  (await readFile(`/proc/${child.pid}/cmdline`, 'utf8')).split('\0')

async function residentKb({ child }: ServerProcess): Promise<number> {
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1])
}

test('[OP23] an idle server takes at most 140 MB', { skip: !isLinux }, async () => {
  const folder = await makeDataFolder()
  await using server = await startServerProcess(folder, { ROLLCALL_SEED: '' })
  let resident = Infinity
  for (let seconds = 0; seconds < 60 && resident > LIMIT_KB; seconds += 1) {
    await setTimeout(1_000)
    resident = await residentKb(server)
  }
  assert.ok(resident <= LIMIT_KB, `${resident} kB`)
  await server.end('SIGTERM')
  await rm(folder, { recursive: true })
})

test('[OP24] a start loads no library that its settings do not need', async () => {
  const folder = await makeDataFolder()
  const hook = `--import=data:text/javascript,${encodeURIComponent(PRINT_PACKAGES)}`
  await using server = await startServerProcess(folder, { NODE_OPTIONS: hook })
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200)
  await server.end('SIGTERM')
  const loaded = new Set(/LOADED (.*)/.exec(server.stderr())?.[1]?.split(' '))
  assert.ok(loaded.has('fastify') && loaded.has('socket.io'), [...loaded].join(' '))
  for (const name of ['pg', 'openid-client', 'rate-limiter-flexible', '@fastify/swagger', '@fastify/swagger-ui'])
    assert.ok(!loaded.has(name), name)
  await rm(folder, { recursive: true })
})

test(
  '[OP25] a server has little space for new objects, unless Node is told otherwise',
  { skip: !isLinux },
  async () => {
    const folder = await makeDataFolder()
    {
      await using server = await startServerProcess(folder)
      assert.ok((await argumentsOf(server)).includes('--max-semi-space-size=16'))
      assert.match(await readFile(`/proc/${server.child.pid}/environ`, 'utf8'), /\0MALLOC_MMAP_THRESHOLD_=1048576\0/)
      await server.end('SIGTERM')
    }
    await using server = await startServerProcess(folder, { NODE_OPTIONS: '--max-semi-space-size=8' })
    assert.ok(!(await argumentsOf(server)).some((one) => one.startsWith('--max-semi-space-size')))
    await server.end('SIGTERM')
    await rm(folder, { recursive: true })
  },
)

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { readConfig } from '../../src/config.ts'
import { findFreePort } from '../worlds/free-port.ts'
import { runProgram } from '../worlds/server-process.ts'
import { loadHelm } from './helm.ts'
import { loadProgram } from './program.ts'
import { substitute } from './proxies.ts'

const run = promisify(execFile)

type Settings = Record<string, string>

const SECRETS = {
  DOMAIN: 'meet.example.com',
  PUBLIC_IP: '203.0.113.10',
  PRIVATE_IP: '10.0.0.10',
  TURN_SECRET: 'turn-secret',
  POSTGRES_PASSWORD: 'postgres-password',
  LIVEKIT_SECRET: 'a-secret-of-at-least-thirty-two-signs',
}

/** Lines `NAME=value`, those that are commented out too. */
function toSettings(text: string): Settings {
  return Object.fromEntries(
    Array.from(text.matchAll(/^(?:# )?(ROLLCALL_\w+)=(.*)$/gm), ([, name, value]) => [name, value]),
  )
}

/** What `ask` refuses with, as the program printed it. */
async function refusalOf(ask: Promise<unknown>): Promise<string> {
  const { stderr } = await ask.then(
    () => assert.fail('it was accepted'),
    (error: { stderr: string }) => error,
  )
  return stderr
}

test('[DP4] the systemd unit is valid', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-unit-'))
  try {
    const unit = substitute(await readFile('deploy/rollcall.service', 'utf8'), [['/usr/bin/node', process.execPath]])
    await writeFile(join(folder, 'rollcall.service'), unit)
    const { stderr } = await run(loadProgram('systemd-analyze'), ['verify', join(folder, 'rollcall.service')])
    assert.doesNotMatch(stderr, /rollcall\.service/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('[DP4] the command of the systemd unit starts the server with the settings of the file beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-unit-'))
  try {
    const unit = await readFile('deploy/rollcall.service', 'utf8')
    const [, command = ''] =
      unit.match(/^ExecStart=\/usr\/bin\/node \/opt\/rollcall\/current\/dist\/src\/main\.js (.+)$/m) ?? []
    assert.match(unit, /^Environment=ROLLCALL_DATA=\/var\/lib\/rollcall$/m)
    const settings = toSettings(await readFile('deploy/rollcall.env', 'utf8'))
    assert.ok(Object.keys(settings).length > 5)
    const port = String(await findFreePort())
    const server = runProgram(command.split(' '), { ...settings, ROLLCALL_DATA: folder, ROLLCALL_PORT: port })
    try {
      assert.equal(await server.line(/listens on (\S+)/), settings['ROLLCALL_PUBLIC_URL'])
      assert.equal((await fetch(`http://127.0.0.1:${port}/readyz`)).status, 200)
    } finally {
      assert.equal(await server.end('SIGTERM'), 0)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

for (const file of ['compose.yaml', 'compose.cluster.yaml']) {
  test(`[DP6] ${file} is valid, and the server accepts its settings`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-compose-'))
    try {
      // Debian's Compose does not know `name` yet.
      const text = substitute(await readFile(join('deploy', file), 'utf8'), [[/^name: .*$/m, '']])
      await writeFile(join(folder, file), text)
      const compose = (env: Settings) =>
        run(loadProgram('docker-compose'), ['-f', file, 'config'], { cwd: folder, env: { ...process.env, ...env } })
      const { stdout } = await compose(SECRETS)
      const environment = Object.fromEntries(
        Array.from(stdout.matchAll(/^ +(ROLLCALL_\w+): (.*)$/gm), ([, name, value = '']) => [
          name,
          value.replaceAll(/['"]/g, ''),
        ]),
      )
      const config = readConfig(environment)
      assert.equal(config.http.publicUrl?.host, SECRETS.DOMAIN)
      assert.equal(config.http.trustProxy, true)
      assert.equal(config.store.kind, file === 'compose.yaml' ? 'sqlite' : 'postgres')
      assert.match(await refusalOf(compose({ ...SECRETS, DOMAIN: '' })), /DOMAIN/)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}

test('[DP10] compose.yaml publishes the ports of LiveKit in the image, at the public address', async () => {
  const text = await readFile('deploy/compose.yaml', 'utf8')
  const published = Array.from(text.matchAll(/'(\d+):(\d+)(\/udp)?'/g), ([, outside, inside, isUdp]) => {
    assert.equal(outside, inside)
    return [Number(inside), isUdp === undefined ? 'tcp' : 'udp']
  })
  const settings = Array.from(text.matchAll(/^ +(ROLLCALL_\w+): '?([^'\n]*)'?$/gm), ([, name = '', value = '']) => [
    name,
    value.replaceAll(/\$\{(\w+)[^}]*\}/g, (_, secret: keyof typeof SECRETS) => SECRETS[secret]),
  ])
  const { livekit, media } = readConfig(Object.fromEntries(settings))
  assert.ok(livekit?.kind === 'own')
  assert.equal(livekit.publicIp, SECRETS.PUBLIC_IP)
  const isPublished = (port: number, protocol: string) =>
    published.some(([each, over]) => each === port && over === protocol)
  assert.deepEqual([isPublished(livekit.udpPort, 'udp'), isPublished(livekit.tcpPort, 'tcp')], [true, true])
  assert.ok(media.turn, 'TURN is for meshes')
  assert.match(await readFile('deploy/Dockerfile', 'utf8'), /\/usr\/local\/bin\/livekit-server$/m)
})

const CHART = 'deploy/helm/rollcall'
const VALUES = {
  host: 'meet.example.com',
  'secrets.ROLLCALL_DATABASE_URL': 'postgres://rollcall:password@postgres/rollcall',
  'secrets.ROLLCALL_REDIS_URL': 'redis://redis:6379',
  'settings.ROLLCALL_CACHE_MB': '256',
}

async function helm(command: readonly string[], values: Settings): Promise<string> {
  const set = Object.entries(values).flatMap(([name, value]) => ['--set-string', `${name}=${value}`])
  return (await run(await loadHelm(), [...command, CHART, ...set], { maxBuffer: 2 ** 24 })).stdout
}

test('[DP6] Helm renders the chart, and the server accepts its settings', { timeout: 900_000 }, async () => {
  assert.match(await helm(['lint', '--strict'], VALUES), /0 chart\(s\) failed/)
  const rendered = await helm(['template', 'demo'], VALUES)
  const kinds = Array.from(rendered.matchAll(/^kind: (\w+)$/gm), ([, kind]) => kind)
  assert.deepEqual(kinds.toSorted(), ['Deployment', 'Ingress', 'PodDisruptionBudget', 'Secret', 'Service', 'Service'])
  const pairs = rendered.matchAll(/(?:- name: )?(ROLLCALL_\w+)(?:\n +value)?: "?(.*?)"?$/gm)
  const config = readConfig(Object.fromEntries(Array.from(pairs, ([, name, value]) => [name, value])))
  assert.deepEqual([config.http.publicUrl?.host, config.cacheBytes], [VALUES.host, 256 * 1_048_576])
  assert.deepEqual([config.store.kind, config.redisUrl], ['postgres', VALUES['secrets.ROLLCALL_REDIS_URL']])
})

test('[DP6] a pod runs no LiveKit server of its own, and uses the one in the settings', async () => {
  const single = { ...VALUES, replicas: '1', 'secrets.ROLLCALL_REDIS_URL': '' }
  assert.match(await helm(['template', 'demo'], single), /name: ROLLCALL_LIVEKIT\n +value: "off"/)
  const elsewhere = await helm(['template', 'demo'], {
    ...single,
    'settings.ROLLCALL_LIVEKIT_URL': 'wss://livekit.meet.example.com',
  })
  assert.doesNotMatch(elsewhere, /name: ROLLCALL_LIVEKIT\n/)
  assert.match(elsewhere, /name: ROLLCALL_LIVEKIT_URL\n/)
})

test('[DP6] the chart refuses values without a host, a database, or a Redis between several servers', async () => {
  for (const [name, reason] of [
    ['host', /host is required/],
    ['secrets.ROLLCALL_DATABASE_URL', /ROLLCALL_DATABASE_URL is required/],
    ['secrets.ROLLCALL_REDIS_URL', /ROLLCALL_REDIS_URL is required/],
  ] as const) {
    assert.match(await refusalOf(helm(['template', 'demo'], { ...VALUES, [name]: '' })), reason)
  }
  const single = await helm(['template', 'demo'], { ...VALUES, replicas: '1', 'secrets.ROLLCALL_REDIS_URL': '' })
  assert.match(single, /type: Recreate/)
})

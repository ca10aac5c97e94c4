import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, request, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { startPostgres } from '../worlds/postgres.ts'
import { startMailServer } from '../worlds/mail-server.ts'
import { startRedis } from '../worlds/redis.ts'
import { makeDataFolder, runProgram, startServerProcess } from '../worlds/server-process.ts'

/** Runs `rollcall doctor` with these settings. Gives its exit code and output, in which each finding is one line. */
async function doctor(settings: Record<string, string>) {
  await using program = runProgram(['doctor'], settings)
  const code = await program.ended()
  assert.equal(program.stderr(), '')
  return {
    code,
    findings: program
      .stdout()
      .replaceAll(/\n {9}/g, ' → ')
      .trim()
      .split('\n'),
  }
}

/** A STUN server that answers every binding request. */
async function startStun() {
  const socket = createSocket('udp4')
  socket.on('message', (message, { port, address }) => {
    const answer = Buffer.from(message)
    answer.writeUInt16BE(0x0101, 0)
    socket.send(answer, port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { url: `stun:127.0.0.1:${socket.address().port}`, [Symbol.dispose]: () => void socket.close() }
}

async function startHttp(listener: RequestListener) {
  const server = createServer({ shouldUpgradeCallback: () => false }, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, [Symbol.dispose]: close }
}

/** A file `livekit-server` that says its version, and does nothing else. */
async function makeLiveKitProgram() {
  const folder = await makeDataFolder()
  const file = join(folder, 'livekit-server')
  await writeFile(file, '#!/bin/sh\necho livekit-server version 1.13.5\n', { mode: 0o700 })
  return { folder, file }
}

const withoutVersions = (findings: readonly string[]) =>
  findings.map((finding) =>
    finding.replaceAll(/(PostgreSQL|Redis) \d[\d.]*/g, '$1').replaceAll(/127\.0\.0\.1:\d+/g, 'HOST'),
  )

test('[OP28] the doctor finds that everything works, while the server runs', async () => {
  await using postgres = await startPostgres()
  await using redis = await startRedis()
  await using mails = await startMailServer({ account: { user: 'rollcall', pass: 'p@ss' } })
  using stun = await startStun()
  using livekit = await startHttp((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
  )
  const dataFolder = await makeDataFolder()
  const { url } = await postgres.createDatabase()
  const settings = {
    ROLLCALL_DATABASE_URL: url,
    ROLLCALL_REDIS_URL: redis.url,
    ...mails.settings,
    ROLLCALL_STUN_URLS: stun.url,
    ROLLCALL_LIVEKIT: 'auto',
    ROLLCALL_LIVEKIT_URL: livekit.url,
    ROLLCALL_LIVEKIT_API_KEY: 'key',
    ROLLCALL_LIVEKIT_API_SECRET: 'a-secret-that-is-long-enough-for-it',
  }
  {
    await using server = await startServerProcess(dataFolder, settings)
    const { code, findings } = await doctor({
      ...settings,
      ROLLCALL_PUBLIC_URL: server.url.replace('localhost', '127.0.0.1'),
    })
    assert.deepEqual(withoutVersions(findings), [
      'ok       the settings are valid',
      'ok       PostgreSQL answers and can be written',
      'ok       Redis answers',
      'ok       the LiveKit server at HOST answers',
      'ok       the mail server at HOST takes mail from Rollcall <rollcall@acme.example>',
      'ok       stun:HOST answers',
      'ok       Rollcall answers at http://HOST/',
      'ok       WebSocket reaches Rollcall at http://HOST',
      'Nothing is wrong.',
    ])
    assert.equal(code, 0)
  }
  await rm(dataFolder, { recursive: true, force: true })
})

test('[OP28] the doctor says what to do about each service that cannot be used', async () => {
  await using mails = await startMailServer({ account: { user: 'rollcall', pass: 'p@ss' } })
  using livekit = await startHttp((_request, response) =>
    response
      .writeHead(401, { 'content-type': 'application/json' })
      .end('{"code":"unauthenticated","msg":"invalid key"}'),
  )
  const { code, findings } = await doctor({
    ROLLCALL_DATABASE_URL: 'postgres://127.0.0.1:1/rollcall',
    ROLLCALL_REDIS_URL: 'redis://127.0.0.1:1',
    ROLLCALL_LIVEKIT: 'auto',
    ROLLCALL_LIVEKIT_URL: livekit.url,
    ROLLCALL_LIVEKIT_API_KEY: 'key',
    ROLLCALL_LIVEKIT_API_SECRET: 'a-secret-that-is-long-enough-for-it',
    ROLLCALL_SMTP_URL: mails.settings.ROLLCALL_SMTP_URL.replace('rollcall:', 'root:'),
    ROLLCALL_MAIL_FROM: 'rollcall@acme.example',
    ROLLCALL_TURN_URLS: 'turn:127.0.0.1:1,turn:127.0.0.1:1?transport=tcp',
    ROLLCALL_TURN_SECRET: 'secret',
    ROLLCALL_PUBLIC_URL: 'http://meet.invalid',
  })
  assert.equal(code, 1)
  for (const [finding, expected] of [
    [findings[1], /^problem +the database of ROLLCALL_DATABASE_URL: .*ECONNREFUSED.* → .*PostgreSQL runs/],
    [findings[2], /^problem +the Redis of ROLLCALL_REDIS_URL: .*ECONNREFUSED.* → .*Redis or Valkey runs/],
    [findings[3], /^problem +the LiveKit server at \S+ refuses the key: .* → Set ROLLCALL_LIVEKIT_API_KEY/],
    [findings[4], /^problem +the mail server of ROLLCALL_SMTP_URL: .*wrong user or password.* → .*ROLLCALL_SMTP_URL/],
    [findings[5], /^problem +turn:127.0.0.1:1: no answer within 5 s → .*firewall/],
    [findings[6], /^problem +turn:127.0.0.1:1\?transport=tcp: .*ECONNREFUSED.* → .*firewall/],
    [findings[7], /^problem +browsers refuse camera and microphone at http:\/\/meet.invalid\/ → .*TLS/],
    [findings[8], /^problem +http:\/\/meet.invalid\/: .*ENOTFOUND.* → Start the server/],
    [findings[9], /^8 problems\.$/],
  ] as const) {
    assert.match(String(finding), expected)
  }
})

test('[OP28] the doctor notices a proxy that does not pass WebSocket upgrades', async () => {
  const dataFolder = await makeDataFolder()
  {
    await using server = await startServerProcess(dataFolder)
    using proxy = await startHttp((incoming, response) => {
      const { connection: _, upgrade: __, ...headers } = incoming.headers
      const outgoing = request(server.url + incoming.url, { method: incoming.method ?? 'GET', headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      incoming.pipe(outgoing)
    })
    const { code, findings } = await doctor({ ROLLCALL_DATA: dataFolder, ROLLCALL_PUBLIC_URL: proxy.url })
    assert.equal(code, 1)
    assert.match(String(findings.at(-3)), /^ok +Rollcall answers/)
    assert.match(String(findings.at(-2)), /^problem +WebSocket at .* → Let the proxy pass WebSocket upgrades/)
  }
  await rm(dataFolder, { recursive: true, force: true })
})

test('[OP28] the doctor says which file of the settings cannot be used', async () => {
  const { code, findings } = await doctor({
    ROLLCALL_SEED: '/nowhere/seed.json',
    ROLLCALL_LIVEKIT: 'auto',
    ROLLCALL_LIVEKIT_SERVER: '/nowhere/livekit-server',
  })
  assert.equal(code, 1)
  const problems = findings.filter((finding) => finding.includes('/nowhere/'))
  assert.equal(problems.length, 2)
  assert.match(String(problems[0]), /^problem +\/nowhere\/livekit-server: .*ENOENT → Correct ROLLCALL_LIVEKIT_SERVER/)
  assert.match(
    String(problems[1]),
    /^problem +the seed file \/nowhere\/seed.json cannot be read: .* → Correct the file/,
  )
})

test('[OP28] the doctor says what carries audio and video, and asks for TURN only if browsers need it', async () => {
  const program = await makeLiveKitProgram()
  const media = async (settings: Record<string, string>) =>
    (
      await doctor({ ROLLCALL_LIVEKIT: 'auto', ROLLCALL_PORT: '1', PATH: dirname(process.execPath), ...settings })
    ).findings
      .filter((finding) => /LiveKit|STUN|browser to browser/.test(finding))
      .map((finding) => finding.replace(program.folder, 'FOLDER'))
  const found = 'ok       FOLDER/livekit-server can be run: LiveKit 1.13.5, on UDP port 7882 and TCP port 7881'
  const publicIp = { ROLLCALL_LIVEKIT_PUBLIC_IP: '203.0.113.10' }
  assert.deepEqual(await media({ ROLLCALL_LIVEKIT_SERVER: program.file, ...publicIp }), [found])
  assert.deepEqual(await media({ PATH: `${dirname(process.execPath)}:${program.folder}`, ...publicIp }), [found])
  const [direct, turn, ...others] = await media({})
  assert.match(String(direct), /^hint +.* browser to browser, for up to 8 devices .* → .* install livekit-server/)
  assert.match(String(turn), /^hint +no STUN or TURN server is configured/)
  assert.deepEqual(others, [])
  await rm(program.folder, { recursive: true })
})

test('[OP28] the doctor notices that the running server has lost LiveKit', async () => {
  const program = await makeLiveKitProgram()
  const dataFolder = await makeDataFolder()
  {
    // It ends at once.
    await using server = await startServerProcess(dataFolder, {
      ROLLCALL_LIVEKIT: 'auto',
      ROLLCALL_LIVEKIT_SERVER: program.file,
    })
    const { code, findings } = await doctor({ ROLLCALL_DATA: dataFolder, ROLLCALL_PUBLIC_URL: server.url })
    assert.equal(code, 1)
    assert.match(String(findings.at(-2)), /^problem +the running server has lost Redis or LiveKit → Its log says why/)
  }
  await rm(program.folder, { recursive: true })
  await rm(dataFolder, { recursive: true, force: true })
})

test('[OP28] the doctor reports wrong settings and checks nothing else', async () => {
  const { code, findings } = await doctor({ ROLLCALL_PORT: 'many', ROLLCALL_PROT: '1' })
  assert.equal(code, 1)
  assert.deepEqual(findings.at(-1), '2 problems.')
  assert.match(String(findings[0]), /^problem +ROLLCALL_PORT must be a whole number/)
})

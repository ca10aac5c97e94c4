import assert from 'node:assert/strict'
import { request } from 'node:http'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { startTester } from '../../test/worlds/tester.ts'
import { attendStatus } from '../conference/member.ts'
import { enter, Peer } from './peer.fixture.ts'
import { openTestServer } from './test-server.fixture.ts'

test('[SG19] a stop notifies every client and ends no session; the session continues at the next server', async () => {
  await using first = await openTestServer()
  using ann = await enter(first, 'ann')
  using lobby = await Peer.inLobby(first, 'bob')
  await lobby.connected()
  const { resumeToken: resume, participantId, snapshot } = ann.welcome
  await first.stop()
  await Promise.all([ann.next('restarting'), lobby.next('restarting')])
  // With any other reason a client would not connect again by itself.
  assert.equal(await ann.next('disconnect'), 'transport close')

  await using second = await openTestServer({ store: first.store, now: first.now() + 10_000 })
  const { sessions } = await second.member('ann')
  assert.equal(sessions[0]?.participantId, participantId)
  using again = Peer.inConference(second, { resume, seq: snapshot?.seq })
  const welcome = await again.next('welcome')
  assert.deepEqual([welcome.participantId, welcome.snapshot], [participantId, undefined])
})

test('[SG20] a client that showed its ticket just before a stop is still welcomed and can resume', async () => {
  await using server = await openTestServer()
  const entered = Promise.withResolvers<void>()
  const enterNow = server.admission.enter.bind(server.admission)
  const mayGoOn = Promise.withResolvers<void>()
  server.admission.enter = async (ticket) => {
    const entry = await enterNow(ticket)
    entered.resolve()
    await mayGoOn.promise
    return entry
  }
  using ann = Peer.inConference(server, { ticket: await server.ticket('ann') })
  await entered.promise
  const stopped = server.stop()
  using late = Peer.inConference(server, { ticket: 'any' })
  assert.equal(await late.refusal(), 'draining')
  mayGoOn.resolve()
  assert.ok((await ann.next('welcome')).resumeToken)
  await ann.next('restarting')
  await stopped
})

test('[SG21] messages that break the protocol harm neither the server nor other clients', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  await ann.next('change')
  for (const [name, ...values] of [
    ['snapshot'],
    ['snapshot', 'no function'],
    ['leave-the-country', { a: 1 }],
    ['error', 'boom'],
    ['answer', { conferenceId: 1 }],
    ['__proto__', { polluted: true }],
    ['change', { seq: 1e9 }],
    ['control'],
    ['control', { type: 'close' }, 'no function'],
    ['stage', { audio: 1 }],
    ['signal', { to: 7 }],
    ['say', { text: ['a'] }],
    ['react', '💣'],
    ['quality', { lostRate: -1 }],
  ] as const) {
    bob.socket.emit(name, ...values)
  }
  await once(server.beats, bob.welcome.participantId)
  assert.equal((await bob.socket.timeout(5_000).emitWithAck('snapshot')).ok, true)
  assert.equal(attendStatus(await server.member('bob')), 3)
  assert.deepEqual(ann.rest(), [])
})

for (const [what, say] of [
  ['sends what is not of the protocol', (peer: Peer) => peer.socket.io.engine.write('9garbage')],
  ['sends a message of more than 96 KiB', (peer: Peer) => peer.socket.emit('hello', 'x'.repeat(100_000))],
  [
    'sends more than four hundred messages at once',
    (peer: Peer) => Array.from({ length: 600 }, () => peer.socket.emit('hello')),
  ],
  [
    'sends long messages again and again',
    (peer: Peer) => Array.from({ length: 30 }, () => peer.socket.emit('hello', 'x'.repeat(90_000))),
  ],
  [
    'requests the roster again and again',
    (peer: Peer) => Array.from({ length: 30 }, () => peer.socket.emit('snapshot', () => {})),
  ],
] as const) {
  test(`[SG22] a connection that ${what} is cut, and its session may resume`, async () => {
    await using server = await openTestServer()
    using ann = await enter(server, 'ann')
    say(ann)
    assert.match(await ann.next('disconnect'), /transport (close|error)/)
    using again = Peer.inConference(server, { resume: ann.welcome.resumeToken, seq: 0 })
    assert.equal((await again.next('welcome')).participantId, ann.welcome.participantId)
  })
}

test('[SG50] what a client has sent to a server that then stood still is not handled after it gave up', async () => {
  await using server = await openTestServer({ pingIntervalMs: 500 })
  using ann = await enter(server, 'ann')
  ann.socket.emit('stage', { audio: true, video: false, screen: false })
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_600) // it may continue at another server meanwhile
  await ann.next('disconnect')
  using again = Peer.inConference(server, { resume: ann.welcome.resumeToken, seq: 0 })
  assert.deepEqual((await again.next('welcome')).stages, {})
})

test('[SG40] a client that reads nothing is cut, and its session may resume', { timeout: 30_000 }, async () => {
  await using server = await openTestServer({ pingIntervalMs: 60_000 })
  using ann = await enter(server, 'ann')
  const { ws } = ann.socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }
  ws.pause()
  const to = ann.welcome.participantId
  const signal = { description: { type: 'offer', sdp: 'x'.repeat(65_536) } }
  for (let sender = 0; sender < 12; sender += 1) {
    using guest = await enter(server, `guest ${sender}`, { guest: true })
    for (let sent = 0; sent < 22; sent += 1) guest.socket.emit('signal', { to, signal })
    assert.equal(await guest.ask('react', '👍'), true)
  }
  ws.resume()
  assert.match(await ann.next('disconnect'), /transport (close|error)/)
  using again = Peer.inConference(server, { resume: ann.welcome.resumeToken, seq: 0 })
  assert.equal((await again.next('welcome')).participantId, to)
})

test('[SG23] an unexpected error is answered without detail and logged once with its cause', async () => {
  await using server = await openTestServer()
  const { resume } = server.admission
  server.admission.resume = async () => {
    throw new Error('disk full')
  }
  using ann = Peer.inConference(server, { resume: 'any', seq: 0 })
  assert.equal(await ann.refusal(), 'fault')
  const [logged] = server.errors.splice(0) as [{ err: { message: string } }]
  assert.equal(logged.err.message, 'disk full')
  server.admission.resume = resume
})

test('[SG24] WebSocket is the only transport', async () => {
  await using server = await openTestServer()
  const { status } = await fetch(`${server.url}/signaling/?EIO=4&transport=polling`)
  assert.equal(status, 400)
})

test('[SG25] a stop does not wait for clients that have disappeared', async () => {
  await using server = await openTestServer()
  const { hostname, port } = new URL(server.url)
  const stream = connect(Number(port), hostname)
  stream.on('error', () => {})
  stream.write(
    `GET /signaling/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
  )
  await once(stream, 'data')
  const startedAt = performance.now()
  await server.stop() // this client answers nothing, not even the close frame
  assert.ok(performance.now() - startedAt < 5_000)
  stream.destroy()
})

test('[SG27] a request to upgrade to HTTP/2 is answered as plain HTTP/1.1', async () => {
  await using tester = await startTester()
  const { port } = new URL(tester.url)
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const headers = {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAMAAABkAAQAoAAAAAIAAAAA',
    }
    request({ host: '127.0.0.1', port, path: '/healthz', headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
  assert.equal(answer, 200)
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { io } from 'socket.io-client'
import { ConferenceClient } from './conference-client.ts'
import { until } from './observable.ts'
import { member, openServer, snapshot, storageWith, systemClock, welcome } from './scripted-server.fixture.ts'

/** A client that has joined the conference of a scripted server. */
async function joinServer(options: { token?: string; leaveWindowMs?: number } = {}) {
  const server = await openServer()
  const storage = storageWith(options.token)
  const ticket = options.token === undefined ? { ticket: 'in' } : {}
  const client = new ConferenceClient({ connect: io, clock: systemClock, server: server.url, storage, ...ticket })
  const socket = await server.connection(1)
  const { leaveWindowMs = 15_000 } = options
  socket.emit('welcome', welcome({ leaveWindowMs, snapshot: snapshot(3, [member({ key: 'me' })]) }))
  assert.equal(await client.joined(), undefined)
  return {
    server,
    storage,
    client,
    socket,
    async [Symbol.asyncDispose]() {
      client.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

test('[RM1] a ticket opens the session, and its resume token is stored', async () => {
  await using met = await joinServer()
  assert.deepEqual(met.server.auths, [{ version: 2, ticket: 'in' }])
  assert.equal(met.storage.token, 'again')
  assert.equal(met.client.state.get().self, 'p-me')
  assert.equal(met.client.state.get().roster?.present.get('me')?.nick, 'me')
})

test('[RM1] without a ticket the client resumes the stored session', async () => {
  await using met = await joinServer({ token: 'of before' })
  assert.deepEqual(met.server.auths, [{ version: 2, resume: 'of before', seq: 0 }])
})

test('[RM2] [TM12] after a lost connection the client resumes from the last change it has', async () => {
  await using met = await joinServer()
  met.socket.emit('change', { ...snapshot(4, [member({ key: 'me', nick: 'I' })]), previous: 3 })
  await until(met.client.state, ({ roster }) => roster?.seq === 4)
  met.socket.conn.close()
  const { connection } = await until(met.client.state, (state) => state.connection.phase === 'reconnecting')
  assert.ok(
    connection.phase === 'reconnecting' &&
      connection.until - connection.since > 14_000 &&
      connection.until - connection.since <= 15_000,
  )
  const next = await met.server.connection(2)
  assert.deepEqual(met.server.auths[1], { version: 2, resume: 'again', seq: 4 })
  next.emit('welcome', welcome({ resumeToken: 'third' }))
  const state = await until(met.client.state, (now) => now.connection.phase === 'joined')
  assert.equal(state.roster?.present.get('me')?.nick, 'I', 'the roster stays if nothing was missed')
  assert.equal(state.welcomes, 2)
  assert.equal(met.storage.token, 'third')
})

test('[RM2] [TM13] the client tries again if the server stops or has an unexpected error', async () => {
  await using met = await joinServer()
  met.server.refusals.push('draining', 'fault')
  met.socket.conn.close()
  await met.server.connection(2)
  assert.equal(met.server.auths.length, 4)
})

test('[RM3] when the leave window ends without a connection, the session is lost', async () => {
  await using met = await joinServer({ leaveWindowMs: 200 })
  await met.server[Symbol.asyncDispose]()
  assert.deepEqual(await met.client.ended(), { kind: 'closed', reason: 'lost' })
  assert.equal(met.storage.token, undefined)
})

test('[RM3] [TM13] any other refusal is final', async () => {
  for (const code of ['session-ended', 'banned', undefined] as const) {
    await using met = await joinServer()
    met.server.refusals.push(code)
    met.socket.conn.close()
    assert.deepEqual(await met.client.ended(), { kind: 'refused', code: code ?? 'unknown' })
    assert.equal(met.storage.token, undefined)
  }
})

test('[TM13] a session that is refused before it has joined says so', async () => {
  await using server = await openServer()
  server.refusals.push('draining', 'pass-used')
  const client = new ConferenceClient({ connect: io, clock: systemClock, server: server.url, ticket: 'in' })
  assert.deepEqual(await client.joined(), { kind: 'refused', code: 'pass-used' })
  assert.equal(server.auths.length, 2)
})

test('[RM4] [TM11] a client that missed a change requests the roster, and misses nothing after it', async () => {
  await using met = await joinServer()
  const { state } = met.client
  const asked = once(met.socket, 'snapshot')
  met.socket.emit('change', { ...snapshot(6, [member({ key: 'cleo' })]), previous: 5 })
  const [done] = (await asked) as [(answer: object) => void]
  // This change is in the snapshot that follows.
  met.socket.emit('change', { ...snapshot(7, [member({ key: 'dan' })]), previous: 6 })
  done({
    ok: true,
    snapshot: snapshot(
      7,
      ['me', 'ada', 'cleo', 'dan'].map((key) => member({ key })),
    ),
  })
  await until(state, ({ roster }) => roster?.seq === 7)
  met.socket.emit('change', { ...snapshot(8, [member({ key: 'eve' })]), previous: 7 })
  const { roster } = await until(state, (now) => now.roster?.seq === 8)
  assert.deepEqual(Array.from(roster?.present.keys() ?? []), ['me', 'ada', 'cleo', 'dan', 'eve'])
})

test('[SG44] a client loads the present members of a large roster by itself, and the others on demand', async () => {
  await using met = await joinServer()
  const [ada, bob, cleo] = ['ada', 'bob', 'cleo'].map((key, at) => member({ key, seq: at + 2 }))
  const gone = member({ key: 'gone', seq: 9, status: 6, sessions: [] })
  const requests: unknown[] = []
  met.socket.on('members', (request, done) => {
    requests.push(request)
    if (request.list === 'past') return done({ ok: true, page: { seq: 7, members: [gone] } })
    const isFirst = request.after === 2
    done({ ok: true, page: { seq: 7, members: [isFirst ? bob! : cleo!], ...(isFirst && { next: 3 }) } })
  })
  met.socket.on('snapshot', (done) =>
    done({ ok: true, snapshot: { ...snapshot(7, [member({ key: 'me' }), ada!]), more: { present: 2, past: 0 } } }),
  )
  met.socket.emit('change', { ...snapshot(7, []), previous: 4, reload: true })
  const { roster } = await until(met.client.state, (now) => now.roster?.present.size === 4)
  assert.deepEqual(roster?.more, { past: 0 })
  assert.equal(roster?.past.size, 0)
  met.client.loadAll()
  const whole = await until(met.client.state, (now) => now.roster?.past.size === 1)
  assert.deepEqual(whole.roster?.more, {})
  assert.deepEqual(requests, [
    { list: 'present', after: 2 },
    { list: 'present', after: 3 },
    { list: 'past', after: 0 },
  ])
})

test('[RM5] the end has the server’s reason, and the token stays only if another page continues the session', async () => {
  for (const [reason, token] of [
    ['left', undefined],
    ['removed', undefined],
    ['conference-ended', undefined],
    ['replaced', 'again'],
  ] as const) {
    await using met = await joinServer()
    met.socket.emit('closed', { reason })
    assert.deepEqual(await met.client.ended(), { kind: 'closed', reason })
    assert.equal(met.storage.token, token)
  }
})

test('[RM6] leaving is sent to the server, and ends the session', async () => {
  await using met = await joinServer()
  met.socket.once('leave', () => met.socket.emit('closed', { reason: 'left' }))
  await met.client.leave()
  assert.deepEqual(await met.client.ended(), { kind: 'closed', reason: 'left' })
})

for (const [when, isCut] of [
  ['before', true],
  ['after', false],
] as const) {
  test(`[TM14] leaving ends if the connection is lost ${when} it`, async () => {
    await using met = await joinServer()
    if (isCut) {
      await met.server[Symbol.asyncDispose]()
      await until(met.client.state, ({ connection }) => connection.phase === 'reconnecting')
    } else {
      met.socket.once('leave', () => met.socket.conn.close())
    }
    await met.client.leave()
    assert.deepEqual(await met.client.ended(), { kind: 'closed', reason: 'left' })
  })
}

test('[TM14] leaving ends after 5 seconds if the server does not answer', async () => {
  const waits: { ms: number; act: () => void }[] = []
  const clock = {
    now: () => 0,
    wait: (ms: number, act: () => void) => {
      waits.push({ ms, act })
      return () => {}
    },
  }
  await using server = await openServer()
  const client = new ConferenceClient({ connect: io, clock, server: server.url, ticket: 'in' })
  const socket = await server.connection(1)
  socket.emit('welcome', welcome({ snapshot: snapshot(1, []) }))
  await client.joined()
  const left = client.leave()
  await once(socket, 'leave')
  assert.deepEqual(
    waits.map(({ ms }) => ms),
    [5_000],
  )
  waits[0]?.act()
  await left
  assert.deepEqual(await client.ended(), { kind: 'closed', reason: 'left' })
})

test('[RM7] a page that goes away says so and does not leave', async () => {
  await using met = await joinServer()
  let left = false
  met.socket.on('leave', () => (left = true))
  const away = once(met.socket, 'away')
  const gone = once(met.socket, 'disconnect')
  met.client.close()
  await away
  assert.deepEqual((await gone)[0], 'transport close')
  assert.equal(left, false)
  assert.equal(met.storage.token, 'again')
})

test('[RM8] without a connection nothing is sent, and nothing is queued', async () => {
  await using met = await joinServer()
  met.socket.conn.close()
  await until(met.client.state, ({ connection }) => connection.phase === 'reconnecting')
  assert.deepEqual(await met.client.control({ type: 'mute-all', force: true }), { ok: false, code: 'draining' })
  const next = await met.server.connection(2)
  next.on('control', () => assert.fail('sent after all'))
  const staged = once(next, 'stage')
  next.emit('welcome', welcome({}))
  await until(met.client.state, ({ connection }) => connection.phase === 'joined')
  void met.client.setMediaState({ audio: false, video: false, screen: false })
  await staged
  assert.equal(met.client.state.get().connection.phase, 'joined')
})

test('[RM9] what a session sends is deleted with the session', async () => {
  await using met = await joinServer()
  const stage = { audio: true, video: false, screen: false }
  const ada = member({ key: 'ada' })
  met.socket.emit('change', { ...snapshot(4, [ada]), previous: 3 })
  met.socket.emit('stage', { participantId: 'p-ada', stage })
  await until(met.client.state, ({ mediaStates }) => mediaStates['p-ada'] !== undefined)
  met.socket.emit('change', { ...snapshot(5, [{ ...ada, status: 6, sessions: [] }]), previous: 4 })
  await until(met.client.state, ({ roster }) => roster?.seq === 5)
  assert.deepEqual(met.client.state.get().mediaStates, {})
})

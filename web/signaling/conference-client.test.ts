import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { ConferenceClient } from './conference-client.ts'
import { keptSession } from './kept-session.ts'
import { keptInMemory, member, openServer, snapshot, until, welcome } from './server.scenario.ts'

const phaseOf = (client: ConferenceClient) => client.state.get().line.phase

async function meet(options: { kept?: string; leaveWindowMs?: number } = {}) {
  const server = await openServer()
  const kept = keptInMemory(options.kept)
  const ticket = options.kept === undefined ? { ticket: 'in' } : {}
  const client = new ConferenceClient({ server: server.url, kept, ...ticket })
  const socket = await server.connection(1)
  const { leaveWindowMs = 15_000 } = options
  socket.emit('welcome', welcome({ leaveWindowMs, snapshot: snapshot(3, [member({ key: 'me' })]) }))
  await until(client.state, ({ line }) => line.phase === 'inside')
  return {
    server,
    kept,
    client,
    socket,
    async [Symbol.asyncDispose]() {
      client.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

test('[RM1] a ticket opens the session, and the tab keeps what goes on with it', async () => {
  await using met = await meet()
  assert.deepEqual(met.server.auths, [{ version: 1, ticket: 'in' }])
  assert.equal(met.kept.token, 'again')
  assert.equal(met.client.state.get().self, 'p-me')
  assert.equal(met.client.state.get().roster?.members.get('me')?.nick, 'me')
})

test('[RM1] a page that was loaded anew goes on with the session of its tab', async () => {
  await using met = await meet({ kept: 'of before' })
  assert.deepEqual(met.server.auths, [{ version: 1, resume: 'of before', seq: 0 }])
})

test('[RM2] after a cut it resumes by itself from the last change it has', async () => {
  await using met = await meet()
  met.socket.emit('change', { ...snapshot(4, [member({ key: 'me', nick: 'I' })]), previous: 3 })
  await until(met.client.state, ({ roster }) => roster?.seq === 4)
  met.socket.conn.close()
  const line = (await until(met.client.state, ({ line: { phase } }) => phase === 'reconnecting')).line
  assert.ok(line.phase === 'reconnecting' && line.until - line.since > 14_000 && line.until - line.since <= 15_000)
  const next = await met.server.connection(2)
  assert.deepEqual(met.server.auths[1], { version: 1, resume: 'again', seq: 4 })
  next.emit('welcome', welcome({ resumeToken: 'third' }))
  const state = await until(met.client.state, (now) => now.line.phase === 'inside')
  assert.equal(state.roster?.members.get('me')?.nick, 'I', 'the roster is kept where nothing was missed')
  assert.equal(state.welcomes, 2)
  assert.equal(met.kept.token, 'third')
})

test('[RM2] a server that is not ready yet is tried again', async () => {
  await using met = await meet()
  met.server.refusals.push('draining')
  met.socket.conn.close()
  await met.server.connection(2)
  assert.equal(met.server.auths.length, 3)
})

test('[RM3] once the leave window is over, the session is lost', async () => {
  await using met = await meet({ leaveWindowMs: 200 })
  await met.server[Symbol.asyncDispose]()
  const { line } = await until(met.client.state, ({ line: { phase } }) => phase === 'ended')
  assert.deepEqual(line, { phase: 'ended', reason: 'lost' })
  assert.equal(met.kept.token, undefined)
})

test('[RM3] a server that says the session is over is believed', async () => {
  await using met = await meet()
  met.server.refusals.push('session-ended')
  met.socket.conn.close()
  const { line } = await until(met.client.state, ({ line: { phase } }) => phase === 'ended')
  assert.deepEqual(line, { phase: 'ended', reason: 'lost' })
})

test('[RM4] a change with a gap before it asks for the whole roster', async () => {
  await using met = await meet()
  met.socket.once('snapshot', (done) =>
    done({ ok: true, snapshot: snapshot(9, [member({ key: 'me' }), member({ key: 'ada' })]) }),
  )
  met.socket.emit('change', { ...snapshot(8, []), previous: 7 })
  const { roster } = await until(met.client.state, (now) => now.roster?.seq === 9)
  assert.deepEqual(Array.from(roster?.members.keys() ?? []), ['me', 'ada'])
})

test('[RM5] the server’s reason for the end is told, and nothing is kept but a session that another page goes on with', async () => {
  for (const [reason, kept] of [
    ['left', undefined],
    ['removed', undefined],
    ['conference-ended', undefined],
    ['replaced', 'again'],
  ] as const) {
    await using met = await meet()
    met.socket.emit('closed', { reason })
    const { line } = await until(met.client.state, (now) => now.line.phase === 'ended')
    assert.deepEqual(line, { phase: 'ended', reason })
    assert.equal(met.kept.token, kept)
  }
})

test('[RM6] leaving is said, and ends it', async () => {
  await using met = await meet()
  met.socket.once('leave', () => met.socket.emit('closed', { reason: 'left' }))
  met.client.leave()
  await until(met.client.state, ({ line }) => line.phase === 'ended')
})

test('[RM7] a page that goes away says so and does not leave', async () => {
  await using met = await meet()
  let left = false
  met.socket.on('leave', () => (left = true))
  const away = once(met.socket, 'away')
  const gone = once(met.socket, 'disconnect')
  met.client.close()
  await away
  assert.deepEqual((await gone)[0], 'transport close')
  assert.equal(left, false)
  assert.equal(met.kept.token, 'again')
})

test('[RM8] without a connection nothing is asked, and nothing is kept to be asked later', async () => {
  await using met = await meet()
  met.socket.conn.close()
  await until(met.client.state, ({ line }) => line.phase === 'reconnecting')
  assert.deepEqual(await met.client.control({ type: 'mute-all', force: true }), { ok: false, code: 'draining' })
  const next = await met.server.connection(2)
  next.on('control', () => assert.fail('asked after all'))
  const staged = once(next, 'stage')
  next.emit('welcome', welcome({}))
  await until(met.client.state, ({ line }) => line.phase === 'inside')
  void met.client.stage({ audio: false, video: false, screen: false })
  await staged
  assert.equal(phaseOf(met.client), 'inside')
})

test('[RM9] what sessions send is forgotten with them', async () => {
  await using met = await meet()
  const stage = { audio: true, video: false, screen: false }
  const ada = member({ key: 'ada' })
  met.socket.emit('change', { ...snapshot(4, [ada]), previous: 3 })
  met.socket.emit('stage', { participantId: 'p-ada', stage })
  await until(met.client.state, ({ stages }) => stages['p-ada'] !== undefined)
  met.socket.emit('change', { ...snapshot(5, [{ ...ada, status: 6, sessions: [] }]), previous: 4 })
  await until(met.client.state, ({ roster }) => roster?.seq === 5)
  assert.deepEqual(met.client.state.get().stages, {})
})

test('[RM1] a browser that keeps nothing costs only the way back', () => {
  const kept = keptSession(() => {
    throw new Error('forbidden')
  }, '123')
  kept.write('token')
  assert.equal(kept.read(), undefined)
  const texts = new Map<string, string>()
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  }
  keptSession(() => storage, '123').write('token')
  assert.equal(keptSession(() => storage, '123').read(), 'token')
  assert.equal(keptSession(() => storage, '456').read(), undefined)
})

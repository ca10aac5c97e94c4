import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { EVENT, openStreamServer } from './stream-server.fixture.ts'

const SUCCESS = { status: 'SUCCESS', message: 'success' }

test('[SM5] an event has the headers of the contract, and its payload as text', async () => {
  await using server = await openStreamServer()
  const peer = await server.open('app')
  const sent = server.pool.send('app', EVENT)
  const frame = await peer.next()
  const { connectionId, messageId, ...headers } = frame.headers
  assert.match(connectionId, /^[\w-]{36}$/)
  assert.match(messageId, /^[\w-]{36}$/)
  assert.deepEqual(
    { ...frame, headers },
    {
      specVersion: '1.0',
      type: 'EVENT',
      headers: {
        appId: 'app',
        contentType: 'application/json',
        time: '1780000000123',
        topic: '*',
        eventType: 'meeting_status_change',
        eventBornTime: '1780000000000',
        eventId: 'dingacme-17',
        eventCorpId: 'dingacme',
        eventUnifiedAppId: 'app',
      },
      data: JSON.stringify(EVENT.data),
    },
  )
  peer.answer(frame, 200, SUCCESS)
  assert.equal(await sent, 'done')
  const again = server.pool.send('app', EVENT)
  const second = await peer.next()
  assert.equal(second.headers.eventId, 'dingacme-17')
  assert.equal(second.headers.connectionId, connectionId)
  assert.notEqual(second.headers.messageId, messageId)
  peer.answer(second, 200, SUCCESS)
  await again
})

test('[SM6] the answer says what becomes of an event', async () => {
  await using server = await openStreamServer()
  const peer = await server.open('app')
  const outcomeOf = async (code: number, data: unknown) => {
    const sent = server.pool.send('app', EVENT)
    peer.answer(await peer.next(), code, data)
    return sent
  }
  assert.equal(await outcomeOf(200, SUCCESS), 'done')
  assert.equal(await outcomeOf(200, { status: 'LATER' }), 'later')
  assert.equal(await outcomeOf(200, EVENT.data), 'done') // as the client for Python answers
  assert.equal(await outcomeOf(404, 'not implement'), 'failed')
  assert.equal(await outcomeOf(500, { status: 'LATER' }), 'failed')
})

test('[SM6] answers belong to their events, in any order; what answers nothing is ignored', async () => {
  await using server = await openStreamServer()
  const peer = await server.open('app')
  const first = server.pool.send('app', EVENT)
  const second = server.pool.send('app', EVENT)
  const [one, two] = [await peer.next(), await peer.next()]
  for (const text of ['no JSON', '[]', '{}', '{"code":200,"headers":{}}', '{"code":200,"headers":{"messageId":"x"}}']) {
    peer.socket.send(text)
  }
  peer.socket.send(Buffer.from(JSON.stringify({ code: 500, headers: { messageId: one.headers.messageId } })))
  peer.answer(two, 200, { status: 'LATER' })
  peer.answer(one, 200, SUCCESS)
  peer.answer(one, 500, SUCCESS)
  assert.deepEqual(await Promise.all([first, second]), ['done', 'later'])
})

test('[SM6] an event fails that is not answered in time, or whose connection ends', async () => {
  await using server = await openStreamServer({ times: { answerMs: 100 } })
  const peer = await server.open('app')
  const start = performance.now()
  assert.equal(await server.pool.send('app', EVENT), 'failed')
  assert.ok(performance.now() - start > 90)
  await using patient = await openStreamServer()
  const leaving = await patient.open('app')
  const sent = patient.pool.send('app', EVENT)
  await leaving.next()
  leaving.socket.terminate()
  assert.equal(await sent, 'failed')
  assert.equal(await patient.pool.send('app', EVENT), 'no-connection')
  assert.equal(peer.socket.readyState, peer.socket.OPEN)
})

test('[SM7] each event goes to one of the connections of the app, at random', async () => {
  await using server = await openStreamServer()
  const peers = await Promise.all([server.open('app'), server.open('app')])
  const other = await server.open('other')
  for (const peer of peers) {
    peer.socket.on('message', () => peer.answer(peer.frames.at(-1)!, 200, SUCCESS))
  }
  for (let round = 0; round < 60; round += 1) assert.equal(await server.pool.send('app', EVENT), 'done')
  const counts = peers.map(({ frames }) => frames.length)
  assert.equal(counts[0]! + counts[1]!, 60)
  assert.ok(
    counts.every((count) => count > 5),
    `the connections got ${counts}`,
  )
  assert.deepEqual(other.frames, [])
})

test('[SM7] a connection gets the events that it subscribes to', async () => {
  const cases: readonly (readonly [pattern: string, takes: boolean])[] = [
    ['*', true],
    ['**', true],
    ['meeting_status_change', true],
    ['meeting_*', true],
    ['*_change', true],
    ['m*status*e', true],
    ['meeting_status', false],
    ['meeting_status_change*_change', false],
    ['*_created', false],
    ['meeting_status_change_*', false],
  ]
  await using server = await openStreamServer({ times: { answerMs: 50 } })
  for (const [pattern, takes] of cases) {
    const peer = await server.open(`app-${pattern} ${pattern}`)
    const expected = takes ? 'failed' : 'not-taken'
    assert.equal(await server.pool.send(`app-${pattern}`, EVENT), expected, pattern)
    assert.equal(peer.frames.length, takes ? 1 : 0, pattern)
  }
})

test('[SM7] the server knows which apps have a connection to it', async () => {
  await using server = await openStreamServer()
  const changes: string[] = []
  server.pool.onChange((clientId) => changes.push(`${clientId} ${server.pool.clientIds.has(clientId)}`))
  const [first, second] = [await server.open('app'), await server.open('app')]
  assert.deepEqual([...server.pool.clientIds], ['app'])
  first.socket.close()
  await first.closed
  second.socket.close()
  await second.closed
  while (server.pool.clientIds.size > 0) await sleep(5)
  assert.deepEqual(changes, ['app true', 'app false'])
})

test('[SM8] the server pings, and closes a connection over which nothing comes', async () => {
  await using server = await openStreamServer({ times: { pingMs: 40, silentMs: 200 } })
  const [silent, alive] = [await server.open('app'), await server.open('app')]
  alive.socket.on('message', () => {
    const frame = alive.frames.at(-1)!
    alive.answer(frame, 200, JSON.parse(frame.data))
  })
  assert.equal(await silent.closed, 1006)
  const frame = await silent.next()
  assert.equal(frame.type, 'SYSTEM')
  assert.equal(frame.headers.topic, 'ping')
  assert.equal(typeof (JSON.parse(frame.data) as { opaque: unknown }).opaque, 'string')
  await sleep(300)
  assert.equal(alive.socket.readyState, alive.socket.OPEN)
  alive.socket.ping('', true)
  await once(alive.socket, 'pong')
})

test('[SM9] a server that stops says so, sends no event any more, and waits for answers', async () => {
  await using server = await openStreamServer()
  const [busy, idle] = [await server.open('busy'), await server.open('idle')]
  const sent = server.pool.send('busy', EVENT)
  const event = await busy.next()
  const stopped = server.stop()
  assert.equal((await busy.next()).headers.topic, 'disconnect')
  assert.equal((await idle.next()).headers.topic, 'disconnect')
  assert.equal(await idle.closed, 1001)
  assert.equal(server.pool.clientIds.size, 0)
  assert.equal(await server.pool.send('busy', EVENT), 'no-connection')
  assert.equal(busy.socket.readyState, busy.socket.OPEN)
  busy.answer(event, 200, { status: 'LATER' })
  assert.equal(await sent, 'later')
  assert.equal(await busy.closed, 1001)
  await stopped
})

test('[SM9] a stop waits 3 s at most for answers', async () => {
  await using server = await openStreamServer()
  const peer = await server.open('app')
  const sent = server.pool.send('app', EVENT)
  const start = performance.now()
  await server.stop()
  const took = performance.now() - start
  assert.ok(took > 2_900 && took < 4_000, `it took ${took} ms`)
  assert.equal(await sent, 'failed')
  assert.equal(await peer.closed, 1006)
})

test('[SM13] apps that are sent elsewhere finish what they have, and can come back', async () => {
  await using server = await openStreamServer()
  const peer = await server.open('app')
  const sent = server.pool.send('app', EVENT)
  const event = await peer.next()
  const left = server.pool.sendElsewhere()
  assert.equal((await peer.next()).headers.topic, 'disconnect')
  assert.equal(server.pool.clientIds.size, 0)
  const again = await server.open('app')
  peer.answer(event, 200, SUCCESS)
  assert.equal(await sent, 'done')
  assert.equal(await peer.closed, 1001)
  await left
  assert.deepEqual([...server.pool.clientIds], ['app'])
  assert.equal(again.socket.readyState, again.socket.OPEN)
})

test('[SM11] a connection is closed when the app may no longer have it, and no other is', async () => {
  await using server = await openStreamServer()
  const [revoked, kept] = [await server.open('revoked'), await server.open('kept')]
  const calls: string[] = []
  await server.pool.endInvalid(async ({ clientId }) => (calls.push(clientId), clientId === 'kept'))
  assert.equal(await revoked.closed, 1008)
  assert.deepEqual([...server.pool.clientIds], ['kept'])
  assert.deepEqual(calls.toSorted(), ['kept', 'revoked'])
  assert.equal(kept.socket.readyState, kept.socket.OPEN)
})

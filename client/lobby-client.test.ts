import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import test from 'node:test'
import { Server, type Socket } from 'socket.io'
import { LOBBY_NAMESPACE, SIGNALING_PATH } from '../contract/signaling/constants.ts'
import { io } from 'socket.io-client'
import { LobbyClient } from './lobby-client.ts'
import { systemClock } from './scripted-server.fixture.ts'

const plan = { conferenceId: 'c1', title: 'Plan' }

/** A lobby that refuses the first connections with these codes, and one client of it. */
async function meet(refusals: string[] = []) {
  const http = createServer()
  const sockets = new Server(http, { path: SIGNALING_PATH, transports: ['websocket'] })
  const heard: unknown[] = []
  const auths: unknown[] = []
  const waiting: ((socket: Socket) => void)[] = []
  const arrived: Socket[] = []
  const lobby = sockets.of(LOBBY_NAMESPACE)
  lobby.use((socket, next) => {
    auths.push(socket.handshake.auth)
    const code = refusals.shift()
    next(code === undefined ? undefined : Object.assign(new Error(code), { data: { code } }))
  })
  lobby.on('connection', (socket) => {
    const take = waiting.shift()
    if (take) take(socket)
    else arrived.push(socket)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const reported = Promise.withResolvers<string>()
  const client = new LobbyClient({
    server: new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`),
    connect: io,
    clock: { ...systemClock, wait: (ms, act) => systemClock.wait(ms / 100, act) },
    personToken: async () => 'p1',
    listener: {
      opened: () => heard.push('opened'),
      lost: () => heard.push('lost'),
      rang: (ring) => heard.push(ring),
      ended: (ended) => heard.push(ended),
      signedOut: () => reported.resolve('signed-out'),
      outdated: () => reported.resolve('outdated'),
    },
  })
  return {
    client,
    heard,
    auths,
    reported: reported.promise,
    /** The next connection that was not refused. */
    next: () => arrived.shift() ?? new Promise<Socket>((resolve) => waiting.push(resolve)),
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]()
      await sockets.close()
    },
  }
}

test('[PG18] a call reaches the page, and the lobby learns that it did', { timeout: 10_000 }, async () => {
  await using met = await meet()
  const socket = await met.next()
  await socket.timeout(2_000).emitWithAck('ring', plan)
  const ended = { conferenceId: 'c1', reason: 'timed-out' }
  socket.emit('ringEnded', ended)
  socket.on('answer', (given: unknown, done: (answer: unknown) => void) =>
    done({ ok: true, ticket: JSON.stringify(given) }),
  )
  const answer = { conferenceId: 'c1', answer: 'accept', device: 'Mac' } as const
  assert.deepEqual(await met.client.answer(answer), { ok: true, ticket: JSON.stringify(answer) })
  assert.deepEqual(met.auths, [{ version: 2, person: 'p1' }])
  assert.deepEqual(met.heard, ['opened', plan, ended])
})

test('[PG18] the client reconnects after a lost connection', { timeout: 10_000 }, async () => {
  await using met = await meet()
  const first = await met.next()
  first.conn.close()
  const second = await met.next()
  await second.timeout(2_000).emitWithAck('ring', plan)
  assert.deepEqual(met.heard, ['opened', 'lost', 'opened', plan])
})

test('[PG18] a lobby that closes connections or has an error is tried again', { timeout: 10_000 }, async () => {
  await using met = await meet(['draining', 'fault'])
  const first = await met.next()
  first.disconnect()
  await met.next()
  assert.equal(met.auths.length, 4)
})

test('[PG18] a refused token is reported, and not sent again', { timeout: 10_000 }, async () => {
  await using met = await meet(['signed-out'])
  assert.equal(await met.reported, 'signed-out')
  assert.equal(met.auths.length, 1)
})

test('[PG18] a page of another protocol version is notified', { timeout: 10_000 }, async () => {
  await using met = await meet(['version-unsupported'])
  assert.equal(await met.reported, 'outdated')
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { Server, type Socket } from 'socket.io'
import type { Change, ConferenceView, MemberView, RefusalCode, Snapshot } from '../../contract/signaling/types.ts'
import { SessionClient } from './session-client.ts'

const conference: ConferenceView = {
  conferenceId: 'c1',
  title: 'Stand-up',
  roomCode: '1',
  locked: false,
  sharing: 'everybody',
  startTime: 1,
}
const member = (nick: string): MemberView => ({
  key: `user:${nick}`,
  seq: 1,
  nick,
  status: 3,
  host: false,
  coHost: false,
  outside: false,
  byPhone: false,
  audio: 'allowed',
  sessions: [],
})
const snapshot = (seq: number, ...names: string[]): Snapshot => ({ seq, conference, members: names.map(member) })
const change = (previous: number, seq: number, ...names: string[]): Change => ({ previous, ...snapshot(seq, ...names) })

/** A server that says what a test has it say. */
async function play() {
  const http = createServer()
  const io = new Server(http, { path: '/signaling' })
  const conferences = io.of('/conference')
  const refusals: RefusalCode[] = []
  const auths: Record<string, unknown>[] = []
  conferences.use((socket, next) => {
    auths.push(socket.handshake.auth)
    const code = refusals.shift()
    next(code === undefined ? undefined : Object.assign(new Error(code), { data: { code } }))
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const server = new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}`)
  return {
    server,
    /** To be said to the next who come. */
    refusals,
    auths,
    async accept(welcome: object): Promise<Socket> {
      const socket = await new Promise<Socket>((resolve) => conferences.once('connection', resolve))
      socket.emit('welcome', { version: 1, participantId: 's1', resumeToken: 'r1', leaveWindowMs: 14_500, ...welcome })
      return socket
    },
    [Symbol.asyncDispose]: () => io.close(),
  }
}

test('[TM11] a client that missed a change asks for the roster, and misses nothing after it', async () => {
  await using stage = await play()
  const session = new SessionClient({ server: stage.server, ticket: 't1' })
  const socket = await stage.accept({ snapshot: snapshot(3, 'Ada') })
  await session.entered()
  const asked = once(socket, 'snapshot')
  socket.emit('change', change(5, 6, 'Cleo'))
  const [done] = (await asked) as [(answer: object) => void]
  socket.emit('change', change(6, 7, 'Dan')) // already in the snapshot that follows
  const replaced = once(session, 'changed')
  done({ ok: true, snapshot: snapshot(7, 'Ada', 'Bram', 'Cleo', 'Dan') })
  await replaced
  const changed = once(session, 'changed')
  socket.emit('change', change(7, 8, 'Eve'))
  await changed
  assert.deepEqual([...session.roster.members.keys()], ['user:Ada', 'user:Bram', 'user:Cleo', 'user:Dan', 'user:Eve'])
  assert.equal(session.roster.seq, 8)
  const left = session.leave()
  await once(socket, 'leave')
  socket.emit('closed', { reason: 'left' })
  await left
})

test('[TM12] after a cut the client resumes with its token and the last change it knows', async () => {
  await using stage = await play()
  const session = new SessionClient({ server: stage.server, ticket: 't1' })
  const socket = await stage.accept({ snapshot: snapshot(3, 'Ada') })
  await session.entered()
  socket.emit('change', change(3, 4, 'Bram'))
  await once(session, 'changed')
  const resumed = once(session, 'resumed')
  socket.conn.close()
  const again = await stage.accept({})
  await resumed
  assert.deepEqual(stage.auths, [
    { version: 1, ticket: 't1' },
    { version: 1, resume: 'r1', seq: 4 },
  ])
  again.emit('closed', { reason: 'removed' })
  assert.deepEqual(await session.ended(), { kind: 'closed', reason: 'removed' })
})

test('[TM13] a server that goes down or fails is tried again, any other refusal is final', async () => {
  await using stage = await play()
  stage.refusals.push('draining', 'session-ended')
  const session = new SessionClient({ server: stage.server, ticket: 't1' })
  assert.deepEqual(await session.entered(), { kind: 'refused', code: 'session-ended' })
  assert.equal(stage.auths.length, 2)
})

test('[TM14] leaving ends even if the server does not answer any more', async () => {
  const stage = await play()
  const session = new SessionClient({ server: stage.server, ticket: 't1' })
  await stage.accept({ snapshot: snapshot(3, 'Ada') })
  await session.entered()
  await stage[Symbol.asyncDispose]()
  await session.leave()
  assert.deepEqual(session.end, { kind: 'closed', reason: 'left' })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { io } from 'socket.io-client'
import { ConferenceClient } from './conference-client.ts'
import { until } from './observable.ts'
import { member, openServer, snapshot, storageWith, systemClock, welcome } from './scripted-server.fixture.ts'
import type { TicketAnswer } from './session-return.ts'

/** A client in a conference of a scripted server, which gives it `answer` when it needs a ticket. */
async function joinServer({
  answer = { ticket: 'new' },
  leaveWindowMs = 15_000,
}: {
  answer?: TicketAnswer
  leaveWindowMs?: number
}) {
  const server = await openServer()
  const storage = storageWith()
  let requests = 0
  const client = new ConferenceClient({
    connect: io,
    clock: systemClock,
    server: server.url,
    storage,
    ticket: 'in',
    async requestTicket() {
      requests += 1
      return answer
    },
  })
  const socket = await server.connection(1)
  socket.emit('welcome', welcome({ leaveWindowMs, snapshot: snapshot(3, [member({ key: 'me' })]) }))
  await client.joined()
  return {
    server,
    storage,
    client,
    socket,
    requests: () => requests,
    phase: (phase: string) => until(client.state, ({ connection }) => connection.phase === phase),
    async [Symbol.asyncDispose]() {
      client.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

test('[RM109] a client whose session has ended enters with a new ticket, as another session', async () => {
  await using met = await joinServer({})
  met.server.refusals.push('session-ended')
  met.socket.conn.close()
  await met.phase('returning')
  const next = await met.server.connection(2)
  assert.deepEqual(met.server.auths.slice(1), [
    { version: 2, resume: 'again', seq: 3 },
    { version: 2, ticket: 'new' },
  ])
  const roster = snapshot(9, [member({ key: 'me' }), member({ key: 'ada' })])
  next.emit('welcome', welcome({ participantId: 'p-new', resumeToken: 'other', snapshot: roster }))
  const { self, welcomes, roster: shown } = await met.phase('joined')
  assert.deepEqual([self, welcomes, shown?.seq, met.storage.token], ['p-new', 2, 9, 'other'])
})

test('[RM109] a client that the server took for lost while it was connected enters with a new ticket', async () => {
  await using met = await joinServer({})
  met.socket.emit('closed', { reason: 'lost' })
  await met.server.connection(2)
  assert.deepEqual(met.server.auths[1], { version: 2, ticket: 'new' })
})

test('[RM108] [RM109] after the leave window the client still tries to resume, and learns that it was removed', async () => {
  await using met = await joinServer({ leaveWindowMs: 200 })
  met.server.refusals.push('draining')
  met.socket.conn.close()
  await met.phase('returning')
  const next = await met.server.connection(2)
  next.emit('closed', { reason: 'removed' })
  assert.deepEqual(await met.client.ended(), { kind: 'closed', reason: 'removed' })
  assert.equal(met.requests(), 0)
})

test('[RM108] an attempt at once connects without the pause', async () => {
  await using met = await joinServer({ leaveWindowMs: 200 })
  met.server.refusals.push('draining', 'session-ended')
  met.socket.conn.close()
  await met.phase('returning')
  met.client.tryNow()
  await met.server.connection(2)
  assert.deepEqual(met.server.auths.at(-1), { version: 2, ticket: 'new' })
})

test('[RM109] a ticket that was used without a welcome is replaced by another', async () => {
  await using met = await joinServer({})
  met.server.refusals.push('session-ended', 'pass-used')
  met.socket.conn.close()
  const next = await met.server.connection(2)
  assert.equal(met.requests(), 2)
  next.emit('welcome', welcome({ participantId: 'p-new', snapshot: snapshot(9, []) }))
  await met.phase('joined')
})

test('[RM111] a refusal of the ticket ends the session with its reason', async () => {
  await using met = await joinServer({ answer: { end: { kind: 'refused', code: 'conference-ended' } } })
  met.server.refusals.push('session-ended')
  met.socket.conn.close()
  assert.deepEqual(await met.client.ended(), { kind: 'refused', code: 'conference-ended' })
  assert.equal(met.storage.token, undefined)
})

test('[RM108] a person who leaves while the client tries to come back has left', async () => {
  await using met = await joinServer({ leaveWindowMs: 200 })
  met.server.refusals.push('draining')
  met.socket.conn.close()
  await met.phase('returning')
  await met.client.leave()
  assert.deepEqual(await met.client.ended(), { kind: 'closed', reason: 'left' })
})

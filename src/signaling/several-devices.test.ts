import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enter } from './peer.fixture.ts'
import { openTestServer } from './test-server.fixture.ts'

test('[MS22] a person who moves to a new device ends their others at once, and nobody else', async () => {
  await using server = await openTestServer()
  using former = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using latter = await enter(server, 'ann', { movesHere: true })
  assert.deepEqual(await former.next('closed'), { reason: 'replaced', by: 'move' })
  assert.equal(await former.next('disconnect'), 'io server disconnect')
  const sessions = (await server.member('ann')).sessions.map(({ participantId }) => participantId)
  assert.deepEqual(sessions, [latter.welcome.participantId])
  assert.equal((await server.member('bob')).sessions.length, 1)
  assert.deepEqual(bob.rest().includes('closed'), false)
})

test('[MS20] [RM154] the page of a session that was one too many is told so', async () => {
  await using server = await openTestServer()
  using first = await enter(server, 'ann')
  const others = []
  for (let device = 0; device < 4; device += 1) others.push(await enter(server, 'ann'))
  assert.deepEqual(await first.next('closed'), { reason: 'replaced', by: 'device-limit' })
  for (const other of others) other[Symbol.dispose]()
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enter } from './peer.fixture.ts'
import { openTestServer } from './test-server.fixture.ts'

test('[MS22] a person who moves to a new device ends their others at once, and nobody else', async () => {
  await using server = await openTestServer()
  using former = await enter(server, 'ann')
  using bob = await enter(server, 'bob')
  using latter = await enter(server, 'ann', { movesHere: true })
  assert.deepEqual(await former.next('closed'), { reason: 'replaced' })
  assert.equal(await former.next('disconnect'), 'io server disconnect')
  const sessions = (await server.member('ann')).sessions.map(({ participantId }) => participantId)
  assert.deepEqual(sessions, [latter.welcome.participantId])
  assert.equal((await server.member('bob')).sessions.length, 1)
  assert.deepEqual(bob.rest().includes('closed'), false)
})

import assert from 'node:assert/strict'
import test from 'node:test'
import type { LobbyListener } from '../../../client/lobby-client.ts'
import { openCalls } from './calls.ts'
import { TestClock } from '../room/room.fixture.ts'
import { openSession } from '../account/session.ts'
import { ADA } from '../stub.fixture.ts'

const plan = { conferenceId: 'c1', title: 'Plan', inviter: 'Ada' }

function page() {
  const clock = new TestClock()
  const session = openSession({ session: async () => undefined, signOut: async () => ({ ok: true }) })
  const lobbies: { token: string; listener: LobbyListener; isOpen: boolean }[] = []
  const calls = openCalls({
    session,
    clock,
    device: 'Mac',
    enter: () => undefined,
    connect(token, listener) {
      const lobby = { token, listener, isOpen: true }
      lobbies.push(lobby)
      return {
        answer: async () => ({ ok: true }),
        [Symbol.dispose]: () => void (lobby.isOpen = false),
      }
    },
  })
  session.take(ADA)
  const [lobby] = lobbies
  assert.ok(lobby)
  lobby.listener.rang(plan)
  assert.deepEqual(calls.ringing.view.get().ring, plan)
  return { clock, session, lobby, lobbies, ring: () => calls.ringing.view.get().ring, isOutdated: calls.isOutdated }
}

test('[PG14] calls disappear at once when the lobby reports that the person is no longer signed in', () => {
  const { lobby, ring, session } = page()
  lobby.listener.signedOut()
  assert.equal(ring(), undefined)
  assert.equal(session.view.get().phase, 'signed-in', 'it may be that only the token is old')
})

test('[PG14] calls disappear at once when the sign-in ends in this page', async () => {
  const { lobby, ring, session } = page()
  const signingOut = session.signOut()
  await signingOut
  assert.deepEqual([ring(), lobby.isOpen], [undefined, false])
})

test('[PG18] after a refused token the page asks who is signed in', async () => {
  const { lobby, clock, session } = page()
  lobby.listener.signedOut()
  clock.pass(2_000)
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual([session.view.get().phase, lobby.isOpen], ['signed-out', false])
})

test('[PG18] a new token opens a new connection, and a server of another version is reported', () => {
  const { lobby, lobbies, session, isOutdated } = page()
  session.take({ ...ADA, personToken: 'p2' })
  assert.deepEqual(
    lobbies.map(({ token, isOpen }) => [token, isOpen]),
    [
      ['p1', false],
      ['p2', true],
    ],
  )
  lobby.listener.outdated()
  assert.equal(isOutdated.get(), true)
})

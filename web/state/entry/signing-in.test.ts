import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entry, found } from './entry.fixture.ts'
import { settle } from '../room/room.fixture.ts'

test('[RM103] a person who is not signed in can sign in before joining and while they wait, and comes back', async () => {
  const met = entry()
  await settle()
  met.view().signIn?.()
  met.view().guest?.setNick('Bob')
  for (const wait of ['host-absent', 'waiting-room']) {
    met.server.pass = wait
    met.view().join?.()
    await settle()
    assert.equal(met.view().wait, wait)
    met.view().signIn?.()
    met.view().stopWaiting?.()
  }
  assert.deepEqual(
    met.signedInFor,
    [0, 1, 2].map(() => ({ roomCode: '123', token: 't' })),
  )
})

test('[RM103] a person that the page already knows is not asked to sign in', async () => {
  for (const part of [{ isSignedIn: true }, { proofs: { roomCode: '123', login: 'l' } }]) {
    const met = entry(part)
    met.server.answer = { ...found, nick: 'Ada' }
    await settle()
    assert.deepEqual([met.view().phase, met.view().signIn], ['ready', undefined])
  }
})

test('[RM103] a refusal that may not concern people with an account offers to sign in, and no other does', async () => {
  for (const [code, closedTo, refusal, helps] of [
    ['conference-locked', 'everyone', 'conference-locked', true],
    ['conference-locked', 'guests', 'not-for-guests', true],
    ['conference-locked', 'outsiders', 'not-for-outsiders', true],
    ['not-admitted', undefined, 'not-admitted', true],
    ['too-many-tries', undefined, 'too-many-tries', true],
    ['too-many-guests', undefined, 'too-many-guests', true],
    ['guests-full', undefined, 'guests-full', true],
    ['pass-used', undefined, 'pass-used', true],
    ['banned', undefined, 'banned', false],
    ['turned-away', undefined, 'turned-away', false],
    ['conference-ended', undefined, 'conference-ended', false],
    ['offline', undefined, 'unreachable', false],
  ] as const) {
    for (const isSignedIn of [false, true]) {
      const met = entry({ isSignedIn })
      met.server.answer = code
      met.server.closedTo = closedTo
      await settle()
      assert.deepEqual([met.view().phase, met.view().refusal], ['refused', refusal])
      assert.equal(met.view().signIn !== undefined, helps && !isSignedIn, refusal)
    }
  }
})

test('[RM103] a person who signs in instead of using a personal link comes back without it', async () => {
  const met = entry({ proofs: { roomCode: '123', login: 'used' } })
  met.server.answer = 'pass-used'
  await settle()
  met.view().signIn?.()
  assert.deepEqual(met.signedInFor, [{ roomCode: '123' }])
})

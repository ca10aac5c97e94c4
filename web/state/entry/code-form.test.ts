import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entry, found } from './entry.fixture.ts'
import { settle } from '../room/room.fixture.ts'

/** A room code without a proof. */
async function asked(roomCode = '123', isSignedIn = false) {
  const met = entry({ proofs: { roomCode }, isSignedIn })
  met.server.answer = 'not-admitted'
  await settle()
  const submit = async () => {
    met.view().codeForm?.submit?.()
    await settle()
  }
  return { ...met, submit }
}

test('[RM71] with only a code, the page asks for a passcode or a sign-in', async () => {
  const met = await asked()
  assert.deepEqual([met.view().phase, met.view().refusal], ['locked', undefined])
  assert.ok(met.view().signIn)
  assert.equal(met.view().codeForm?.submit, undefined)
  met.view().codeForm?.setPasscode('1')
  await met.submit()
  assert.deepEqual([met.view().phase, met.view().refusal], ['locked', 'not-admitted'])
  met.view().codeForm?.setPasscode(' 22 ')
  assert.equal(met.view().refusal, undefined)
  met.server.answer = found
  await met.submit()
  assert.equal(met.view().phase, 'ready')
  assert.deepEqual(met.requests.at(-1), { roomCode: '123', passcode: '22', claimsHost: true })
})

test('[RM106] a wrong room code is corrected beside the passcode, and a wrong passcode stays to be corrected', async () => {
  const met = await asked('16941442260')
  assert.equal(met.view().codeForm?.roomCode, '169 4144 2260')
  met.view().codeForm?.setPasscode('22')
  met.view().codeForm?.setRoomCode('169 4144 2266')
  await met.submit()
  assert.deepEqual([met.view().phase, met.view().refusal, met.wentTo], ['locked', 'not-admitted', []])
  assert.deepEqual([met.view().codeForm?.roomCode, met.view().codeForm?.passcode], ['169 4144 2266', '22'])
  met.view().codeForm?.setPasscode('23')
  met.server.answer = found
  await met.submit()
  assert.deepEqual(met.wentTo, [{ roomCode: '16941442266', passcode: '23' }])
})

test('[RM106] a signed-in person corrects the code without a passcode', async () => {
  const met = await asked('123', true)
  met.view().codeForm?.setRoomCode('no code')
  assert.equal(met.view().codeForm?.submit, undefined)
  met.view().codeForm?.setRoomCode('124')
  met.server.answer = found
  await met.submit()
  assert.deepEqual(met.wentTo, [{ roomCode: '124' }])
})

test('[RM106] if the corrected code leads to a meeting that cannot be joined, the page of that meeting says why', async () => {
  const met = await asked()
  met.view().codeForm?.setRoomCode('124')
  met.server.answer = 'conference-ended'
  await met.submit()
  assert.deepEqual(met.wentTo, [{ roomCode: '124' }])
})

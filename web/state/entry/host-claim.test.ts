import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settle } from '../room/room.fixture.ts'
import { entry, found as meeting } from './entry.fixture.ts'

/** A meeting with a host password. */
const found = { ...meeting, hasHostPassword: true }

test('[RM100] [EN13] a person with the host password joins as host; a wrong one changes nothing else', async () => {
  const met = entry()
  met.server.answer = found
  await settle()
  met.view().hostClaim?.open?.()
  const password = () => met.view().hostClaim?.password
  assert.deepEqual([password()?.value, password()?.submit], ['', undefined])
  met.server.answer = 'not-admitted'
  password()?.set(' 1 ')
  password()?.submit?.()
  await settle()
  assert.deepEqual([met.view().phase, met.view().refusal, password()?.refusal], ['ready', undefined, 'not-admitted'])
  met.server.answer = found // an ordinary passcode
  password()?.submit?.()
  await settle()
  assert.deepEqual([met.view().asHost, password()?.refusal], [undefined, 'not-admitted'])
  password()?.set('99')
  assert.equal(password()?.refusal, undefined)
  met.server.answer = { ...found, asHost: true }
  password()?.submit?.()
  await settle()
  assert.deepEqual([met.view().asHost, met.view().hostClaim], [true, undefined])
  met.view().guest?.setNick('Bob')
  met.view().join?.()
  await settle()
  assert.deepEqual(met.requests.at(-1), {
    roomCode: '123',
    passcode: '99',
    claimsHost: true,
    device: 'Mac',
    nick: 'Bob',
  })
})

test('[EN13] a page that joins again sends the password, and claims nothing', async () => {
  const met = entry({ proofs: { roomCode: '123', passcode: '99' } })
  await settle()
  met.view().guest?.setNick('Bob')
  met.view().join?.()
  await settle()
  assert.deepEqual(met.requests.at(-1), { roomCode: '123', passcode: '99', device: 'Mac', nick: 'Bob' })
  assert.ok(met.requests.every((request) => !('claimsHost' in (request as object))))
})

test('[RM100] the host password opens a locked meeting', async () => {
  const met = entry()
  met.server.answer = 'conference-locked'
  met.server.hasHostPassword = true
  await settle()
  assert.equal(met.view().refusal, 'conference-locked')
  met.view().hostClaim?.open?.()
  met.view().hostClaim?.password?.set('99')
  met.server.answer = { ...found, asHost: true }
  met.view().hostClaim?.password?.submit?.()
  await settle()
  assert.deepEqual([met.view().phase, met.view().refusal, met.view().asHost], ['ready', undefined, true])
})

test('[RM100] a person who is inside with another device, or waits for the owner of a room, is not asked', async () => {
  for (const [answer, requests] of [
    [{ nick: 'Ada' }, true],
    [{ nick: 'Ada', alreadyInside: true }, false],
    [{ nick: 'Ada', wait: 'host-absent', waitsFor: 'Bram' }, false],
  ] as const) {
    const met = entry()
    met.server.answer = { ...found, ...answer }
    await settle()
    assert.equal(met.view().hostClaim !== undefined, requests)
  }
})

test('[RM100] nobody is asked for a host password that nobody was told', async () => {
  for (const answer of [meeting, 'conference-locked']) {
    const met = entry()
    met.server.answer = answer
    await settle()
    assert.deepEqual([met.view().hostClaim, met.view().phase], [undefined, answer === meeting ? 'ready' : 'refused'])
  }
})

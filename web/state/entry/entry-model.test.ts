import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entry, found } from './entry.fixture.ts'
import type { EntrySetup } from './entry-model.ts'
import { pictureOf, settle } from '../room/room.fixture.ts'

test('[RM70] a guest joins with a name, which is filled in the next time', async () => {
  const met = entry()
  assert.equal(met.view().phase, 'looking')
  await settle()
  assert.deepEqual([met.view().phase, met.view().title, met.view().participants], ['ready', 'Tea', ['Ada']])
  assert.equal(met.view().guest?.problem, undefined, 'no attempt to join yet')
  met.view().join?.()
  assert.deepEqual([met.view().guest?.problem, met.view().phase], ['empty', 'ready'])
  met.view().guest?.setNick('\u202e')
  met.view().join?.()
  assert.deepEqual([met.view().guest?.problem, met.view().phase], ['unusable', 'ready'])
  assert.deepEqual([met.entered, met.nicks], [[], []])
  met.view().guest?.setNick(' Bob ')
  assert.equal(met.view().guest?.problem, undefined)
  met.view().join?.()
  assert.equal(met.view().phase, 'joining')
  await settle()
  assert.deepEqual(met.requests.at(-1), { roomCode: '123', token: 't', device: 'Mac', nick: 'Bob' })
  assert.deepEqual([met.entered, met.nicks], [['in'], ['Bob']])
})

test('[RM70] a signed-in person is not asked for a name', async () => {
  const met = entry({ isSignedIn: true, proofs: { roomCode: '123' } })
  met.server.answer = { ...found, nick: 'Ada' }
  await settle()
  assert.deepEqual([met.view().nick, met.view().guest], ['Ada', undefined])
  met.view().join?.()
  await settle()
  assert.deepEqual(met.requests.at(-1), { roomCode: '123', device: 'Mac' })
})

test('[RM107] the page says what the person would miss, and lets them join', async () => {
  const met = entry({ isSignedIn: true })
  met.server.answer = { ...found, nick: 'Bob', missing: { sound: 8 } }
  await settle()
  assert.deepEqual(met.view().missing, { sound: 8 })
  met.server.answer = { ...found, nick: 'Bob' }
  met.clock.pass(10_000)
  await settle()
  assert.equal(met.view().missing, undefined)
  assert.ok(met.view().join)
})

test('[RM71] a signed-in person learns that there may be no such meeting, and is not asked to sign in', async () => {
  for (const [isSignedIn, orElse] of [
    [true, 'no-meeting'],
    [false, 'sign-in'],
  ] as const) {
    const met = entry({ isSignedIn, proofs: { roomCode: '123' } })
    met.server.answer = 'not-admitted'
    await settle()
    const { phase, codeForm, signIn } = met.view()
    assert.deepEqual([phase, codeForm?.orElse, signIn === undefined], ['locked', orElse, isSignedIn])
  }
})

test('[RM72] every refusal has its text, and another attempt where that may help', async () => {
  for (const [code, refusal, again] of [
    ['not-admitted', 'not-admitted', false],
    ['banned', 'banned', false],
    ['conference-ended', 'conference-ended', false],
    ['pass-used', 'pass-used', false],
    ['conference-locked', 'conference-locked', true],
    ['turned-away', 'turned-away', true],
    ['too-many-tries', 'too-many-tries', true],
    ['too-many-guests', 'too-many-guests', true],
    ['guests-full', 'guests-full', true],
    ['offline', 'unreachable', true],
    ['never heard of', 'fault', true],
  ] as const) {
    const met = entry()
    met.server.answer = code
    await settle()
    assert.deepEqual([met.view().phase, met.view().refusal], ['refused', refusal])
    assert.equal(met.view().retry !== undefined, again, code)
    assert.equal(met.view().join, undefined)
  }
})

test('[RM72] a meeting locked between looking and joining says so, and the person can try again', async () => {
  const met = entry()
  await settle()
  met.view().guest?.setNick('Bob')
  met.server.pass = 'conference-locked'
  met.view().join?.()
  await settle()
  assert.deepEqual([met.view().phase, met.view().refusal, met.entered], ['refused', 'conference-locked', []])
  met.view().retry?.()
  await settle()
  assert.equal(met.view().phase, 'ready')
})

test('[RM73] the page asks every ten seconds who is in the meeting', async () => {
  const met = entry()
  await settle()
  met.server.answer = { ...found, inside: ['Ada', 'Eve'], insideCount: 2 }
  met.clock.pass(10_000)
  await settle()
  assert.equal(met.view().participantCount, 2)
  met.server.answer = 'offline'
  met.clock.pass(10_000)
  await settle()
  assert.deepEqual([met.view().phase, met.view().participantCount], ['ready', 2])
})

test('[RM74] camera and microphone are previewed before joining, and no device is needed', async () => {
  const met = entry()
  met.server.answer = { ...found, nick: 'Ada' }
  await settle()
  await met.media.start()
  assert.deepEqual([met.view().camera.on, met.view().preview], [true, pictureOf('camera')])
  met.meter.level = 0.4
  met.clock.pass(100)
  assert.equal(met.model.level.get(), 0.4)
  met.view().microphone.toggle?.()
  met.view().camera.toggle?.()
  await settle()
  met.clock.pass(100)
  assert.deepEqual([met.view().preview, met.model.level.get()], [undefined, 0])
  const bare = entry()
  bare.server.answer = { ...found, nick: 'Ada' }
  bare.devices.troubles = { microphone: 'not-found', camera: 'blocked-by-browser' }
  await bare.media.start()
  await settle()
  assert.deepEqual([bare.view().microphone.trouble, bare.view().camera.trouble], ['not-found', 'blocked-by-browser'])
  assert.ok(bare.view().join)
})

/** Bob has asked to come in, and has to wait. */
async function waiting(code: string, part: Partial<EntrySetup> = {}) {
  const met = entry(part)
  await met.media.start()
  await settle()
  met.view().guest?.setNick('Bob')
  met.server.pass = code
  met.view().join?.()
  await settle()
  const again = async () => {
    met.clock.pass(3_000)
    await settle()
  }
  return { ...met, again }
}

test('[RM86] waiting is not an error: the page asks every three seconds and joins by itself, with the devices as set', async () => {
  for (const code of ['waiting-room', 'host-absent']) {
    const met = await waiting(code)
    assert.deepEqual([met.view().phase, met.view().wait, met.view().refusal], ['waiting', code, undefined])
    const before = met.requests.length
    met.view().camera.toggle?.()
    await met.again()
    assert.equal(met.requests.length, before + 1)
    assert.deepEqual(met.requests.at(-1), { roomCode: '123', token: 't', device: 'Mac', nick: 'Bob', waits: true })
    met.server.pass = 'ticket'
    await met.again()
    assert.deepEqual([met.entered, met.waited], [['in'], [true]])
    const { microphone, camera } = met.media.state.get()
    assert.deepEqual([microphone.on, camera.on], [true, false], 'as they were set during the wait')
  }
})

test('[RM86] a temporary refusal does not end the wait; every other refusal does, and is shown', async () => {
  for (const [code, refusal] of [
    ['banned', 'banned'],
    ['turned-away', 'turned-away'],
    ['conference-ended', 'conference-ended'],
    ['conference-locked', 'conference-locked'],
  ] as const) {
    const met = await waiting('waiting-room')
    for (const passing of ['offline', 'fault', 'too-many-tries', 'host-absent']) {
      met.server.pass = passing
      await met.again()
      assert.equal(met.view().phase, 'waiting', passing)
    }
    assert.equal(met.view().wait, 'host-absent')
    met.server.pass = code
    await met.again()
    assert.deepEqual([met.view().phase, met.view().refusal, met.view().wait], ['refused', refusal, undefined])
    const before = met.requests.length
    await met.again()
    assert.equal(met.requests.length, before)
  }
})

test('[RM86] waiting can be stopped, and later answers are ignored', async () => {
  const met = await waiting('waiting-room')
  met.server.pass = 'ticket'
  met.clock.pass(3_000)
  met.view().stopWaiting?.()
  await settle()
  assert.deepEqual([met.view().phase, met.view().stopWaiting, met.entered], ['ready', undefined, []])
  const before = met.requests.length
  await met.again()
  assert.equal(met.requests.length, before)
  met.view().join?.()
  await settle()
  assert.deepEqual(met.entered, ['in'])
  const gone = await waiting('waiting-room')
  gone.model[Symbol.dispose]()
  const requests = gone.requests.length
  await gone.again()
  assert.equal(gone.requests.length, requests, 'the page is gone')
})

test('[RM87] the guest pass from the server is stored for the meeting and sent again', async () => {
  const met = await waiting('waiting-room')
  met.server.again = { guest: 'g1' }
  await met.again()
  await met.again()
  assert.deepEqual(met.requests.at(-1), {
    roomCode: '123',
    token: 't',
    guest: 'g1',
    device: 'Mac',
    nick: 'Bob',
    waits: true,
  })
  assert.deepEqual([...met.guests], [['123', 'g1']])
  const called = await waiting('waiting-room', { proofs: { roomCode: '9', login: 'old' } })
  called.server.again = { login: 'new' }
  await called.again()
  await called.again()
  assert.equal((called.requests.at(-1) as { login?: string }).login, 'new')
})

test('[RM86] before joining, the page says that the person will have to wait, for as long as that is true', async () => {
  const met = entry()
  met.server.answer = { ...found, inside: [], insideCount: 0, wait: 'host-absent' }
  await settle()
  assert.deepEqual([met.view().phase, met.view().wait], ['ready', 'host-absent'])
  met.server.answer = found
  met.clock.pass(10_000)
  await settle()
  assert.deepEqual([met.view().wait, met.view().participants], [undefined, ['Ada']])
})

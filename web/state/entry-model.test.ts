import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryAnswer } from '../../contract/home.ts'
import { ApiError } from './api.ts'
import { openEntry, type EntrySetup } from './entry-model.ts'
import { OwnMedia } from './room-own-media.ts'
import { TestDevices } from './room-media.scenario.ts'
import { keptInTab, pictureOf, settle, TestClock } from './room.scenario.ts'

const found: EntryAnswer = { conferenceId: 'c', title: 'Tea', inside: ['Ada'], insideCount: 1 }

function entry(part: Partial<EntrySetup> = {}) {
  const clock = new TestClock()
  const devices = new TestDevices()
  const media = new OwnMedia(devices, keptInTab())
  const meter = { level: 0, attach: () => undefined, read: () => meter.level, close: () => undefined }
  const asked: unknown[] = []
  const entered: string[] = []
  const server = { answer: { ...found } as EntryAnswer | string, pass: 'ticket' as string }
  const nicks: string[] = []
  const model = openEntry({
    proofs: { roomCode: '123', token: 't' },
    isSignedIn: false,
    device: 'Mac',
    media,
    meter,
    clock,
    calls: {
      async lookUp(proofs) {
        asked.push(proofs)
        await Promise.resolve() // the answer comes later
        if (typeof server.answer === 'string') throw new ApiError(server.answer)
        return server.answer
      },
      async pass(given) {
        asked.push(given)
        if (server.pass !== 'ticket') throw new ApiError(server.pass)
        return { ticket: 'in' }
      },
      findPeople: async () => [],
    },
    picture: (track) => pictureOf(track.kind),
    keptNick: { read: () => nicks.at(-1), write: (nick) => void nicks.push(nick) },
    signIn: () => undefined,
    enter: (ticket) => void entered.push(ticket),
    ...part,
  })
  return { model, view: () => model.view.get(), clock, media, devices, meter, asked, entered, server, nicks }
}

test('[RM70] a guest gives a name, and joins with it; the next time it is there already', async () => {
  const met = entry()
  assert.equal(met.view().phase, 'looking')
  await settle()
  assert.deepEqual([met.view().phase, met.view().title, met.view().inside], ['ready', 'Tea', ['Ada']])
  assert.deepEqual([met.view().guest?.fault, met.view().join], ['empty', undefined])
  met.view().guest?.setNick('\u202e')
  assert.deepEqual([met.view().guest?.fault, met.view().join], ['unusable', undefined])
  met.view().guest?.setNick(' Bob ')
  met.view().join?.()
  assert.equal(met.view().phase, 'joining')
  await settle()
  assert.deepEqual(met.asked.at(-1), { roomCode: '123', token: 't', device: 'Mac', nick: 'Bob' })
  assert.deepEqual([met.entered, met.nicks], [['in'], ['Bob']])
})

test('[RM70] whom the server knows is asked for no name', async () => {
  const met = entry({ isSignedIn: true, proofs: { roomCode: '123' } })
  met.server.answer = { ...found, nick: 'Ada' }
  await settle()
  assert.deepEqual([met.view().nick, met.view().guest], ['Ada', undefined])
  met.view().join?.()
  await settle()
  assert.deepEqual(met.asked.at(-1), { roomCode: '123', device: 'Mac' })
})

test('[RM71] with a code alone a passcode is asked for, or signing in', async () => {
  const met = entry({ proofs: { roomCode: '123' } })
  met.server.answer = 'not-admitted'
  await settle()
  assert.deepEqual([met.view().phase, met.view().refusal], ['locked', undefined])
  assert.ok(met.view().signIn)
  assert.equal(met.view().passcode?.submit, undefined)
  met.view().passcode?.set('1')
  met.view().passcode?.submit?.()
  await settle()
  assert.deepEqual([met.view().phase, met.view().refusal], ['locked', 'not-admitted'])
  met.view().passcode?.set(' 22 ')
  assert.equal(met.view().refusal, undefined)
  met.server.answer = found
  met.view().passcode?.submit?.()
  await settle()
  assert.equal(met.view().phase, 'ready')
  assert.deepEqual(met.asked.at(-1), { roomCode: '123', passcode: '22' })
})

test('[RM72] every refusal has its word, and another try where it may help', async () => {
  for (const [code, refusal, again] of [
    ['not-admitted', 'not-admitted', false],
    ['banned', 'banned', false],
    ['conference-ended', 'conference-ended', false],
    ['pass-used', 'pass-used', false],
    ['conference-locked', 'conference-locked', true],
    ['too-many-tries', 'too-many-tries', true],
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

test('[RM72] locked between looking and joining: it is said, and can be tried again', async () => {
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

test('[RM73] who is inside is asked anew every ten seconds', async () => {
  const met = entry()
  await settle()
  met.server.answer = { ...found, inside: ['Ada', 'Eve'], insideCount: 2 }
  met.clock.pass(10_000)
  await settle()
  assert.equal(met.view().insideCount, 2)
  met.server.answer = 'offline'
  met.clock.pass(10_000)
  await settle()
  assert.deepEqual([met.view().phase, met.view().insideCount], ['ready', 2])
})

test('[RM74] camera and microphone are seen and heard before joining, and no device is needed', async () => {
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

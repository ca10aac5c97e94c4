import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, settle } from '../room/room.fixture.ts'
import { link, page } from './meeting-page.fixture.ts'

test('[RM75] from the page before joining into the room, with the devices as they were', async () => {
  const met = page(link)
  await settle()
  const shown = met.model.page.get()
  assert.ok(shown.at === 'entry')
  shown.entry.view.get().join?.()
  await settle()
  assert.deepEqual([met.at(), met.conferences.at(-1)?.ticket, met.names], ['room', 'in', ['123']])
  assert.equal(met.devices.length, 1)
  assert.deepEqual(
    met.devices[0]?.opened.map(({ stopped }) => stopped),
    [false, false],
  )
})

test('[RM76] a reload opens the room at once, or the page before joining if the session has ended', async () => {
  const met = page(link, { token: 'again' })
  assert.deepEqual([met.at(), met.conferences[0]?.ticket], ['room', undefined])
  met.storage.forget()
  met.conference().end('lost')
  await settle()
  assert.equal(met.at(), 'entry')
})

test('[RM134] a person who is admitted while they do not see the page is told, and is not live before they come back', async () => {
  for (const [hasWaited, hidden, live] of [
    [true, true, false],
    [true, false, true],
    [false, true, true],
  ] as const) {
    const met = page(link)
    await settle()
    const shown = met.model.page.get()
    assert.ok(shown.at === 'entry')
    met.server.waits = hasWaited
    met.attention.hidden = hidden
    shown.entry.view.get().join?.()
    await settle()
    met.server.waits = false
    met.clock.pass(3_000)
    await settle()
    const room = met.model.page.get()
    assert.ok(room.at === 'room')
    met.conference().welcome([person('me')])
    const sent = () => met.conference().sentMediaStates.at(-1)
    assert.deepEqual([sent()?.audio, sent()?.video, met.attention.alerts], [live, live, live ? [] : ['Tea']])
    if (live) continue
    met.attention.seen()
    await settle()
    assert.deepEqual([sent()?.audio, sent()?.video], [true, true], 'as they had set them')
  }
})

test('[PG55] a call that was answered with audio only opens no camera', async () => {
  for (const [video, opened] of [
    [true, ['microphone', 'camera']],
    [false, ['microphone']],
  ] as const) {
    const met = page({ kind: 'ticket', ticket: 'called', conferenceId: 'c', title: 'Tea', video })
    await settle()
    assert.deepEqual(
      met.devices[0]?.opened.map(({ kind }) => kind),
      opened,
    )
  }
})

test('[RM77] after an end the way back leads to the page before joining, with devices opened again', async () => {
  const met = page(link, { token: 'again' })
  met.conference().welcome([person('me')])
  met.conference().end('removed')
  assert.equal(met.at(), 'room')
  met.rejoin()?.()
  await settle()
  assert.equal(met.at(), 'entry')
  assert.equal(met.devices.length, 2)
})

test('[RM71] a correct passcode is not requested again on the way back', async () => {
  const met = page({ kind: 'link', roomCode: '123' })
  const entry = () => {
    const shown = met.model.page.get()
    assert.ok(shown.at === 'entry')
    return shown.entry.view.get()
  }
  await settle()
  for (const passcode of ['1', '77']) {
    entry().codeForm?.setPasscode(passcode)
    entry().codeForm?.submit?.()
    await settle()
  }
  entry().join?.()
  await settle()
  met.conference().welcome([person('me')])
  met.conference().end('removed')
  met.rejoin()?.()
  await settle()
  assert.equal(entry().phase, 'ready')
  assert.deepEqual(met.requests.at(-1), { roomCode: '123', passcode: '77' })
})

test('[RM77] [RM112] a session that another page took over can be taken back', () => {
  const met = page(link, { token: 'again' })
  met.conference().welcome([person('me')])
  met.conference().end('replaced')
  met.rejoin()?.()
  assert.deepEqual([met.at(), met.conferences.length, met.conferences[1]?.ticket], ['room', 2, undefined])
})

test('[RM108] the page tries to come back at once when it is seen or online again', () => {
  const met = page(link, { token: 'again' })
  met.conference().welcome([person('me')])
  met.attention.back()
  met.model.close()
  met.attention.back()
  assert.equal(met.conference().triesNow, 1)
})

test('[RM163] a page that the person has replaced by another device ends, unless it has no sound or a ticket already', async () => {
  const sessions = ['p-me', 'p-phone'].map(
    (participantId) => ({ participantId, device: 'Mac', silent: false }) as const,
  )
  for (const [silent, own, first] of [
    [undefined, {}, { end: { kind: 'closed', reason: 'replaced', by: 'move' } }],
    [undefined, { sessions }, { ticket: 'in' }],
    ['on', {}, { ticket: 'in' }],
  ] as const) {
    const met = page(link, { token: 'again', inside: true, ...(silent && { silent }) })
    met.conference().welcome([person('me', own)])
    assert.deepEqual(await met.conferences[0]?.requestTicket(), first)
  }
  const met = page(link, { token: 'again' })
  met.conference().welcome([person('me')])
  const request = () => met.conferences[0]?.requestTicket()
  assert.deepEqual(await request(), { ticket: 'in' })
  met.server.inside = true
  assert.deepEqual(await request(), { ticket: 'in' }, 'the first ticket has opened a session whose welcome was lost')
  met.conference().welcome([person('me')])
  assert.deepEqual(await request(), { end: { kind: 'closed', reason: 'replaced', by: 'move' } })
})

test('[RM109] the page gets a new ticket for the same meeting, with the proof by which it came', async () => {
  const met = page(link, { token: 'again' })
  met.conference().welcome([person('me')])
  assert.deepEqual(await met.conferences[0]?.requestTicket(), { ticket: 'in' })
  assert.deepEqual(met.requests.at(-1), { roomCode: '123', token: 't' })
})

test('[RM77] there is no way back into a meeting that has ended or from which the person is banned', () => {
  for (const reason of ['conference-ended', 'banned'] as const) {
    const met = page(link, { token: 'again' })
    met.conference().welcome([person('me')])
    met.conference().end(reason)
    assert.equal(met.rejoin(), undefined, reason)
  }
})

test('[RM78] an accepted call leads into the room at once, and back by the meeting’s code', async () => {
  const met = page({ kind: 'ticket', ticket: 'called', conferenceId: 'c', title: 'Tea', video: true })
  assert.deepEqual([met.at(), met.conferences[0]?.ticket, met.names], ['room', 'called', ['call']])
  met.conference().welcome([person('me')])
  met.conference().end('lost')
  met.rejoin()?.()
  await settle()
  const shown = met.model.page.get()
  assert.equal(shown.at === 'entry' && shown.entry.view.get().roomCode, '123')
})

test('[RM78] an address without a meeting says so and asks for no camera', async () => {
  const met = page({ kind: 'unknown' })
  await settle()
  const shown = met.model.page.get()
  assert.deepEqual(shown.at === 'entry' && [shown.entry.view.get().phase, shown.entry.view.get().refusal], [
    'refused',
    'not-admitted',
  ])
  assert.deepEqual(met.devices[0]?.opened, [])
})

test('[RM17] closing the page releases everything without leaving', async () => {
  const met = page(link, { token: 'again' })
  met.conference().welcome([person('me')])
  await settle()
  met.model.close()
  assert.deepEqual([met.conference().closed, met.conference().left], [1, 0])
  assert.ok(met.devices[0]?.opened.every(({ stopped }) => stopped))
})

test('[PG25] leaving for another meeting informs the server, and gives the way back after its answer', async () => {
  const met = page(link, { token: 'again' })
  met.conference().welcome([person('me')])
  met.conference().leave = () => undefined // it has not answered yet
  const leaving = met.model.leave()
  let isLeft = false
  void leaving.then(() => (isLeft = true))
  await settle()
  assert.equal(isLeft, false)
  met.conference().end('left')
  assert.deepEqual(await leaving, { roomCode: '123', title: 'Tea' })
  assert.equal(await met.model.leave(), undefined, 'it is left already')
})

test('[PG25] before joining there is nothing to leave', async () => {
  const met = page(link)
  await settle()
  assert.deepEqual([met.at(), await met.model.leave()], ['entry', undefined])
})

test('[PG25] a meeting that refuses a called person says why, with the way back to the meeting they left', () => {
  let wentBack = 0
  const previous = { title: 'Plan', goBack: () => void (wentBack += 1) }
  const met = page({ kind: 'ticket', ticket: 'called', conferenceId: 'c', title: 'Tea', video: true }, { previous })
  met.conference().end('conference-locked')
  const shown = met.model.page.get()
  const status = shown.at === 'room' ? shown.room.status.get() : undefined
  assert.ok(status?.phase === 'ended')
  assert.deepEqual([status.reason, status.previous?.title], ['conference-locked', 'Plan'])
  status.previous?.goBack()
  assert.equal(wentBack, 1)
})

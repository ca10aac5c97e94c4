import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room } from './room.fixture.ts'

/** The page of a host who is in the meeting with `others`. */
function hosting(...others: ReturnType<typeof person>[]) {
  const met = room()
  met.conference.welcome([person('me', { host: true }), ...others])
  const tools = () => met.model.meeting.get().hostTools ?? assert.fail('no host tools')
  const personIn = (key: string) =>
    met.model.people.get().inMeeting.find((found) => found.key === key) ?? assert.fail(key)
  return { ...met, tools, personIn }
}

test('[RM146] host and co-hosts see the settings of the running meeting and change each of them', () => {
  const met = hosting(person('a'))
  const values = () => {
    const { locked, waitingRoom, muteOnJoin, sharing, chat } = met.tools()
    return { locked, waitingRoom, muteOnJoin, sharing, chat }
  }
  assert.deepEqual(values(), { locked: false, waitingRoom: false, muteOnJoin: false, sharing: true, chat: true })
  met.conference.change([], { locked: true, waitingRoom: true, muteOnJoin: 'crowd', sharing: 'hosts', chat: false })
  assert.deepEqual(values(), { locked: true, waitingRoom: true, muteOnJoin: true, sharing: false, chat: false })
  const { set } = met.tools()
  set('locked', false)
  set('waitingRoom', false)
  set('muteOnJoin', true)
  set('sharing', true)
  set('chat', true)
  assert.deepEqual(met.conference.controls, [
    { type: 'set-locked', locked: false },
    { type: 'set-waiting-room', on: false },
    { type: 'set-mute-on-join', who: 'always' },
    { type: 'set-sharing', who: 'everybody' },
    { type: 'set-chat', allowed: true },
  ])
})

test('[RM146] everyone can be muted; unmuting is offered while somebody is blocked, lowering while a hand is up', () => {
  const met = hosting(person('a'), person('b', { audio: 'muted' }))
  assert.deepEqual([met.tools().allowUnmuting, met.tools().lowerHands], [undefined, undefined])
  met.conference.change([person('b', { audio: 'barred' })])
  met.conference.setMediaStateOf('a', { hand: 1 })
  const { muteAll, allowUnmuting, lowerHands } = met.tools()
  muteAll({ force: true })
  allowUnmuting?.()
  lowerHands?.()
  assert.deepEqual(met.conference.controls, [
    { type: 'mute-all', force: true },
    { type: 'unmute-all' },
    { type: 'lower-hands' },
  ])
})

test('[RM146] host and co-hosts lower the hand and stop the camera of a person, a co-host not the camera of the host', () => {
  const met = hosting(person('a'))
  assert.deepEqual([met.personIn('a').lowerHand, met.personIn('a').stopVideo], [undefined, undefined])
  met.conference.setMediaStateOf('a', { hand: 1, video: true })
  met.personIn('a').lowerHand?.()
  met.personIn('a').stopVideo?.()
  met.model.people.get().lowerHands?.()
  assert.deepEqual(met.conference.controls, [
    { type: 'lower-hands', member: 'a' },
    { type: 'stop-video', member: 'a' },
    { type: 'lower-hands' },
  ])
  met.conference.change([person('me', { coHost: true }), person('a', { host: true })])
  assert.equal(met.personIn('a').stopVideo, undefined)
  assert.ok(met.personIn('a').lowerHand)
  met.conference.change([person('me')])
  assert.equal(met.personIn('a').lowerHand, undefined)
})

test('[RM161] host and co-hosts stop the share of a person, muted or not, a co-host not that of the host', () => {
  const met = hosting(person('a', { audio: 'muted' }))
  assert.equal(met.personIn('a').stopScreen, undefined)
  met.conference.setMediaStateOf('a', { screen: true })
  met.personIn('a').stopScreen?.()
  assert.deepEqual(met.conference.controls, [{ type: 'stop-screen', member: 'a' }])
  met.conference.change([person('me', { coHost: true }), person('a', { host: true })])
  assert.equal(met.personIn('a').stopScreen, undefined)
})

test('[RM161] when a host stops the share, the page ends it and names them, and the person can share again', async () => {
  const met = room()
  met.conference.welcome([person('me'), person('a', { host: true })])
  const share = () => met.model.own.get().share
  const start = async () => {
    share().toggle?.()
    await new Promise(setImmediate)
  }
  await start()
  assert.equal(share().on, true)
  met.conference.happen({ type: 'turned-off', part: 'screen', by: 'a' })
  assert.deepEqual([share().on, met.conference.sentMediaStates.at(-1)?.screen], [false, false])
  const shown = met.model.notices
    .get()
    .toasts.map((toast) => ('by' in toast ? `${toast.kind} ${toast.by}` : toast.kind))
  assert.deepEqual(shown, ['share-stopped a'])
  await start()
  assert.equal(share().on, true)
  met.conference.answer = { ok: false, code: 'share-stopped-by-host' }
  met.conference.welcome([person('me'), person('a', { host: true })], {
    mediaStates: { 'p-me': { audio: false, video: false, screen: false } },
  })
  await new Promise(setImmediate)
  assert.equal(share().on, false, 'it was stopped during a lost connection')
})

test('[RM145] when a host stops the camera or lowers the hand, the page follows, names them, and both can be turned on', async () => {
  const met = room()
  const sent = () => met.conference.sentMediaStates.at(-1)
  const kinds = () =>
    met.model.notices.get().toasts.map((toast) => ('by' in toast ? `${toast.kind} ${toast.by}` : toast.kind))
  met.conference.welcome([person('me'), person('a', { host: true })])
  await met.media.set('camera', true)
  met.model.own.get().hand.toggle?.()
  assert.deepEqual([sent()?.video, sent()?.hand !== undefined], [true, true])
  met.conference.happen({ type: 'turned-off', part: 'video', by: 'a' })
  met.conference.happen({ type: 'turned-off', part: 'hand' })
  assert.deepEqual([met.model.own.get().camera.on, met.model.own.get().hand.up], [false, false])
  assert.deepEqual([sent()?.video, sent()?.hand], [false, undefined], 'the server learns that the page has followed')
  assert.deepEqual(kinds(), ['camera-stopped a', 'hand-lowered'])
  await met.media.set('camera', true)
  met.model.own.get().hand.toggle?.()
  assert.deepEqual([sent()?.video, sent()?.hand !== undefined], [true, true])
})

test('[RM145] a camera that was stopped, or a hand that was lowered, during a lost connection stays so', async () => {
  const met = room()
  met.conference.welcome([person('me'), person('a', { host: true })])
  await met.media.set('camera', true)
  met.model.own.get().hand.toggle?.()
  met.conference.answer = { ok: false, code: 'stopped-by-host' }
  met.conference.welcome([person('me'), person('a', { host: true })], {
    mediaStates: { 'p-me': { audio: false, video: false, screen: false } },
  })
  await new Promise(setImmediate)
  assert.deepEqual([met.model.own.get().camera.on, met.model.own.get().hand.up], [false, false])
})

test('[RM147] while the chat is closed nobody writes or reacts; the lines and the draft stay', () => {
  const met = room()
  const said = [{ id: 1, from: 'a', nick: 'a', text: 'hello', at: 1 }]
  met.conference.welcome([person('me', { host: true }), person('a')], { said })
  const chat = () => met.model.chat.get()
  chat().setDraft('an answer')
  assert.deepEqual([chat().closed, chat().send !== undefined], [false, true])
  met.conference.change([], { chat: false })
  assert.deepEqual([chat().closed, chat().send, met.model.own.get().react], [true, undefined, undefined])
  assert.deepEqual([chat().lines.length, chat().draft], [1, 'an answer'])
  assert.equal(met.model.notices.get().announced?.kind, 'chat-closed')
  met.conference.change([], { chat: true })
  assert.ok(chat().send && met.model.own.get().react)
})

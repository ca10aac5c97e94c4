import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room, settle } from './room.fixture.ts'

const line = (id: number, from: string, text = `line ${id}`) => ({ id, from, nick: from, text, at: id })

test('[RM60] lines that come while the chat is closed are counted; earlier and own ones are not', () => {
  const met = room()
  const chat = () => met.model.chat.get()
  met.conference.welcome([person('me'), person('a')], { said: [line(1, 'a')] })
  assert.equal(chat().unread, 0)
  met.conference.put({ said: [line(1, 'a'), line(2, 'a'), line(3, 'me'), line(4, 'a')] })
  assert.equal(chat().unread, 2)
  assert.deepEqual(
    chat().lines.map(({ isSelf }) => isSelf),
    [false, false, true, false],
  )
  assert.equal(met.model.notices.get().toasts.filter(({ kind }) => kind === 'message').length, 2)
  chat().setOpen(true)
  assert.equal(chat().unread, 0)
  met.conference.put({ said: [...met.conference.state.get().said, line(5, 'a')] })
  chat().setOpen(false)
  assert.equal(chat().unread, 0)
  assert.equal(met.model.notices.get().toasts.filter(({ kind }) => kind === 'message').length, 2)
  met.conference.put({ said: [...met.conference.state.get().said, line(6, 'a')] })
  assert.equal(chat().unread, 1)
})

test('[RM61] a line can be sent while there are a draft and a connection; a refused line is not lost', async () => {
  const met = room()
  const chat = () => met.model.chat.get()
  met.conference.welcome([person('me')])
  chat().setDraft('  ')
  assert.equal(chat().send, undefined)
  chat().setDraft('x'.repeat(2_001))
  assert.equal(chat().send, undefined)
  chat().setDraft(' hello ')
  met.conference.answer = { ok: false, code: 'too-fast' }
  chat().send?.()
  assert.equal(chat().draft, '')
  await settle()
  assert.deepEqual([chat().draft, chat().refused], ['hello', 'too-fast'])
  met.conference.put({ connection: { phase: 'reconnecting', since: 0, until: 1 } })
  assert.equal(chat().send, undefined)
  met.conference.put({ connection: { phase: 'joined' } })
  met.conference.answer = { ok: true }
  chat().send?.()
  await settle()
  assert.deepEqual([chat().draft, chat().refused], ['', undefined])
  assert.deepEqual(met.conference.said, ['hello', 'hello'])
})

test('[RM133] the draft is kept by the tab, for its conference alone, until the line is sent', async () => {
  const drafts = new Map([['other', 'not for here']])
  const before = room(drafts)
  before.conference.welcome([person('me')])
  const { conferenceId = '' } = before.conference.state.get().roster?.conference ?? {}
  assert.equal(before.model.chat.get().draft, '')
  before.model.chat.get().setDraft('half a li')
  before.model.chat.get().setOpen(false)
  assert.equal(before.model.chat.get().draft, 'half a li')
  const after = room(drafts)
  after.conference.welcome([person('me')])
  const chat = () => after.model.chat.get()
  assert.equal(chat().draft, 'half a li')
  after.conference.answer = { ok: false, code: 'too-fast' }
  chat().send?.()
  await settle()
  assert.equal(drafts.get(conferenceId), 'half a li')
  after.conference.answer = { ok: true }
  chat().send?.()
  await settle()
  assert.deepEqual([...drafts], [['other', 'not for here']])
})

test('[RM62] each change gives one message that disappears by itself; the first sight of a conference gives none', () => {
  const met = room()
  const shown = () =>
    met.model.notices.get().toasts.map((notice) => ('nick' in notice ? `${notice.kind} ${notice.nick}` : notice.kind))
  met.conference.welcome([person('me'), person('a')])
  assert.deepEqual(shown(), [])
  met.conference.change([person('b')])
  met.conference.setMediaStateOf('a', { hand: 1, screen: true })
  met.conference.change([person('a', { status: 6, sessions: [] })])
  assert.deepEqual(shown(), ['shares a', 'went a'], 'two at most')
  met.conference.change([person('b', { status: 5, sessions: [] })])
  assert.deepEqual(shown(), ['went a', 'was-removed b'])
  met.model.notices.get().toasts[0]?.dismiss()
  assert.equal(shown().length, 1)
  met.clock.pass(6_000)
  assert.deepEqual(shown(), [])
})

test('[RM62] changes of the person’s own role and of the meeting give messages', () => {
  const met = room()
  met.conference.welcome([person('me'), person('a', { host: true })])
  const kinds = () => met.model.notices.get().toasts.map(({ kind }) => kind)
  met.conference.change([person('me', { coHost: true })], { locked: true })
  assert.deepEqual(kinds(), ['you-are-co-host', 'locked'])
  met.clock.pass(6_000)
  met.conference.change([person('me', { host: true }), person('a')], { locked: false })
  assert.deepEqual(kinds(), ['you-are-host', 'unlocked'])
  met.clock.pass(6_000)
  met.conference.change([person('me'), person('a', { host: true })])
  assert.deepEqual(kinds(), ['new-host'])
})

test('[RM62] everyone learns that people are muted when they join, and that they are not any more', () => {
  const met = room()
  met.conference.welcome([person('me'), person('a', { host: true })])
  const kinds = () => met.model.notices.get().toasts.map(({ kind }) => kind)
  met.conference.change([], { muteOnJoin: 'always' })
  assert.deepEqual(kinds(), ['mute-on-join'])
  met.conference.change([], { muteOnJoin: 'never' })
  assert.deepEqual(kinds(), ['no-mute-on-join'])
})

test('[RM62] a connection that comes back twice within seconds gives one notice', () => {
  const met = room()
  met.conference.welcome([person('me')])
  for (let time = 0; time < 2; time += 1) {
    met.conference.state.update((state) => ({ ...state, connection: { phase: 'reconnecting', since: 0, until: 9 } }))
    met.conference.state.update((state) => ({ ...state, connection: { phase: 'joined' } }))
  }
  assert.deepEqual(
    met.model.notices.get().toasts.map(({ kind }) => kind),
    ['resumed'],
  )
})

test('[RM62] a notice replaces those that it makes wrong', () => {
  const met = room()
  met.conference.welcome([person('me'), person('a'), person('b')])
  const shown = () =>
    met.model.notices.get().toasts.map((notice) => ('nick' in notice ? `${notice.kind} ${notice.nick}` : notice.kind))
  met.conference.change([], { chat: false })
  met.conference.change([], { chat: true })
  assert.deepEqual(shown(), ['chat-open'])
  met.conference.change([person('a', { status: 6, sessions: [] })])
  met.conference.change([person('a')])
  assert.deepEqual(shown(), ['chat-open', 'came a'])
  met.conference.change([person('b', { status: 6, sessions: [] })])
  assert.deepEqual(shown(), ['came a', 'went b'], 'they are about different people')
})

test('[RM62] what an open panel shows is read aloud, but is no toast', () => {
  const met = room()
  met.conference.welcome([person('me', { host: true }), person('a')])
  const view = () => met.model.notices.get()
  const kinds = () => view().toasts.map(({ kind }) => kind)
  met.conference.setMediaStateOf('a', { hand: 1 })
  met.conference.change([], { locked: true })
  assert.deepEqual(kinds(), ['hand-up', 'locked'])
  view().setPanel('people')
  assert.deepEqual(kinds(), ['locked'], 'the panel shows who has a hand up')
  met.conference.change([person('b')])
  assert.deepEqual([kinds(), view().announced?.kind], [['locked'], 'came'])
  view().setPanel(undefined)
  met.conference.change([person('b', { status: 6, sessions: [] })])
  assert.deepEqual(kinds(), ['locked', 'went'])
})

test('[RM102] a person who joins as the new host is announced as the host too', () => {
  const met = room()
  met.conference.welcome([person('me', { host: true })])
  const shown = () =>
    met.model.notices.get().toasts.map((notice) => ('nick' in notice ? `${notice.kind} ${notice.nick}` : notice.kind))
  met.conference.change([person('me'), person('a', { host: true })])
  assert.deepEqual(shown(), ['came a', 'new-host a'])
  met.clock.pass(6_000)
  met.conference.change([person('a'), person('c', { host: true })])
  assert.deepEqual(shown(), ['came c', 'new-host c'], 'the person was not the host')
})

test('[RM102] the host who joins after the others is not announced as a new one', () => {
  const met = room()
  met.conference.welcome([person('me'), person('b')])
  met.conference.change([person('a', { host: true })])
  assert.deepEqual(
    met.model.notices.get().toasts.map(({ kind }) => kind),
    ['came'],
  )
})

test('[RM63] reactions are shown for some seconds, and a refused control gives a message', async () => {
  const met = room()
  met.conference.welcome([person('me', { host: true })])
  met.conference.happen({ type: 'reacted', from: 'p-a', nick: 'a', reaction: '👍' })
  assert.deepEqual(
    met.model.notices.get().reactions.map(({ participantId, reaction }) => [participantId, reaction]),
    [['p-a', '👍']],
  )
  met.clock.pass(4_000)
  assert.deepEqual(met.model.notices.get().reactions, [])
  met.conference.answer = { ok: false, code: 'not-permitted' }
  met.model.meeting.get().hostTools?.set('locked', true)
  await settle()
  const { announced } = met.model.notices.get()
  assert.equal(announced?.kind === 'refused' && announced.code, 'not-permitted')
})

test('[RM64] colleagues are searched when typing pauses, and people in the meeting are not called', async () => {
  const met = room()
  met.people.push({ unionId: 'u-a', name: 'ada' }, { unionId: 'u-z', name: 'adam' }, { unionId: 'u-b', name: 'bob' })
  met.conference.welcome([person('me'), person('a')], { invitation: { link: 'https://x/', passcode: '77' } })
  const invite = () => met.model.invite.get()
  assert.deepEqual(invite().invitation, { link: 'https://x/', roomCode: '123', passcode: '77' })
  invite().colleagues?.actions.search('a')
  invite().colleagues?.actions.search('ad')
  assert.equal(invite().colleagues?.view.isSearching, true)
  met.clock.pass(250)
  await settle()
  assert.deepEqual(
    invite().found.map(({ name, state, ring }) => [name, state, ring !== undefined]),
    [
      ['ada', 'in-meeting', false],
      ['adam', 'free', true],
    ],
  )
  invite().found[1]?.ring?.()
  assert.deepEqual(met.conference.controls, [{ type: 'invite', unionIds: ['u-z'] }])
  met.conference.change([person('z', { status: 2, sessions: [] })])
  assert.equal(invite().found[1]?.state, 'ringing')
})

test('[RM95] people who cannot join because of the lock cannot be called, and the list says so', async () => {
  const met = room()
  met.people.push({ unionId: 'u-a', name: 'ada' }, { unionId: 'u-z', name: 'adam' })
  const away = person('a', { coHost: true, status: 6, sessions: [] })
  met.conference.welcome([person('me'), away, person('y', { status: 6, sessions: [] })])
  met.model.invite.get().colleagues?.actions.search('a')
  met.clock.pass(250)
  await settle()
  const found = () => met.model.invite.get().found.map(({ state, ring }) => [state, ring !== undefined])
  const again = () => met.model.people.get().left.map(({ nick, ringAgain }) => [nick, ringAgain !== undefined])
  const free = ['free', true]
  assert.deepEqual([met.model.invite.get().locked, found()], [false, [free, free]])
  assert.deepEqual(Object.fromEntries(again()), { a: true, y: true })
  met.conference.change([], { locked: true })
  assert.deepEqual([met.model.invite.get().locked, found()], [true, [free, ['locked', false]]])
  assert.deepEqual(Object.fromEntries(again()), { a: true, y: false })
})

test('[RM64] a guest can call nobody', () => {
  const met = room()
  const { unionId: _, ...guest } = person('me', { outside: true })
  met.conference.welcome([guest])
  assert.equal(met.model.invite.get().colleagues, undefined)
  assert.equal(met.model.invite.get().invitation, undefined)
})

test('[CO22] people learn that an administrator muted, locked and removed, but not from a later change', () => {
  const met = room()
  const shown = () => {
    const { toasts } = met.model.notices.get()
    const parts = toasts.map((toast) => [toast.kind, 'byAdministrator' in toast && toast.byAdministrator])
    for (const toast of toasts) toast.dismiss()
    return parts
  }
  const byAdministrator = true
  met.conference.welcome([person('me'), person('a')])
  met.conference.change([person('me', { audio: 'muted', mutedBy: 'administrator' })], {}, { byAdministrator })
  assert.deepEqual(met.model.own.get().muter, { byAdministrator })
  assert.deepEqual(shown(), [['muted-by-host', true]])
  met.conference.change([], { locked: true }, { byAdministrator })
  assert.deepEqual(shown(), [['locked', true]])
  met.conference.change([person('a', { status: 5, sessions: [] })], {}, { byAdministrator })
  assert.deepEqual(shown(), [['was-removed', true]])
  met.conference.change([], { locked: false })
  assert.deepEqual(shown(), [['unlocked', false]])
})

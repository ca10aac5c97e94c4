import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceView, MemberView } from '../../contract/signaling/types.ts'
import { toPrintedEvents, sentence } from './printed-events.ts'
import { readMeetingLink, readShortLink } from './meeting-link.ts'
import { Printer } from './printer.ts'
import { applyChange, toRoster } from '../../client/roster.ts'
import { differenceOf } from './roster-difference.ts'
import { FakeTerminal } from './terminal.fixture.ts'

const conference: ConferenceView = {
  conferenceId: 'c1',
  title: 'Stand-up',
  roomCode: '1',
  locked: false,
  sharing: 'everybody',
  waitingRoom: false,
  muteOnJoin: 'never',
  chat: true,
  startTime: 1,
  memberCount: 1,
  insideCount: 1,
  audioPlaces: [],
}
const onMac = { participantId: 's1', device: 'Mac', silent: false } as const
const onPhone = { participantId: 's2', device: 'iOS', silent: false } as const
const bob = (what: Partial<MemberView>): MemberView => ({
  key: 'user:bob',
  seq: 1,
  nick: 'Bob',
  status: 6,
  host: false,
  coHost: false,
  outside: false,
  byPhone: false,
  audio: 'allowed',
  sessions: what.status === 3 ? [onMac] : [],
  ...what,
})

const nickOf = (key: string) => (key === 'user:ann' ? 'Ann' : undefined)

type PrintedCase = readonly [
  before: Partial<MemberView> | undefined,
  after: Partial<MemberView>,
  lines: readonly string[],
]
const MEMBERS: readonly PrintedCase[] = [
  [undefined, { status: 1 }, ['Bob is being called']],
  [{ status: 1 }, { status: 2 }, ['Bob is ringing']],
  [{ status: 2 }, { status: 3 }, ['Bob joined (Mac)']],
  [{ status: 6, joinTime: 1 }, { status: 3 }, ['Bob rejoined (Mac)']],
  [{ status: 3 }, { status: 6 }, ['Bob left']],
  [{ status: 3 }, { status: 5 }, ['Bob was removed']],
  [{ status: 2 }, { status: 4, callFailure: 'declined' }, ['Bob declined the call']],
  [{ status: 1 }, { status: 4, callFailure: 'timed-out' }, ['Bob did not answer']],
  [{ status: 1 }, { status: 1, waiting: true }, ['Bob is waiting to join']],
  [{ status: 1, waiting: true }, { status: 1, letIn: true }, ['Bob was admitted']],
  [{ status: 1, waiting: true }, { status: 4, callFailure: 'gave-up' }, ['Bob stopped waiting']],
  [{ status: 1 }, { status: 4, callFailure: 'new-one' }, ['Bob could not be reached: new-one']],
  [{ status: 3 }, { status: 3, sessions: [onMac, onPhone] }, ['Bob joined on another device (iOS)']],
  [{ status: 3, sessions: [onMac, onPhone] }, { status: 3 }, ['Bob left on one device (iOS)']],
  [{ status: 3 }, { status: 3, sessions: [{ ...onMac, silent: true }] }, ['Bob lost the connection']],
  [{ status: 3, sessions: [{ ...onMac, silent: true }] }, { status: 3 }, ['Bob is connected again']],
  [{ status: 3 }, { status: 3, host: true }, ['Bob is now the host']],
  [{ status: 3 }, { status: 3, coHost: true }, ['Bob is now a co-host']],
  [{ status: 3, coHost: true }, { status: 6 }, ['Bob left', 'Bob is no longer a co-host']],
  [{ status: 3 }, { status: 3, nick: 'Robert' }, ['Bob is now called Robert']],
  [{ status: 3 }, { status: 3, audio: 'muted' }, ['Bob was muted']],
  [{ status: 3 }, { status: 3, audio: 'muted', mutedBy: 'user:ann' }, ['Bob was muted by Ann']],
  [{ status: 3 }, { status: 3, audio: 'muted', mutedBy: 'user:bob' }, ['Bob was muted']],
  [{ status: 3 }, { status: 3, audio: 'muted', mutedBy: 'administrator' }, ['Bob was muted by an administrator']],
  [{ status: 3 }, { status: 3, audio: 'barred', mutedBy: 'user:ann' }, ['Bob was muted by Ann and cannot unmute']],
  [{ status: 3, audio: 'muted' }, { status: 3, audio: 'barred' }, ['Bob cannot unmute']],
  [
    { status: 3, audio: 'muted', mutedBy: 'user:ann' },
    { status: 3, audio: 'barred', mutedBy: 'user:ann' },
    ['Bob cannot unmute'],
  ],
  [
    { status: 3 },
    { status: 3, mutedBy: 'administrator', sessions: [{ ...onMac, muted: true }] },
    ['Bob was muted by an administrator on one device (Mac)'],
  ],
  [{ status: 3, audio: 'barred' }, { status: 3 }, ['Bob is no longer muted']],
  [undefined, { status: 3, audio: 'barred' }, ['Bob joined (Mac)', 'Bob cannot unmute']],
  [{ status: 3 }, { status: 3, sessions: [{ ...onMac, muted: true }] }, ['Bob was muted on one device (Mac)']],
  [{ status: 3, sessions: [{ ...onMac, muted: true }] }, { status: 3 }, ['Bob is no longer muted on one device (Mac)']],
  [{ status: 3 }, { status: 3 }, []],
]

test('[TM15] every change of a member is printed as one readable line', () => {
  for (const [before, after, lines] of MEMBERS) {
    const member = { after: bob(after), ...(before && { before: bob(before) }) }
    const printed = toPrintedEvents({
      conference: { before: conference, after: conference },
      members: [member],
      nickOf,
    })
    assert.deepEqual(printed.map(sentence), lines)
  }
})

test('[TM15] every change of the conference is printed as one readable line', () => {
  const printed = (before: object, after: object) =>
    toPrintedEvents({
      conference: { before: { ...conference, ...before }, after: { ...conference, ...after } },
      members: [],
      nickOf,
    }).map(({ type }) => type)
  assert.deepEqual(printed({}, { locked: true }), ['locked'])
  assert.deepEqual(printed({ locked: true }, {}), ['unlocked'])
  assert.deepEqual(printed({}, { endTime: 9 }), ['ended'])
  assert.deepEqual(printed({}, { sharing: 'hosts' }), ['sharing-limited'])
  assert.deepEqual(printed({ sharing: 'hosts' }, {}), ['sharing-open'])
  assert.deepEqual(printed({}, { waitingRoom: true }), ['waiting-room-on'])
  assert.deepEqual(printed({ waitingRoom: true }, {}), ['waiting-room-off'])
  assert.deepEqual(printed({}, { muteOnJoin: 'always' }), ['mute-on-join'])
  assert.deepEqual(printed({ muteOnJoin: 'always' }, {}), ['no-mute-on-join'])
  assert.deepEqual(printed({}, { chat: false }), ['chat-closed'])
  assert.deepEqual(printed({ chat: false }, {}), ['chat-open'])
  assert.deepEqual(printed({ focus: 'user:bob' }, {}), ['focus-ended'])
  assert.deepEqual(printed({}, {}), [])
})

test('[TM15] the member that everybody sees large is printed by name', () => {
  const roster = toRoster({ seq: 1, conference, members: [bob({ status: 3 })] })
  const focused = { ...conference, focus: 'user:bob' }
  const after = applyChange(roster, { previous: 1, seq: 2, conference: focused, members: [] })
  assert.ok(after)
  assert.deepEqual(toPrintedEvents(differenceOf(roster, after)).map(sentence), ['Bob is in the spotlight for everyone'])
})

test('[TM16] control characters in names never reach the terminal', () => {
  const terminal = new FakeTerminal()
  new Printer(terminal, { json: false }).say({ type: 'joined' }, '\u001b[2J\u202eEve\r joined')
  assert.match(terminal.out, /^\d\d:\d\d:\d\d {2}\ufffd\[2J\ufffdEve\ufffd joined\n$/)
})

test('[TM17] a link works for a server below a path, and only if it contains a proof', () => {
  assert.deepEqual(readMeetingLink('https://meet.example/x/app?roomCode=42&token=1_t'), {
    server: new URL('https://meet.example/x'),
    roomCode: '42',
    token: '1_t',
  })
  assert.deepEqual(readMeetingLink('http://h:1/app?roomCode=42&login=L'), {
    server: new URL('http://h:1/'),
    roomCode: '42',
    login: 'L',
  })
  for (const text of ['http://h/app?roomCode=42', 'http://h/app?token=1', 'ftp://h/app?roomCode=1&token=t', 'x']) {
    assert.equal(readMeetingLink(text), undefined)
  }
})

test('[TM25] a short link of a server below a path, and a link with a passcode, are understood', () => {
  assert.deepEqual(readShortLink('Stand-up: https://meet.example/x/j/42-aB3dE6gH9kL.'), {
    server: new URL('https://meet.example/x'),
    code: '42-aB3dE6gH9kL',
  })
  assert.deepEqual(readMeetingLink('https://meet.example/app?roomCode=42&passcode=123'), {
    server: new URL('https://meet.example/'),
    roomCode: '42',
    passcode: '123',
  })
  for (const text of [
    'https://meet.example/j/short',
    'https://ann:secret@meet.example/j/42-aB3dE6gH9kL',
    'https://meet.example/app?roomCode=42&token=t',
    'x',
  ]) {
    assert.equal(readShortLink(text), undefined)
  }
  assert.equal(readMeetingLink('https://ann:secret@meet.example/app?roomCode=42&token=t'), undefined)
})

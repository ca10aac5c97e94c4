import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MemberView } from '../../../contract/signaling/types.ts'
import { applyPage } from '../../../client/roster.ts'
import { person, room } from './room.fixture.ts'
import type { PersonView } from './people-views.ts'

function peopleFor(me: Partial<MemberView>, ...others: MemberView[]) {
  const met = room()
  met.conference.welcome([person('me', me), ...others])
  const find = (key: string): PersonView => {
    const { waiting, notJoined, inMeeting, left } = met.model.people.get()
    const found = [...waiting, ...notJoined, ...inMeeting, ...left].find((one) => one.key === key)
    assert.ok(found, key)
    return found
  }
  const actions = (key: string) =>
    Object.entries(find(key))
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name)
      .sort()
  return { ...met, find, actions }
}
const away = { sessions: [] }

test('[RM30] people are grouped as waiting, in the meeting and left, each with their state', () => {
  const met = peopleFor(
    {},
    person('called', { status: 1, ...away }),
    person('rings', { status: 2, ...away }),
    person('declined', { status: 4, callFailure: 'declined', ...away }),
    person('slept', { status: 4, callFailure: 'timed-out', ...away }),
    person('landline', { status: 4, callFailure: 'no-telephony', byPhone: true, ...away }),
    person('gone', { status: 6, ...away }),
    person('thrown', { status: 5, ...away }),
    person('silent', { sessions: [{ participantId: 'x', device: 'iOS', silent: true }] }),
  )
  const { notJoined, inMeeting, left, count } = met.model.people.get()
  const states = (people: readonly PersonView[]) => people.map(({ key, state }) => `${key} ${state}`)
  assert.deepEqual(states(notJoined), [
    'called called',
    'rings ringing',
    'declined declined',
    'slept no-answer',
    'landline call-failed',
  ])
  assert.deepEqual(states(inMeeting), ['me in-meeting', 'silent reconnecting'])
  assert.deepEqual(states(left), ['gone left', 'thrown removed'])
  assert.equal(count, 2)
})

test('[RM30] in the meeting, raised hands come first and in order, then the viewer, host and co-hosts', () => {
  const met = peopleFor(
    {},
    person('a'),
    person('b', { coHost: true, outside: true }),
    person('c', { host: true }),
    person('d'),
  )
  met.conference.setMediaStateOf('d', { hand: 20 })
  met.conference.setMediaStateOf('a', { hand: 30 })
  assert.deepEqual(
    met.model.people.get().inMeeting.map(({ key, hand }) => [key, hand]),
    [
      ['d', 1],
      ['a', 2],
      ['me', undefined],
      ['c', undefined],
      ['b', undefined],
    ],
  )
  assert.deepEqual(met.find('b').tags, ['co-host', 'outside'])
  assert.deepEqual(met.find('me').tags, ['self'])
})

test('[RM30] a search filters the lists but not the count', () => {
  const met = peopleFor({}, person('a', { nick: 'Ada' }), person('b', { nick: 'Bob' }))
  met.model.people.get().setSearch(' aD')
  assert.deepEqual(
    met.model.people.get().inMeeting.map(({ nick }) => nick),
    ['Ada'],
  )
  assert.equal(met.model.people.get().count, 3)
  assert.equal(met.model.people.get().search, ' aD')
})

test('[RM31] the actions on a person depend on both roles', () => {
  const others = [person('host', { host: true }), person('co', { coHost: true }), person('a')]
  const asMember = peopleFor({}, ...others)
  assert.deepEqual(['host', 'co', 'a', 'me'].map(asMember.actions), [[], [], [], ['rename']])
  const asCoHost = peopleFor({ coHost: true }, ...others)
  assert.deepEqual(asCoHost.actions('host'), ['focus', 'rename'])
  assert.deepEqual(asCoHost.actions('a'), ['askToUnmute', 'focus', 'remove', 'rename'])
  const asHost = peopleFor({ host: true }, person('co', { coHost: true }), person('a'))
  assert.deepEqual(asHost.actions('a'), ['askToUnmute', 'focus', 'handOverHost', 'makeCoHost', 'remove', 'rename'])
  assert.deepEqual(asHost.actions('co'), ['askToUnmute', 'focus', 'handOverHost', 'remove', 'rename', 'unmakeCoHost'])
})

test('[RM31] people who can be heard can be muted; people who cannot can be asked to unmute', () => {
  const met = peopleFor({ host: true }, person('a'))
  met.conference.setMediaStateOf('a', { audio: true })
  met.find('a').mute?.()
  assert.equal(met.find('a').askToUnmute, undefined)
  met.conference.change([person('a', { audio: 'muted' })])
  assert.equal(met.find('a').audio, 'muted-by-host')
  met.find('a').askToUnmute?.()
  met.find('a').remove?.({ forbidRejoin: true })
  assert.deepEqual(met.conference.controls, [
    { type: 'mute', member: 'a' },
    { type: 'unmute', member: 'a' },
    { type: 'remove', member: 'a', forbidRejoin: true },
  ])
})

test('[RM31] each of two devices is muted and removed on its own', () => {
  const sessions: MemberView['sessions'] = [
    { participantId: 'x', device: 'Mac', silent: false },
    { participantId: 'y', device: 'iOS', silent: false, muted: true },
  ]
  const met = peopleFor({ host: true }, person('a', { sessions }))
  const [mac, phone] = met.find('a').devices
  mac?.mute?.()
  phone?.remove?.()
  assert.equal(phone?.mute, undefined)
  assert.deepEqual(met.conference.controls, [
    { type: 'mute', member: 'a', participantId: 'x' },
    { type: 'remove', member: 'a', participantId: 'y', forbidRejoin: false },
  ])
})

test('[RM31] an invalid name is not sent', () => {
  const met = peopleFor({})
  assert.equal(met.find('me').rename?.(' \u202e '), false)
  assert.equal(met.find('me').rename?.(' Ada '), true)
  assert.deepEqual(met.conference.controls, [{ type: 'rename', member: 'me', nick: 'Ada' }])
})

test('[RM31] members of the organization can call again; host and co-hosts can stop a call', () => {
  const waiting = [person('rings', { status: 2, ...away }), person('gone', { status: 6, ...away })]
  const met = peopleFor({}, ...waiting)
  assert.deepEqual([met.actions('rings'), met.actions('gone')], [[], ['ringAgain']])
  const asHost = peopleFor({ host: true }, ...waiting)
  asHost.find('rings').cancelRing?.()
  asHost.find('gone').ringAgain?.()
  assert.deepEqual(asHost.conference.controls, [
    { type: 'cancel-ring', member: 'rings' },
    { type: 'invite', unionIds: ['u-gone'] },
  ])
  assert.deepEqual(peopleFor({ outside: true }, ...waiting).actions('gone'), [])
})

test('[RM160] host and co-hosts can remove a person who has left, but nobody who was removed', () => {
  const past = [person('gone', { status: 6, ...away }), person('out', { status: 5, ...away })]
  for (const me of [{ host: true }, { coHost: true }]) {
    const met = peopleFor(me, ...past)
    assert.deepEqual([met.actions('gone'), met.actions('out')], [['remove', 'ringAgain'], ['ringAgain']])
    met.find('gone').remove?.({ forbidRejoin: true })
    assert.deepEqual(met.conference.controls, [{ type: 'remove', member: 'gone', forbidRejoin: true }])
  }
})

test('[RM32] without a connection there are no actions on people or on the meeting', () => {
  const met = peopleFor({ host: true }, person('a'))
  met.conference.put({ connection: { phase: 'reconnecting', since: 0, until: 1 } })
  assert.deepEqual(met.actions('a'), [])
  const { hostTools, endForAll, leave } = met.model.meeting.get()
  assert.deepEqual([hostTools, endForAll], [undefined, undefined])
  assert.ok(leave, 'but one can always go')
})

test('[RM33] the actions on the meeting depend on the role', () => {
  const met = peopleFor({})
  const actions = () => {
    const { hostTools, endForAll } = met.model.meeting.get()
    return [hostTools && 'tools', endForAll && 'end']
  }
  assert.deepEqual(actions(), [undefined, undefined])
  met.conference.change([person('me', { coHost: true })])
  assert.deepEqual(actions(), ['tools', undefined])
  met.conference.change([person('me', { host: true })])
  assert.deepEqual(actions(), ['tools', 'end'])
  met.model.meeting.get().endForAll?.()
  assert.deepEqual(met.conference.controls, [{ type: 'close' }])
})

test('[RM97] before the host leaves, the room says who may become the host, or why nobody does', () => {
  const met = peopleFor({ host: true }, person('a', { joinTime: 5 }), person('b', { joinTime: 3 }))
  const then = () => met.model.meeting.get().ifHostLeaves
  const inside = (insideCount: number) => ({ insideCount })
  assert.deepEqual(then(), { kind: 'next-host', nick: 'b' }, 'who joined first')
  met.conference.change([person('a', { joinTime: 5, coHost: true })])
  assert.deepEqual(then(), { kind: 'next-host', nick: 'a' }, 'a co-host comes before others')
  const sessions = ['p-me', 'p-other'].map((participantId) => ({
    participantId,
    device: 'Mac' as const,
    silent: false,
  }))
  met.conference.change([person('me', { host: true, sessions })])
  assert.deepEqual(then(), { kind: 'stays-host' })
  const guest = person('c', { joinTime: 1, guest: true })
  met.conference.change([person('me', { host: true }), person('a', away), person('b', away), guest], inside(2))
  assert.deepEqual(then(), { kind: 'no-host' }, 'a guest does not become the host in this way')
  met.conference.change([person('c', { ...away, guest: true })], inside(1))
  assert.deepEqual(then(), { kind: 'empty' })
  met.conference.change([person('me'), person('b', { host: true })], inside(2))
  assert.equal(then(), undefined, 'only the host is shown it')
})

const KNOCKING = [
  person('gil', { nick: 'Gil', status: 1, waiting: true, ...away }),
  person('thrown', { nick: 'Tom', status: 5, waiting: true, ...away }),
]

test('[RM88] people who wait to be admitted have their own group; host and co-hosts admit one or all, or deny', () => {
  for (const role of [{ host: true }, { coHost: true }]) {
    const met = peopleFor(role, ...KNOCKING, person('expected', { status: 1, letIn: true, ...away }))
    const { waiting, notJoined, left, waitingCount } = met.model.people.get()
    assert.deepEqual(
      waiting.map(({ key, state }) => [key, state]),
      [
        ['gil', 'waiting'],
        ['thrown', 'waiting'],
      ],
    )
    assert.deepEqual([notJoined.map(({ state }) => state), left, waitingCount], [['let-in'], [], 2])
    assert.deepEqual(met.actions('gil'), ['letIn', 'remove'])
    assert.deepEqual(met.actions('expected'), ['remove'])
    met.find('gil').letIn?.()
    met.find('thrown').remove?.({ forbidRejoin: true })
    met.model.people.get().setSearch('gil')
    assert.deepEqual([met.model.people.get().waiting.length, met.model.people.get().waitingCount], [1, 2])
    met.model.people.get().letAllIn?.()
    assert.deepEqual(met.conference.controls, [
      { type: 'let-in', members: ['gil'] },
      { type: 'remove', member: 'thrown', forbidRejoin: true },
      { type: 'let-in', members: ['gil', 'thrown'] },
    ])
  }
})

test('[RM88] nobody else can answer them, and nobody can without a connection', () => {
  const met = peopleFor({}, ...KNOCKING)
  assert.deepEqual(met.actions('gil'), [])
  assert.deepEqual([met.model.people.get().waitingCount, met.model.people.get().letAllIn], [0, undefined])
  const host = peopleFor({ host: true }, ...KNOCKING)
  host.conference.put({ connection: { phase: 'reconnecting', since: 0, until: 1 } })
  assert.deepEqual([host.actions('gil'), host.model.people.get().letAllIn], [[], undefined])
})

test('[RM88] a large waiting room is admitted with as few controls as possible', () => {
  const many = Array.from({ length: 120 }, (_, at) => person(`g${at}`, { status: 1, waiting: true, ...away }))
  const met = peopleFor({ host: true }, ...many)
  met.model.people.get().letAllIn?.()
  const sizes = met.conference.controls.map((control) => control.type === 'let-in' && control.members.length)
  assert.deepEqual(sizes, [100, 20])
})

test('[RM89] people who can admit get a notice about a waiting person, with a button, until they are answered', () => {
  const [gil] = KNOCKING
  assert.ok(gil)
  const met = peopleFor({ host: true })
  met.conference.change([gil])
  const toasts = () => met.model.notices.get().toasts
  assert.deepEqual(
    toasts().map(({ kind }) => kind),
    ['knocks'],
  )
  met.clock.pass(10_000)
  toasts()[0]?.letIn?.()
  assert.deepEqual(met.conference.controls, [{ type: 'let-in', members: ['gil'] }])
  met.conference.change([person('gil', { nick: 'Gil' })])
  assert.deepEqual(
    toasts().map(({ kind }) => kind),
    ['came'],
  )
  const other = peopleFor({})
  other.conference.change([gil])
  assert.deepEqual(other.model.notices.get().toasts, [])
})

test('[RM101] a roster that is not complete says how much of it is there, and opening the panel loads the rest', () => {
  const met = peopleFor({})
  const { roster } = met.conference.state.get()
  assert.ok(roster)
  const conference = { ...roster.conference, memberCount: 900, insideCount: 700 }
  met.conference.put({ roster: { ...roster, conference, more: { present: 1, past: 0 } } })
  const shown = met.model.people.get()
  assert.deepEqual([shown.loaded, shown.count], [{ count: 1, of: 900 }, 700])
  shown.loadAll()
  assert.equal(met.conference.loadsAll, true)
  const page = { list: 'present', after: 1 } as const
  const read = { seq: 1, members: [person('late', { seq: 3 }), person('gone', { seq: 4, status: 6, ...away })] }
  met.conference.put({ roster: applyPage(met.conference.state.get().roster ?? assert.fail(), page, read) })
  assert.deepEqual(met.model.notices.get().toasts, [], 'they were there before')
  assert.equal(met.find('gone').state, 'left')
  const gone = met.find('gone')
  met.conference.change([person('new')], conference)
  assert.equal(met.find('gone'), gone)
  assert.deepEqual(met.model.people.get().loaded, { count: 4, of: 900 })
})

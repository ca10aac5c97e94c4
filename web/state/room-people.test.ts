import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MemberView } from '../../contract/signaling.ts'
import { person, room } from './room.scenario.ts'
import type { PersonView } from './room-views.ts'

function peopleFor(me: Partial<MemberView>, ...others: MemberView[]) {
  const met = room()
  met.conference.welcome([person('me', me), ...others])
  const find = (key: string): PersonView => {
    const { waiting, inside, left } = met.model.people.get()
    const found = [...waiting, ...inside, ...left].find((one) => one.key === key)
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

test('[RM30] people are grouped as waiting, inside and left, each with his state', () => {
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
  const { waiting, inside, left, count } = met.model.people.get()
  const states = (people: readonly PersonView[]) => people.map(({ key, state }) => `${key} ${state}`)
  assert.deepEqual(states(waiting), [
    'called called',
    'rings ringing',
    'declined declined',
    'slept no-answer',
    'landline call-failed',
  ])
  assert.deepEqual(states(inside), ['me inside', 'silent reconnecting'])
  assert.deepEqual(states(left), ['gone left', 'thrown removed'])
  assert.equal(count, 2)
})

test('[RM30] inside, raised hands come first and in order, then oneself, host and co-hosts', () => {
  const met = peopleFor(
    {},
    person('a'),
    person('b', { coHost: true, outside: true }),
    person('c', { host: true }),
    person('d'),
  )
  met.conference.stageOf('d', { hand: 20 })
  met.conference.stageOf('a', { hand: 30 })
  assert.deepEqual(
    met.model.people.get().inside.map(({ key, hand }) => [key, hand]),
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

test('[RM30] searching narrows what is shown, and not the count', () => {
  const met = peopleFor({}, person('a', { nick: 'Ada' }), person('b', { nick: 'Bob' }))
  met.model.people.get().setSearch(' aD')
  assert.deepEqual(
    met.model.people.get().inside.map(({ nick }) => nick),
    ['Ada'],
  )
  assert.equal(met.model.people.get().count, 3)
  assert.equal(met.model.people.get().search, ' aD')
})

test('[RM31] what one may do to somebody depends on both roles', () => {
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

test('[RM31] muting is there for who is heard, asking to unmute for who is not', () => {
  const met = peopleFor({ host: true }, person('a'))
  met.conference.stageOf('a', { audio: true })
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

test('[RM31] of somebody with two devices each is muted and removed alone', () => {
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

test('[RM31] a name that cannot be shown is not sent', () => {
  const met = peopleFor({})
  assert.equal(met.find('me').rename?.(' \u202e '), false)
  assert.equal(met.find('me').rename?.(' Ada '), true)
  assert.deepEqual(met.conference.controls, [{ type: 'rename', member: 'me', nick: 'Ada' }])
})

test('[RM31] whoever belongs to the organisation may call again, and who presides may stop a call', () => {
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

test('[RM32] while there is no connection nothing can be done to anybody, or to the meeting', () => {
  const met = peopleFor({ host: true }, person('a'))
  met.conference.put({ line: { phase: 'reconnecting', since: 0, until: 1 } })
  assert.deepEqual(met.actions('a'), [])
  const { lock, muteAll, endForAll, leave } = met.model.meeting.get()
  assert.deepEqual([lock, muteAll, endForAll], [undefined, undefined, undefined])
  assert.ok(leave, 'but one can always go')
})

test('[RM33] what one may do to the meeting depends on the role', () => {
  const met = peopleFor({})
  const actions = () =>
    Object.entries(met.model.meeting.get())
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name)
  assert.deepEqual(actions(), ['leave'])
  met.conference.change([person('me', { coHost: true })])
  assert.deepEqual(actions(), ['lock', 'muteAll', 'unmuteAll', 'limitSharing', 'leave'])
  met.conference.change([person('me', { host: true })], { locked: true, sharing: 'hosts' })
  assert.deepEqual(actions(), ['unlock', 'muteAll', 'unmuteAll', 'freeSharing', 'endForAll', 'leave'])
  met.model.meeting.get().muteAll?.({ force: true })
  met.model.meeting.get().endForAll?.()
  assert.deepEqual(met.conference.controls, [{ type: 'mute-all', force: true }, { type: 'close' }])
})

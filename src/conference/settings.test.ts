import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from './actor.ts'
import type { Settings } from './command.ts'
import {
  ann,
  APP,
  at,
  bob,
  cat,
  guest,
  keyOf,
  meeting,
  person,
  phone,
  type Scenario,
  session,
  user,
} from './scenario.fixture.ts'
import { DEFAULT_TIMEOUTS, dueAfter } from './due.ts'

const change = (settings: Settings, by: Actor = APP) => ({ type: 'change-settings', by, settings }) as const
const typesOf = (conference: Scenario, instant: number, settings: Settings) =>
  conference.when(instant, change(settings)).map(({ type }) => type)
const audios = (conference: Scenario) => ['bob', 'cat', 'dan'].map((name) => conference.member(keyOf(name)).audio)

/** Ann is host; Bob is muted, Cat not. */
function muted(): Scenario {
  const conference = meeting().join(1, ann, 'a1').join(2, bob, 'b1').join(3, cat, 'c1')
  conference.when(4, { type: 'mute', by: APP, member: keyOf('bob') })
  return conference
}

test('[HC18] only given settings that differ change, all at once', () => {
  const conference = muted()
  assert.deepEqual(typesOf(conference, 5, {}), [])
  const all = { muted: true, sharing: 'hosts', locked: true, autoTransferHost: false, insidersOnly: true } as const
  assert.deepEqual(typesOf(conference, 6, all), [
    'all-muted',
    'sharing-changed',
    'conference-locked',
    'settings-changed',
  ])
  assert.deepEqual(typesOf(conference, 7, all), [])
  assert.deepEqual(conference.when(8, change({ ...all, insidersOnly: false })), [
    { type: 'settings-changed', insidersOnly: false, at: 8 },
  ])
  assert.deepEqual(typesOf(conference, 9, { muted: false, sharing: 'everybody', locked: false }), [
    'all-unmuted',
    'sharing-changed',
    'conference-unlocked',
  ])
})

test('[HC18] of all members, only the host may change settings', () => {
  const conference = muted()
  conference.when(5, { type: 'add-co-hosts', by: APP, members: [keyOf('bob')] })
  assert.throws(() => conference.when(6, change({ locked: true }, person('bob'))), {
    code: 'not-permitted',
  })
  assert.equal(conference.when(7, change({ locked: true }, person('ann'))).length, 1)
})

for (const [settings, after] of [
  [{ selfUnmuting: false }, ['barred', 'allowed', 'allowed']],
  [{ selfUnmuting: true }, ['muted', 'allowed', 'allowed']],
  [{ muted: true }, ['muted', 'muted', 'allowed']],
  [{ muted: true, selfUnmuting: true }, ['muted', 'muted', 'allowed']],
  [{ muted: true, selfUnmuting: false }, ['barred', 'barred', 'barred']],
  [{ muted: false, selfUnmuting: false }, ['allowed', 'allowed', 'allowed']],
] as const) {
  test(`[HC19] ${JSON.stringify(settings)} turns a muted, an unmuted and a later member into ${after.join(', ')}`, () => {
    const conference = muted()
    conference.when(5, change(settings))
    conference.join(6, user('dan'), 'd1')
    assert.deepEqual(audios(conference), after)
  })
}

test('[HC19] while people may not unmute themselves, muting bars them and muting everybody keeps the bar', () => {
  for (const ask of [{ type: 'mute', by: APP, member: keyOf('cat') }, change({ muted: true })] as const) {
    const conference = muted()
    conference.when(5, change({ selfUnmuting: false }))
    conference.when(6, ask)
    assert.throws(() => conference.when(7, { type: 'unmute-self', participantId: session('c1') }), {
      code: 'muted-by-host',
    })
    conference.when(8, change({ selfUnmuting: true }))
    assert.equal(conference.when(9, { type: 'unmute-self', participantId: session('c1') }).length, 1)
  }
})

test('[HC20] in a conference for insiders, outsiders stay but cannot rejoin', () => {
  const conference = muted().join(5, guest, 'g1')
  conference.when(6, change({ insidersOnly: true }))
  assert.deepEqual(conference.when(7, { type: 'resume', participantId: session('g1') }), [])
  conference.leave(8, 'g1').join(9, user('dan'), 'd1')
  const refused = { code: 'conference-locked' }
  assert.throws(() => conference.join(10, guest, 'g2'), refused)
  assert.throws(() => conference.join(10, { ...user('gus'), outside: true }, 'u1'), refused)
  assert.throws(() => conference.when(11, { type: 'invite', by: APP, invitees: [phone] }), refused)
  conference.when(12, change({ insidersOnly: false }))
  conference.join(13, guest, 'g2')
})

test('[HR3] [HR4] a host who is away is succeeded once succession is turned on again', () => {
  const conference = meeting({ details: { autoTransferHost: false } })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
    .leave(3, 'a1')
  assert.deepEqual(conference.when(4, { type: 'succeed-host' }), [])
  const [event] = conference.when(5, change({ autoTransferHost: true }))
  const { leaveWindowMs } = DEFAULT_TIMEOUTS
  assert.deepEqual(event && dueAfter(event, conference.state, DEFAULT_TIMEOUTS), [
    { kind: 'succeed-host', subject: '', since: at(3), dueAt: at(3 + leaveWindowMs) },
  ])
  assert.equal(conference.when(6, { type: 'succeed-host' })[0]?.type, 'host-changed')
  const [off] = conference.when(7, change({ autoTransferHost: false }))
  assert.deepEqual(off && dueAfter(off, conference.state, DEFAULT_TIMEOUTS), [])
})

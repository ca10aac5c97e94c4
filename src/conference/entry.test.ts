import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closedTo, entryPolicy, RETURN_MS } from './entry.ts'
import type { Newcomer } from './event.ts'
import { personKey, type BookingId, type EpochMs, type UnionId } from './identity.ts'
import { ann, APP, at, bob, cat, guest, keyOf, meeting, person, type Scenario, user } from './scenario.fixture.ts'
import { defaultTerms, isOpenAt, type BookingTerms } from './terms.ts'

/** Ann booked it, Bob is its host and Cat its co-host, unless `terms` say otherwise. */
function booked(terms: Partial<BookingTerms> = {}): Scenario {
  const roles = { host: 'bob' as UnionId, coHosts: ['cat' as UnionId] }
  const whole = { ...defaultTerms('ann' as UnionId), ...roles, ...terms, bookingId: 'b' as BookingId }
  return meeting({ details: { booked: whole } })
}

/** Long after everything else in a test. */
const LATE = at(RETURN_MS * 2)
const policy = ({ state }: Scenario, who: Newcomer, when = LATE): string =>
  entryPolicy(state, { ...who, at: when }) ?? 'in'
const LOCKED = 'conference-locked'

test('[BK9] a booking is open until its planned end, and longer while its conference runs; a canceled one never is', () => {
  const plan = { startsAt: 100 as EpochMs, endsAt: 200 as EpochMs }
  const open = (instant: number, isRunning: boolean, canceledAt?: number) =>
    isOpenAt({ ...plan, ...(canceledAt !== undefined && { canceledAt: at(canceledAt) }) }, at(instant), {
      isRunning,
    })
  assert.deepEqual(
    [open(0, false), open(199, false), open(200, false), open(200, true), open(50, true, 50), open(50, false, 50)],
    [true, true, false, true, false, false],
  )
})

test('[BK12] the host and co-hosts are those of the booking from their first join', () => {
  const conference = booked().join(1, ann, 'a1').join(2, cat, 'c1').join(3, bob, 'b1')
  assert.ok(conference.state.phase === 'running')
  assert.equal(conference.state.host, keyOf('bob'))
  assert.deepEqual(
    ['ann', 'bob', 'cat'].map((name) => conference.member(keyOf(name)).coHost),
    [false, false, true],
  )
  // A role that was taken away does not come back with a rejoin.
  conference.when(4, { type: 'remove-co-hosts', by: APP, members: [keyOf('cat')] })
  assert.equal(conference.leave(5, 'c1').join(6, cat, 'c2').member(keyOf('cat')).coHost, false)
  assert.equal(
    booked({ host: 'ann' as UnionId, coHosts: [] })
      .join(1, bob, 'b1')
      .member(keyOf('bob')).coHost,
    false,
  )
})

test('[MS12] [BK14] a removed person is refused like anybody, whatever their role', () => {
  const conference = booked({ waitingRoom: true }).join(1, bob, 'b1').join(2, cat, 'c1')
  const by = APP
  conference.when(3, { type: 'hand-over-host', by, to: keyOf('cat') })
  assert.equal(policy(conference.leave(4, 'b1'), bob), 'in', 'the booking names them as host')
  for (const name of ['bob', 'cat'])
    conference.when(5, { type: 'remove', by, targets: [{ member: keyOf(name) }], forbidRejoin: false })
  assert.deepEqual([policy(conference, bob), policy(conference, cat)], ['waiting-room', 'waiting-room'])
  conference.when(6, { type: 'lock', by })
  assert.equal(policy(conference, cat), LOCKED)
})

test('[BK13] where it was booked so, nobody joins before the host or a co-host, and anybody after one of them', () => {
  for (const first of [bob, cat]) {
    const conference = booked({ beforeHost: false })
    assert.deepEqual([policy(conference, ann), policy(conference, guest)], ['host-absent', 'host-absent'])
    assert.throws(() => conference.join(1, ann, 'a1'), { code: 'host-absent' })
    conference.join(2, first, 'x1')
    assert.deepEqual([policy(conference, ann), policy(conference, guest)], ['in', 'in'])
    assert.equal(policy(conference.leave(3, 'x1'), ann), 'in', 'has joined before')
  }
  const conference = booked({ beforeHost: false }).join(1, cat, 'c1').join(2, guest, 'g1')
  conference.when(3, { type: 'remove-co-hosts', by: { kind: 'app', clientId: 'app' }, members: [keyOf('cat')] })
  assert.deepEqual([policy(conference, cat), policy(conference, guest)], ['in', 'in'], 'who began it was co-host')
  assert.equal(policy(booked(), guest), 'in')
  assert.equal(policy(booked({ beforeHost: false, locked: true }), ann), LOCKED, 'nobody is let in by waiting')
})

test('[BK14] a waiting room admits only the host, co-hosts, and people who were admitted, called or in before', () => {
  const conference = booked({ waitingRoom: true }).join(1, bob, 'b1')
  assert.deepEqual(
    [cat, ann, guest].map((who) => policy(conference, who)),
    ['in', 'waiting-room', 'waiting-room'],
  )
  conference.when(2, { type: 'invite', by: APP, invitees: [ann] })
  assert.equal(policy(conference, ann), 'in')
  conference.join(3, ann, 'a1').leave(4, 'a1')
  assert.equal(policy(conference, ann), 'in', 'has joined before')
  const targets = [{ member: keyOf('ann') }]
  conference.join(5, ann, 'a2').when(6, { type: 'remove', by: APP, targets, forbidRejoin: false })
  assert.equal(policy(conference, ann), 'waiting-room', 'a removed person waits again')
})

test('[BK16] a conference that begins locked admits the host and co-hosts, and others once it is unlocked', () => {
  const conference = booked({ locked: true })
  assert.deepEqual([policy(conference, ann), policy(conference, bob), policy(conference, cat)], [LOCKED, 'in', 'in'])
  conference.when(1, { type: 'unlock', by: APP })
  assert.equal(policy(conference, ann), 'in')
})

test('[BK16] guests, or people of other organizations, are refused where it was booked so', () => {
  const outsider = { ...user('gus'), outside: true }
  const noGuests = booked({ guests: false })
  const all = [guest, outsider, ann]
  assert.deepEqual(
    all.map((who) => policy(noGuests, who)),
    [LOCKED, 'in', 'in'],
  )
  const own = booked({ insidersOnly: true, waitingRoom: true })
  assert.deepEqual(
    all.map((who) => policy(own, who)),
    [LOCKED, LOCKED, 'waiting-room'],
  )
})

test('[AD16] a refusal says whether guests, other organizations or everyone is excluded', () => {
  const why = (terms: Partial<BookingTerms>) => closedTo(booked(terms).state, guest)
  assert.deepEqual(
    [why({ guests: false }), why({ guests: false, locked: true }), why({ locked: true, insidersOnly: true })],
    ['guests', 'everyone', 'outsiders'],
  )
})

test('[BK17] the booking mutes nobody, everybody, or people from the seventh on; never the host or a co-host', () => {
  const audios = (terms: Partial<BookingTerms>) => {
    const conference = booked(terms).join(1, bob, 'b1').join(2, cat, 'c1')
    const others = ['d', 'e', 'f', 'g', 'h', 'i'].map((name, index) => {
      conference.join(3 + index, user(name), `${name}1`)
      return conference.member(keyOf(name)).audio
    })
    return [conference.member(keyOf('bob')).audio, conference.member(keyOf('cat')).audio, ...others].join(' ')
  }
  const [allowed, muted, barred] = ['allowed ', 'muted ', 'barred ']
  assert.equal(audios({}), allowed.repeat(8).trim())
  assert.equal(audios({ muteOnJoin: 'always' }), (allowed.repeat(2) + muted.repeat(6)).trim())
  assert.equal(audios({ muteOnJoin: 'crowd' }), (allowed.repeat(6) + muted.repeat(2)).trim())
  assert.equal(audios({ muteOnJoin: 'always', selfUnmuting: false }), (allowed.repeat(2) + barred.repeat(6)).trim())
})

test('[BK18] sharing, renaming and self-unmuting are as booked', () => {
  const conference = booked({ sharing: 'hosts', renaming: false, selfUnmuting: false })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
  assert.ok(conference.state.phase === 'running')
  assert.equal(conference.state.sharing, 'hosts')
  const rename = (who: string) =>
    conference.when(3, {
      type: 'rename',
      by: person(who),
      member: keyOf(who),
      nick: 'Someone',
    })
  assert.throws(() => rename('ann'), { code: 'not-permitted' })
  assert.equal(rename('bob').length, 1)
  conference.when(4, { type: 'mute', by: APP, member: keyOf('ann') })
  assert.equal(conference.member(keyOf('ann')).audio, 'barred')
})

test('[MS21] a person who was in the conference until a short time ago is not stopped by a lock, unless they were removed', () => {
  const conference = booked().join(1, bob, 'b1').join(1, ann, 'a1').join(1, guest, 'g1').join(1, user('dan'), 'd1')
  conference.when(2, { type: 'lock', by: APP })
  for (const gone of ['a1', 'g1']) conference.leave(3, gone)
  conference.when(3, { type: 'remove', by: APP, targets: [{ member: keyOf('dan') }], forbidRejoin: false })
  const people = [ann, guest, user('dan'), user('eve')]
  const policies = (when: number) => people.map((who) => policy(conference, who, at(when)))
  assert.deepEqual(policies(3 + RETURN_MS), ['in', 'in', LOCKED, LOCKED])
  assert.deepEqual(policies(4 + RETURN_MS), [LOCKED, LOCKED, LOCKED, LOCKED])
  conference.join(5, ann, 'a2')
  assert.equal(policy(conference, ann), 'in', 'they are in on another device')
})

test('[MS21] [HR10] a person who has just left and is then removed stays out', () => {
  for (const locked of [true, false]) {
    const conference = booked({ waitingRoom: true }).join(1, bob, 'b1')
    conference.when(2, { type: 'invite', by: APP, invitees: [ann] })
    conference.join(3, ann, 'a1').leave(4, 'a1')
    if (locked) conference.when(5, { type: 'lock', by: APP })
    assert.equal(policy(conference, ann, at(6)), 'in')
    conference.when(6, { type: 'remove', by: APP, targets: [{ member: keyOf('ann') }], forbidRejoin: false })
    assert.equal(policy(conference, ann, at(7)), locked ? LOCKED : 'waiting-room')
  }
})

test('[MS21] a waiting room does not stop a person who comes back, unless they were removed', () => {
  const conference = booked({ waitingRoom: true }).join(1, bob, 'b1')
  conference.when(2, { type: 'knock', ...guest })
  assert.equal(policy(conference, guest), 'waiting-room')
  conference.when(3, { type: 'let-in', by: APP, members: [personKey(guest.person)] })
  conference.join(4, guest, 'g1').leave(5, 'g1')
  assert.equal(policy(conference, guest), 'in')
  conference.join(6, guest, 'g2')
  conference.when(7, { type: 'remove', by: APP, targets: [{ member: personKey(guest.person) }], forbidRejoin: false })
  assert.equal(policy(conference, guest), 'waiting-room')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evolve, newConference } from './conference.ts'
import { ConferenceError } from './conference-error.ts'
import type { Member } from './member.ts'
import { attendStatus, presence } from './member.ts'
import { ann, at, bob, cat, guest, keyOf, meeting, session, type Scenario, type Unstamped } from './scenario.ts'
import { membersTouched } from './touched.ts'

const PEOPLE = [ann, bob, cat, guest]
const KEYS = [keyOf('ann'), keyOf('bob'), keyOf('cat')]

/** Any command at all, over a few people and sessions, so that most of them mean something. */
const anyAsk: fc.Arbitrary<Unstamped> = fc.oneof(
  fc.record({ who: fc.nat(3), id: fc.nat(40) }).map(({ who, id }): Unstamped => ({
    type: 'join',
    ...PEOPLE[who]!,
    participantId: session(`s${id}`),
    device: 'Mac',
  })),
  fc
    .record({ type: fc.constantFrom('leave', 'resume', 'fall-silent'), id: fc.nat(40) })
    .map(({ type, id }) => ({ type, participantId: session(`s${id}`) }) as Unstamped),
  fc
    .record({ id: fc.nat(40), seen: fc.nat(2_000) })
    .map(
      ({ id, seen }) => ({ type: 'lose-session', participantId: session(`s${id}`), lastSeenAt: at(seen) }) as Unstamped,
    ),
  fc
    .record({ who: fc.nat(2), forbidRejoin: fc.boolean() })
    .map(
      ({ who, forbidRejoin }) =>
        ({ type: 'remove', authority: { kind: 'app' }, targets: [{ member: KEYS[who]! }], forbidRejoin }) as Unstamped,
    ),
  fc
    .record({ who: fc.nat(3) })
    .map(({ who }) => ({ type: 'invite', authority: { kind: 'app' }, invitees: [PEOPLE[who]!] }) as Unstamped),
  fc
    .record({ type: fc.constantFrom('reach-ring', 'accept-ring', 'decline-ring'), who: fc.nat(2) })
    .map(({ type, who }) => ({ type, member: KEYS[who]! }) as Unstamped),
  fc
    .record({ type: fc.constantFrom('add-co-hosts', 'remove-co-hosts'), who: fc.nat(2) })
    .map(({ type, who }) => ({ type, authority: { kind: 'app' }, members: [KEYS[who]!] }) as Unstamped),
  fc
    .record({ type: fc.constantFrom('mute', 'unmute'), who: fc.nat(2), id: fc.option(fc.nat(40), { nil: undefined }) })
    .map(
      ({ type, who, id }) =>
        ({
          type,
          authority: { kind: 'app' },
          member: KEYS[who]!,
          ...(id !== undefined && { participantId: session(`s${id}`) }),
        }) as Unstamped,
    ),
  fc.record({ id: fc.nat(40) }).map(({ id }): Unstamped => ({ type: 'unmute-self', participantId: session(`s${id}`) })),
  fc
    .record({ who: fc.nat(2), nick: fc.constantFrom('Bo', 'Al') })
    .map(({ who, nick }): Unstamped => ({ type: 'rename', authority: { kind: 'app' }, member: KEYS[who]!, nick })),
  fc.record({ who: fc.nat(2) }).map(({ who }): Unstamped => ({
    type: 'set-focus',
    authority: { kind: 'app' },
    member: KEYS[who]!,
  })),
  fc
    .record({ muted: fc.option(fc.boolean(), { nil: undefined }), selfUnmuting: fc.boolean() })
    .map(({ muted, selfUnmuting }): Unstamped => ({
      type: 'change-settings',
      authority: { kind: 'app' },
      settings: { selfUnmuting, ...(muted !== undefined && { muted }) },
    })),
  fc.record({ force: fc.boolean() }).map(({ force }): Unstamped => ({
    type: 'mute-all',
    authority: { kind: 'app' },
    force,
  })),
  fc.constantFrom<Unstamped>(
    { type: 'succeed-host' },
    { type: 'unmute-all', authority: { kind: 'app' } },
    { type: 'set-focus', authority: { kind: 'app' } },
    { type: 'set-sharing', authority: { kind: 'app' }, who: 'hosts' },
    { type: 'lock', authority: { kind: 'app' } },
    { type: 'unlock', authority: { kind: 'app' } },
  ),
)

const anyHistory = fc.array(fc.record({ ask: anyAsk, afterMs: fc.nat(60) }), { maxLength: 80 })

/** Plays a history, with what the refused commands were refused for. */
function play(history: readonly { ask: Unstamped; afterMs: number }[]): { held: Scenario; now: number } {
  const held = meeting()
  let now = 0
  for (const { ask, afterMs } of history) {
    now += afterMs
    try {
      held.when(now, ask)
    } catch (error) {
      assert.ok(error instanceof ConferenceError, String(error))
    }
  }
  return { held, now }
}

const membersOf = (held: Scenario): Member[] => (held.state.phase === 'absent' ? [] : [...held.state.members.values()])

test('[MS15] whatever was asked, the log replays to the same conference', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { held } = play(history)
      assert.deepEqual(held.log.reduce(evolve, newConference()), held.state)
    }),
  )
})

test('[MS5] whatever happened, a duration is the time in which at least one session was open', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { held, now } = play(history)
      const stays = new Map<string, { key: string; from: number; to: number }>()
      for (const event of held.log) {
        if (event.type === 'session-opened') {
          const key = event.person.kind === 'user' ? `user:${event.person.unionId}` : 'guest:g1'
          stays.set(event.participantId, { key, from: event.at, to: now })
        }
        if (event.type === 'session-closed') stays.get(event.participantId)!.to = event.leftAt
      }
      for (const member of membersOf(held)) {
        const moments = new Set<number>()
        for (const { key, from, to } of stays.values()) {
          if (key === member.key) for (let moment = from; moment < to; moment += 1) moments.add(moment)
        }
        const { doneMs, since } = presence(member)
        assert.equal(doneMs + (since === undefined ? 0 : now - since), moments.size)
      }
    }),
  )
})

test('[MS3] [MS4] whatever happened, status, times and counts agree with each other', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { held } = play(history)
      const members = membersOf(held)
      for (const member of members) {
        assert.equal(attendStatus(member) === 3, member.sessions.length > 0)
        assert.equal(member.joinedAt === undefined, member.sessions.length === 0 && member.stays.length === 0)
        if (member.sessions.length === 0 && member.joinedAt !== undefined) assert.ok(member.leftAt! >= member.joinedAt)
      }
      assert.ok(held.state.phase === 'running')
      assert.equal(held.state.activeCount, members.filter((member) => member.sessions.length > 0).length)
      assert.equal(held.state.attendedCount, members.filter((member) => member.joinedAt !== undefined).length)
      assert.equal(held.state.invitedCount, members.filter((member) => member.invited).length)
    }),
  )
})

test('[HC9] [HC11] whatever happened, no host or co-host is barred from unmuting himself, and the focus is on someone inside', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { held } = play(history)
      const { state } = held
      assert.ok(state.phase === 'running')
      for (const member of membersOf(held)) {
        if (member.coHost || member.key === state.host) assert.notEqual(member.audio, 'barred')
        if (member.key === state.focus) assert.notEqual(member.sessions.length, 0)
      }
    }),
  )
})

test('[MS14] whatever happened, no member changes without being touched, and no place is taken twice', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { held } = play(history)
      let state = newConference()
      for (const event of held.log) {
        const before = new Map(state.phase === 'absent' ? [] : state.members)
        state = evolve(state, event)
        const touched = membersTouched(state, event)
        if (state.phase === 'absent') continue
        for (const [key, member] of state.members) {
          if (before.get(key) !== member) assert.ok(touched.includes(key), `${event.type} changed ${key} untouched`)
        }
      }
      assert.deepEqual(
        membersOf(held).map((member) => member.seq),
        membersOf(held).map((_, index) => index + 1),
      )
    }),
  )
})

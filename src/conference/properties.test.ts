import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyHistory, play } from './any-history.fixture.ts'
import { evolve } from './evolve.ts'
import { newConference, type Conference } from './state.ts'
import type { Event } from './event.ts'
import { personKey } from './identity.ts'
import type { Member } from './member.ts'
import { attendStatus, attendance } from './member.ts'
import type { Scenario } from './scenario.fixture.ts'
import { membersTouched } from './touched.ts'

const EVERY: Record<Event['type'], true> = {
  'conference-created': true,
  'member-invited': true,
  'member-knocked': true,
  'member-let-in': true,
  'wait-ended': true,
  'ring-reached': true,
  'ring-accepted': true,
  'ring-failed': true,
  'session-opened': true,
  'session-silent': true,
  'session-resumed': true,
  'session-closed': true,
  'member-removed': true,
  'member-banned': true,
  'host-changed': true,
  'co-host-added': true,
  'co-host-removed': true,
  'conference-locked': true,
  'conference-unlocked': true,
  'member-muted': true,
  'member-unmuted': true,
  'all-muted': true,
  'all-unmuted': true,
  'self-unmuting-changed': true,
  'settings-changed': true,
  'member-renamed': true,
  'focus-changed': true,
  'sharing-changed': true,
  'hands-lowered': true,
  'video-stopped': true,
  'screen-stopped': true,
  'conference-ended': true,
}
const EVENTS = Object.keys(EVERY)

const membersOf = (conference: Scenario): Member[] =>
  conference.state.phase === 'absent' ? [] : [...conference.state.members.values()]

test('[MS15] the random histories contain every type of event', () => {
  const seen = new Set<string>()
  for (const history of fc.sample(anyHistory, { numRuns: 300, seed: 1 })) {
    for (const { type } of play(history).conference.log) seen.add(type)
  }
  assert.deepEqual(
    EVENTS.filter((type) => !seen.has(type)),
    [],
  )
})

test('[MS15] any log replays to the same conference', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { conference } = play(history)
      assert.deepEqual(conference.log.reduce(evolve, newConference()), conference.state)
    }),
  )
})

test('[MS18] in any history, every event names its actor', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      for (const { type, by } of play(history).conference.log) assert.ok(by, `${type} has no actor`)
    }),
  )
})

/** The duration of a member at `now`. */
const durationOf = (member: Member, now: number) => {
  const { doneMs, since } = attendance(member)
  return doneMs + (since === undefined ? 0 : Math.max(0, now - since))
}

test('[MS5] [MS19] in any history, a duration is the time in which at least one session was open and heard', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { conference, now } = play(history)
      const stays = new Map<string, { key: string; from: number; to: number }>()
      for (const event of conference.log) {
        if (event.type === 'session-opened') {
          stays.set(event.participantId, { key: personKey(event.person), from: event.at, to: now })
        }
        if (event.type === 'session-silent') stays.get(event.participantId)!.to = event.lastSeenAt!
        if (event.type === 'session-resumed') stays.get(event.participantId)!.to = now
        if (event.type === 'session-closed') stays.get(event.participantId)!.to = event.leftAt
      }
      for (const member of membersOf(conference)) {
        const moments = new Set<number>()
        for (const { key, from, to } of stays.values()) {
          if (key === member.key) for (let moment = from; moment < to; moment += 1) moments.add(moment)
        }
        assert.equal(durationOf(member, now), moments.size)
      }
    }),
  )
})

test('[MS19] in any history, no event takes time from a duration that counts up to what is proven', () => {
  fc.assert(
    fc.property(anyHistory, fc.nat(30), (history, lagMs) => {
      let state = newConference()
      for (const event of play(history).conference.log) {
        const before = new Map(state.phase === 'absent' ? [] : state.members)
        state = evolve(state, event)
        if (state.phase === 'absent') continue
        const provenUntil = provenBy(event) - lagMs
        for (const [key, member] of state.members) {
          const earlier = before.get(key)
          if (!earlier) continue
          assert.ok(
            durationOf(member, provenUntil) >= durationOf(earlier, provenUntil),
            `${event.type} took time from ${key}`,
          )
        }
      }
    }),
  )
})

/** Up to when every session that was heard before the event is known to have lived. */
function provenBy(event: Event): number {
  if (event.type === 'session-silent') return event.lastSeenAt!
  return event.type === 'session-closed' ? event.leftAt : event.at
}

test('[MS19] [QU9] in any history, the length of a conference that counts up to what is proven never shrinks', () => {
  fc.assert(
    fc.property(anyHistory, fc.nat(30), (history, lagMs) => {
      let state = newConference()
      for (const event of play(history).conference.log) {
        const before = state
        state = evolve(state, event)
        const provenUntil = provenBy(event) - lagMs
        assert.ok(endOf(state, provenUntil) >= endOf(before, provenUntil), `${event.type} took time`)
      }
    }),
  )
})

/** Up to when a conference has been held, as far as is proven. */
function endOf(state: Conference, provenUntil: number): number {
  if (state.phase === 'absent') return 0
  if (state.phase === 'ended') return state.endedAt
  return state.heardCount > 0 ? Math.max(provenUntil, state.provenAt) : state.provenAt
}

test('[MS3] [MS4] in any history, status, times and counts agree', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { conference } = play(history)
      const members = membersOf(conference)
      for (const member of members) {
        assert.equal(attendStatus(member) === 3, member.sessions.length > 0)
        assert.equal(member.joinedAt === undefined, member.sessions.length === 0 && member.stays.length === 0)
        if (member.sessions.length === 0 && member.joinedAt !== undefined) assert.ok(member.leftAt! >= member.joinedAt)
      }
      assert.ok(conference.state.phase !== 'absent')
      const heard = members.flatMap(({ sessions }) => sessions).filter(({ silent }) => !silent)
      assert.equal(conference.state.heardCount, heard.length)
      assert.equal(conference.state.activeCount, members.filter((member) => member.sessions.length > 0).length)
      assert.equal(conference.state.attendedCount, members.filter((member) => member.joinedAt !== undefined).length)
      assert.equal(conference.state.invitedCount, members.filter((member) => member.invited).length)
    }),
  )
})

test('[HC9] [HC11] in any history, no host or co-host is barred, and the focus is on a person in the conference', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { conference } = play(history)
      const { state } = conference
      assert.ok(state.phase !== 'absent')
      for (const member of membersOf(conference)) {
        if (member.coHost || member.key === state.host) assert.notEqual(member.audio, 'barred')
        if (member.key === state.focus) assert.notEqual(member.sessions.length, 0)
      }
    }),
  )
})

test('[MS14] in any history, only touched members change, and every member has a place of their own', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { conference } = play(history)
      let state = newConference()
      for (const event of conference.log) {
        const before = new Map(state.phase === 'absent' ? [] : state.members)
        state = evolve(state, event)
        const touched = membersTouched(state, event)
        if (state.phase === 'absent') continue
        for (const [key, member] of state.members) {
          if (before.get(key) !== member) assert.ok(touched.includes(key), `${event.type} changed ${key} untouched`)
        }
      }
      assert.deepEqual(
        membersOf(conference).map((member) => member.seq),
        membersOf(conference).map((_, index) => index + 1),
      )
    }),
  )
})

test('[BK15] [BK24] in any history, a waiting person is neither in the meeting nor banned, and there is a waiting room', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { conference } = play(history)
      const hadWaitingRoom = conference.log.some((event) => event.type === 'settings-changed' && event.waitingRoom)
      for (const { sessions, wait, banned } of membersOf(conference)) {
        if (wait.state === 'none') continue
        assert.deepEqual([sessions.length, banned], [0, false])
        if (wait.state === 'waiting') assert.ok(history.terms?.waitingRoom || hadWaitingRoom)
      }
    }),
  )
})

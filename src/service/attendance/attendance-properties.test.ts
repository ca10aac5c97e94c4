import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyHistory, play } from '../../conference/any-history.fixture.ts'
import { attendance, hasRole, type Member } from '../../conference/member.ts'
import { at, type Scenario } from '../../conference/scenario.fixture.ts'
import { ADMINISTRATOR, ID, over, reportOf } from './attendance.fixture.ts'

/** The length of the union of `[from, to)`, counted in another way than the domain does. */
function unionOf(spans: readonly { from: number; to: number }[]): number {
  let [length, until] = [0, 0]
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return length
}

const membersOf = ({ state }: Scenario): readonly Member[] =>
  state.phase === 'absent' ? [] : [...state.members.values()]

const isSettled = ({ state }: Scenario) => state.phase === 'ended'

test('[AR1] in any history, the report has the people, times and durations of the members read', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, fc.nat(200), async (history, ahead) => {
      const { conference, now } = play(history)
      const provenUntil = now - 100 + ahead
      const { people } = await reportOf(conference, provenUntil)
      assert.deepEqual(
        people.map(({ key, nick, firstIn, lastOut, insideMs, inside }) => [
          key,
          nick,
          firstIn,
          lastOut,
          insideMs,
          inside,
        ]),
        membersOf(conference).map((member) => {
          const { doneMs, since = provenUntil } = attendance(member)
          const isInside = member.sessions.length > 0
          const lastOut = isInside ? undefined : member.leftAt
          const insideMs = doneMs + Math.max(0, provenUntil - since)
          return [member.key, member.nick, member.joinedAt, lastOut, insideMs, isInside]
        }),
      )
    }),
    // Names and times depend on rare orders of events.
    { numRuns: 1_000 },
  )
})

test('[AR2] in any ended history, the time of a person is the union of their sessions, and the steps add up', async () => {
  let ended = 0
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      const { conference, now } = play(history)
      if (!isSettled(conference)) conference.when(now, { type: 'close' })
      ended += 1
      const { people, inside, totals, startedAt, endedAt, until } = await reportOf(conference)
      assert.equal(until, endedAt)
      for (const { sessions, insideMs, share } of people) {
        const spans = sessions.map(({ from, to = NaN, countedTo }) => ({ from, to: countedTo === to ? to : NaN }))
        assert.equal(insideMs, unionOf(spans))
        assert.ok(sessions.every(({ reason }) => reason !== undefined))
        assert.ok(share >= 0 && share <= 1)
      }
      const area = inside.reduce((sum, { at: from, count }, index) => {
        return sum + count * ((inside[index + 1]?.at ?? from) - from)
      }, 0)
      assert.equal(area, totals.insideMs)
      assert.equal(inside.at(-1)?.count ?? 0, 0)
      assert.equal(totals.peak?.count ?? 0, Math.max(0, ...inside.map(({ count }) => count)))
      assert.ok(inside.every((step) => step.at >= startedAt && step.at <= until))
      assert.equal(totals.came + totals.absent, people.length)
    }),
  )
  assert.ok(ended > 50)
})

test('[AR9] in any ended history, the roster of any moment has the people who are inside by the report', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, fc.nat(3_000), async (history, moment) => {
      const { conference, now } = play(history)
      if (!isSettled(conference)) conference.when(now, { type: 'close' })
      const { service } = over(conference)
      const { people } = await service.loadReport(ADMINISTRATOR, ID)
      const { members } = await service.loadRosterAt(ADMINISTRATOR, ID, at(moment))
      const within = people.filter(({ sessions }) =>
        sessions.some(({ from, to = Infinity }) => from <= moment && moment < to),
      )
      assert.deepEqual(
        members.filter(({ status }) => status === 3).map(({ key }) => key),
        within.map(({ key }) => key),
      )
      for (const { key, insideMs } of members) {
        const { sessions = [] } = people.find((person) => person.key === key) ?? {}
        const spans = sessions.map(({ from, to = NaN }) => ({ from: Math.min(from, moment), to: Math.min(to, moment) }))
        assert.equal(insideMs, unionOf(spans), key)
      }
    }),
  )
})

test('[AR5] in any history, the last role of everybody is the one that they have in the end', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      const { conference } = play(history)
      const { state } = conference
      if (state.phase === 'absent') return
      const { people, until } = await reportOf(conference)
      for (const { key, roles } of people) {
        const member = state.members.get(key) as Member
        const last = roles.at(-1)
        const isCurrent =
          last !== undefined && (state.phase === 'running' ? last.to === undefined : (last.to ?? 0) >= until)
        if (hasRole(state, member)) assert.ok(isCurrent && last.role === (key === state.host ? 'host' : 'co-host'), key)
        else if (state.phase === 'running') assert.ok(!isCurrent, key)
        for (const [index, { from, to = Infinity }] of roles.entries()) {
          assert.ok(from <= to && to <= (roles[index + 1]?.from ?? Infinity))
        }
      }
    }),
  )
})

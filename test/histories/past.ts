import assert from 'node:assert/strict'
import type { Answers, ConferenceAnswers, MemberRow, SessionRow } from './answers.ts'

const nameOf = ({ unionId, userNick }: MemberRow) => unionId ?? userNick
const NEVER_SMALLER = ['invitedNum', 'attendNum'] as const
const SETTLED = ['title', 'creatorId', 'creatorNick', 'startTime', 'roomCode', 'externalLinkUrl', 'bizType'] as const

/** Keeps the last answers about each conference, and compares them with the next ones. */
export class Past {
  readonly #last = new Map<string, ConferenceAnswers>()

  note({ conferences }: Answers): void {
    for (const now of conferences) {
      const before = this.#last.get(now.id)
      this.#last.set(now.id, now)
      if (!before) continue
      if (before.info.endTime !== undefined) assertSame(before, now)
      assertContinues(before, now)
      assertSessionsContinue(before, now)
    }
  }
}

/** The answers about an ended conference stay the same. */
function assertSame(before: ConferenceAnswers, now: ConferenceAnswers): void {
  const settled = ({ info, members, sessions, data, settledData, coded, booked }: ConferenceAnswers) => {
    const rows = sessions.map((session) => ({ ...session, networkQuality: '' })) // the last report may come later
    return { info, members, sessions: rows, data, settledData, coded, booked: booked && { ...booked } }
  }
  const [{ booked: bookedBefore, ...earlier }, { booked, ...later }] = [settled(before), settled(now)]
  assert.deepEqual(later, earlier, 'an ended conference changed')
  if (booked && bookedBefore) assert.deepEqual(booked, bookedBefore)
}

function assertContinues(before: ConferenceAnswers, now: ConferenceAnswers): void {
  const { id } = now
  for (const key of SETTLED) assert.deepEqual(now.info[key], before.info[key], `${key} of ${id} changed`)
  for (const key of NEVER_SMALLER) assert.ok(now.info[key] >= before.info[key], `${key} of ${id} shrank`)
  assert.ok((now.data.timeLength ?? 0) >= (before.data.timeLength ?? 0), `timeLength of ${id} shrank`)
  const rows = now.members.slice(0, before.members.length)
  assert.deepEqual(
    rows.map(({ unionId }) => unionId),
    before.members.map(({ unionId }) => unionId),
    `the order of the members of ${id} changed`,
  )
  for (const [index, row] of rows.entries()) {
    const earlier = before.members[index] as MemberRow
    const who = `${nameOf(earlier)} in ${id}`
    assert.equal(row.outerOrgMember, earlier.outerOrgMember, who)
    assert.equal(row.pstnJoin, earlier.pstnJoin, who)
    if (earlier.joinTime !== undefined) assert.equal(row.joinTime, earlier.joinTime, `joinTime of ${who} changed`)
    assert.ok(row.duration >= earlier.duration, `duration of ${who}: first ${earlier.duration}, then ${row.duration}`)
    if (row.leaveTime !== undefined) assert.ok(row.leaveTime >= (earlier.leaveTime ?? 0), `leaveTime of ${who} shrank`)
  }
}

function assertSessionsContinue(before: ConferenceAnswers, now: ConferenceAnswers): void {
  const past = ({ sessionId, unionId, joinTime, deviceType, belongOrg }: SessionRow) => ({
    sessionId,
    unionId,
    joinTime,
    deviceType,
    belongOrg,
  })
  const rows = new Map(now.sessions.map((row) => [row.sessionId, row]))
  for (const earlier of before.sessions) {
    const row = rows.get(earlier.sessionId)
    assert.ok(row, `the session ${earlier.sessionId} is gone`)
    assert.deepEqual(past(row), past(earlier))
    assert.ok(row.duration >= earlier.duration, `the session ${earlier.sessionId} became shorter`)
    if (earlier.leaveTime === undefined) continue
    assert.deepEqual(
      [row.leaveTime, row.duration, row.status],
      [earlier.leaveTime, earlier.duration, earlier.status],
      `the session ${earlier.sessionId} changed after its end`,
    )
  }
}

import assert from 'node:assert/strict'
import type { MemberView } from '../../contract/signaling/types.ts'
import { APPS, type Answers, type ConferenceAnswers, type MemberRow, type SessionRow } from './answers.ts'

const INSIDE = 3
const MAX_RECENT = 20

/** The person of a row. Guests and telephones have no `unionId`, and their names are unique here. */
const nameOf = (row: { unionId?: string; userId?: string; nick?: string; userNick?: string }) =>
  row.unionId ?? row.userId ?? row.nick ?? row.userNick ?? ''
const sorted = (names: readonly string[]) => names.toSorted()
const idsOf = (rows: readonly { conferenceId: string }[]) => sorted(rows.map(({ conferenceId }) => conferenceId))
const isRunning = ({ info }: ConferenceAnswers) => info.endTime === undefined

/** The length of the union of the sessions. */
function unionOf(sessions: readonly SessionRow[]): number {
  let [length, until] = [0, 0]
  for (const { joinTime, duration } of sessions.toSorted((a, b) => a.joinTime - b.joinTime)) {
    length += Math.max(0, joinTime + duration - Math.max(joinTime, until))
    until = Math.max(until, joinTime + duration)
  }
  return length
}

/** The rows of a conference, its sessions, the pages of the people in it and the batch name the same people alike. */
export function assertPeopleAgree({ conferences, batch, now }: Answers): void {
  for (const { id, app, info, members, sessions, pages } of conferences) {
    const until = info.endTime ?? now
    assert.ok(members.filter(({ host }) => host).length <= 1, `${id} has two hosts`)
    for (const member of members) {
      const name = nameOf(member)
      const own = sessions.filter((session) => nameOf(session) === name)
      assertMemberAgrees(member, own, `${name} in ${id}`)
      assert.ok((member.joinTime ?? info.startTime) >= info.startTime, `${name} joined before the start`)
      assert.ok((member.leaveTime ?? 0) <= until, `${name} left after the end`)
    }
    for (const session of sessions) assert.ok(members.some((member) => nameOf(member) === nameOf(session)))
    for (const { snapshot, members: shown } of pages) {
      assert.deepEqual(shown, snapshot.members, 'the changes and the snapshot differ')
      assert.equal(snapshot.members.length, members.length)
      for (const [index, row] of members.entries()) {
        const view = snapshot.members[index] as MemberView
        assert.deepEqual(toFacts(view), rowFacts(row, sessions), 'the page and the open API differ')
        // Guests are not told who the others are.
        assert.ok(view.unionId === undefined || view.unionId === row.unionId)
      }
    }
    const batched = batch[app].find(({ conferenceId }) => conferenceId === id)
    if (!batched) continue
    assert.deepEqual(
      batched.userList.map(({ userId, nick, attendStatus }) => [userId, nick, attendStatus]),
      members.map(({ unionId, userNick, attendStatus }) => [unionId, userNick, attendStatus]),
    )
  }
}

function toFacts({ nick, status, host, coHost, byPhone, outside, joinTime, leaveTime, sessions }: MemberView) {
  const open = sorted(sessions.map(({ participantId }) => participantId))
  return { nick, status, host, coHost, byPhone, outside, joinTime, leaveTime, open }
}

/** What signaling shows of a row of the open API. */
function rowFacts(row: MemberRow, sessions: readonly SessionRow[]) {
  const { userNick, attendStatus, host, coHost, pstnJoin, outerOrgMember = false, joinTime, leaveTime } = row
  const own = sessions.filter((one) => nameOf(one) === nameOf(row) && one.leaveTime === undefined)
  const open = sorted(own.map(({ sessionId }) => sessionId))
  const nick = { nick: userNick, status: attendStatus, byPhone: pstnJoin, outside: outerOrgMember }
  return { ...nick, host, coHost, joinTime, leaveTime, open }
}

function assertMemberAgrees(member: MemberRow, own: readonly SessionRow[], who: string): void {
  const open = own.filter(({ leaveTime }) => leaveTime === undefined)
  assert.equal(member.attendStatus === INSIDE, open.length > 0, `${who}: status and open sessions`)
  assert.equal(member.joinTime, own.length === 0 ? undefined : Math.min(...own.map(({ joinTime }) => joinTime)), who)
  const hasLeft = own.length > 0 && open.length === 0
  assert.equal(member.leaveTime, hasLeft ? Math.max(...own.map(({ leaveTime = 0 }) => leaveTime)) : undefined, who)
  assertDurationAgrees(member, own, who)
  const role = member.coHost ? '联席主持人' : '参会人'
  for (const session of own) {
    assert.equal(session.nick, member.userNick, who)
    assert.equal(session.role, member.host ? '主持人' : role, who)
    assert.equal(session.belongOrg, String(member.outerOrgMember !== true), who)
    assert.equal(session.status === '会议中', session.leaveTime === undefined, who)
    if (session.leaveTime !== undefined) assert.equal(session.duration, session.leaveTime - session.joinTime, who)
  }
}

/**
 * An ended session counts to its end, but an open one to the moment that is proven, which may still be before that end.
 * Until it is not, the row may have less than the union of its sessions, but never less than any one of them.
 */
function assertDurationAgrees({ duration }: MemberRow, own: readonly SessionRow[], who: string): void {
  const endOf = ({ joinTime, duration: length }: SessionRow) => joinTime + length
  const open = own.filter(({ leaveTime }) => leaveTime === undefined)
  const isEven = open.every((one) => own.every((other) => endOf(other) <= endOf(one)))
  if (isEven) assert.equal(duration, unionOf(own), `${who}: duration and sessions`)
  assert.ok(duration <= unionOf(own), `${who}: ${duration} ms, more than its sessions`)
  for (const one of own) assert.ok(duration >= one.duration, `${who}: ${duration} ms, less than a session`)
}

/** What a person's lists say of them is what the conferences say. */
export function assertListsAgree({ conferences, people }: Answers): void {
  for (const { person, ongoing, home } of people) {
    const { unionId } = person
    const ofPerson = conferences.flatMap((one) => {
      const row = one.members.find((member) => member.unionId === unionId)
      return row ? [{ ...one, row }] : []
    })
    for (const app of APPS) {
      const expected = ofPerson.filter((one) => isRunning(one) && (person.app === app || one.app === app))
      const list = ongoing[app]
      if (!list) {
        assert.ok(person.app !== app && expected.length === 0, `${app} does not know ${unionId}`)
        continue
      }
      assert.deepEqual(sorted(list.ids), sorted(Object.keys(list.rows)), 'the list and its map')
      assert.deepEqual(sorted(list.ids), sorted(expected.map(({ id }) => id)), `ongoing conferences of ${unionId}`)
      for (const { id, row, sessions } of expected) {
        const { deviceType, ...listed } = list.rows[id] as MemberRow
        const { jobNumber: _, ...shown } = row as MemberRow & { jobNumber?: string }
        assert.deepEqual(listed, { ...shown, outerOrgMember: row.outerOrgMember === true }, `${unionId} in ${id}`)
        assert.equal(deviceType, deviceOf(sessions.filter((session) => session.unionId === unionId)), unionId)
      }
    }
    const running = ofPerson.filter(isRunning)
    assert.deepEqual(
      home.ongoing.map(({ conferenceId, title, roomCode, startTime, status, inside }) => {
        return [conferenceId, title, roomCode, startTime, status, inside]
      }),
      (ongoing[person.app]?.ids ?? []).map((id) => {
        const one = running.find((conference) => conference.id === id)
        const { title, roomCode, startTime, activeNum } = one?.info ?? {}
        return [id, title, roomCode, startTime, one?.row.attendStatus, activeNum]
      }),
      `home of ${unionId}`,
    )
    assert.ok(home.recent.length <= MAX_RECENT)
    for (const { id, info, row } of ofPerson.filter((one) => !isRunning(one))) {
      const recent = home.recent.find(({ conferenceId }) => conferenceId === id)
      assert.ok(recent, `${id} is not at home of ${unionId}`)
      const { conferenceId, title, startTime, endTime, joinTime, durationMs } = recent
      assert.deepEqual(
        [conferenceId, title, startTime, endTime, joinTime, durationMs],
        [id, info.title, info.startTime, info.endTime, row.joinTime, row.duration],
        `what is over, at home of ${unionId}`,
      )
    }
  }
}

/** Of the newest open session, else of the last one. */
function deviceOf(sessions: readonly SessionRow[]): string | undefined {
  const open = sessions.filter(({ leaveTime }) => leaveTime === undefined)
  const ended = sessions.toSorted((a, b) => (a.leaveTime ?? 0) - (b.leaveTime ?? 0))
  return (open.length > 0 ? open : ended).at(-1)?.deviceType
}

/** All operations tell the same of a conference, and the lists have it in the right place. */
export function assertConferencesAgree({ conferences, running, begun, ended, batch, now }: Answers): void {
  for (const one of conferences) {
    const { id, app, info, data, settledData, coded, booked, pages, entry } = one
    const { title, startTime, endTime, creatorId, creatorNick } = info
    const shared = {
      conferenceId: id,
      title,
      creatorId,
      creatorNick,
      startTime,
      ...(endTime !== undefined && { endTime }),
    }
    assert.equal(info.status, endTime === undefined ? 2 : 1, id)
    assert.equal(info.confDuration, endTime === undefined ? undefined : endTime - startTime, id)
    assert.ok(startTime <= (endTime ?? now) && (endTime ?? now) <= now, `the times of ${id}`)
    for (const [key, value] of Object.entries(coded)) assert.deepEqual(value, info[key as keyof typeof info], key)
    for (const row of [data, settledData, begun[app].find(({ conferenceId }) => conferenceId === id)]) {
      assert.deepEqual({ ...row, ...shared }, row, `the data of ${id}`)
    }
    const until = startTime + (data.timeLength ?? NaN)
    assert.ok(endTime === undefined ? until <= now : until === endTime, `timeLength of ${id}`)
    for (const { joinTime, duration } of one.sessions) {
      // Somebody who has just joined has a duration of 0, and the length stands at an earlier moment.
      if (duration > 0) assert.ok(joinTime + duration <= until, `timeLength of ${id}`)
    }
    assert.equal(settledData.timeLength, info.confDuration, id)
    assert.deepEqual(
      begun[app].find(({ conferenceId }) => conferenceId === id),
      data,
    )
    if (booked) {
      const { conferenceId, startTime: started, endTime: over } = booked
      assert.deepEqual([conferenceId, booked.title, started, over], [id, title, startTime, endTime])
    }
    for (const { snapshot } of pages) {
      const view = snapshot.conference
      assert.deepEqual([view.conferenceId, view.title, view.startTime, view.endTime], [id, title, startTime, endTime])
    }
    if (typeof entry === 'object' && entry.conferenceId === id) {
      assert.deepEqual([entry.title, isRunning(one)], [title, true], 'before joining')
    }
    // The code of a booking leads to its next conference.
    if (info.bizType === '0') assert.equal(entry === 'conference-ended', !isRunning(one), `${id} before joining`)
    const batched = batch[app].find(({ conferenceId }) => conferenceId === id)
    assert.equal(batched !== undefined, endTime === undefined, `${id} in the batch`)
    if (batched) assert.deepEqual([batched.title, batched.startTime], [title, startTime])
  }
  for (const app of APPS) {
    const own = conferences.filter((one) => one.app === app)
    assert.deepEqual(idsOf(running[app]), sorted(own.filter(isRunning).map(({ id }) => id)), `running of ${app}`)
    assert.deepEqual(idsOf(begun[app]), sorted(own.map(({ id }) => id)), `begun of ${app}`)
    assert.deepEqual(
      ended[app],
      begun[app].filter(({ endTime }) => endTime !== undefined),
      `ended of ${app}`,
    )
    assert.deepEqual(idsOf(batch[app]), idsOf(running[app]), `batch of ${app}`)
  }
}

/** Every number is the number of the rows that it counts. */
export function assertCountsAgree({ conferences }: Answers): void {
  for (const { id, info, called, members, data, sessions, entry, measured } of conferences) {
    const inside = members.filter(({ attendStatus }) => attendStatus === INSIDE)
    const attended = members.filter(({ joinTime }) => joinTime !== undefined)
    assert.equal(info.activeNum, inside.length, `activeNum of ${id}`)
    assert.deepEqual([info.attendNum, data.userCount], [attended.length, attended.length], `attendNum of ${id}`)
    assert.equal(info.invitedNum, called, `invitedNum of ${id}`)
    assert.equal(new Set(members.map(nameOf)).size, members.length, `${id} has a person twice`)
    assert.equal(new Set(sessions.map(({ sessionId }) => sessionId)).size, sessions.length, `${id} has a session twice`)
    if (typeof entry === 'object' && entry.conferenceId === id && entry.wait === undefined) {
      const nicks = inside.map(({ userNick }) => userNick)
      assert.deepEqual([entry.insideCount, sorted(entry.inside)], [inside.length, sorted(nicks)], 'before joining')
    }
    assert.equal(measured.latest, measured.last, `the latest report of ${measured.unionId}`)
    if (measured.latest !== undefined) assert.ok(attended.some(({ unionId }) => unionId === measured.unionId))
  }
}

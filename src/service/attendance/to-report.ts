import type { ConferenceId, EpochMs } from '../../conference/identity.ts'
import { attendance, withStay, type Stay } from '../../conference/member.ts'
import type { PlannedTimes } from '../../conference/terms.ts'
import {
  toPersonId,
  type AttendanceReport,
  type AttendanceTotals,
  type AttendedSession,
  type InsideStep,
  type PersonAttendance,
} from './attendance-report.ts'
import type { PersonTally, Tally } from './tally.ts'

/** What the whole meeting gives for the lines of its people. */
type Frame = Readonly<{
  planned: PlannedTimes | undefined
  startedAt: EpochMs
  provenUntil: EpochMs
  until: EpochMs
}>

/**
 * The report of a conference, from its whole log.
 *
 * @param provenUntil up to which the time of open sessions counts, as in the reads of members
 * @returns nothing if nobody has created the conference
 */
export function toReport(
  tally: Tally,
  { id, provenUntil }: Readonly<{ id: ConferenceId; provenUntil: EpochMs }>,
): AttendanceReport | undefined {
  const { created, endedAt } = tally
  if (!created) return undefined
  const { at: startedAt, organizationId, title, booked } = created
  const planned = booked?.planned
  const frame = { planned, startedAt, provenUntil, until: endedAt ?? latest(startedAt, provenUntil) }
  const people = [...tally.members.values()].map((person) => toPerson(person, frame))
  const inside = countInside(people)
  return {
    conferenceId: id,
    organizationId,
    title,
    ...(booked && { bookingId: booked.bookingId }),
    ...(planned && { planned }),
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
    until: frame.until,
    people,
    totals: toTotals(people, inside),
    inside,
  }
}

function toPerson(person: PersonTally, frame: Frame): PersonAttendance {
  const { key, nick, history, roles, removedAt, wayIn, callFailure, leftAt } = person
  const { person: identity, jobNumber, outside } = person.newcomer
  const { doneMs, since } = attendance(person)
  const insideMs = doneMs + (since === undefined ? 0 : Math.max(0, frame.provenUntil - since))
  const firstIn = history[0]?.from
  const isInside = person.sessions.length > 0
  const lastOut = isInside ? undefined : leftAt
  return {
    ...toPersonId({ key, person: identity }),
    nick,
    ...(jobNumber !== undefined && { jobNumber }),
    outside,
    inside: isInside,
    ...(firstIn !== undefined && { firstIn }),
    ...(wayIn && { wayIn }),
    ...(lastOut !== undefined && { lastOut }),
    insideMs,
    share: shareOf(insideMs, frame),
    ...againstPlan({ firstIn, lastOut }, frame),
    sessions: history.map((session) => toSession(person, session, frame)),
    roles,
    removedAt,
    ...(firstIn === undefined && callFailure && { callFailure }),
  }
}

/** With four digits after the point. */
function shareOf(insideMs: number, { startedAt, until }: Frame): number {
  if (until <= startedAt) return 0
  return Math.min(1, Math.round((insideMs / (until - startedAt)) * 10_000) / 10_000)
}

function againstPlan(
  { firstIn, lastOut }: Readonly<{ firstIn: EpochMs | undefined; lastOut: EpochMs | undefined }>,
  { planned, until }: Frame,
): Pick<PersonAttendance, 'lateMs' | 'leftEarlyMs'> {
  if (!planned) return {}
  const lateMs = firstIn === undefined ? 0 : firstIn - planned.startsAt
  const leftEarlyMs = lastOut === undefined ? 0 : Math.min(planned.endsAt, until) - lastOut
  return { ...(lateMs > 0 && { lateMs }), ...(leftEarlyMs > 0 && { leftEarlyMs }) }
}

function toSession(
  person: PersonTally,
  { participantId, device, from, to, reason }: PersonTally['history'][number],
  { provenUntil }: Frame,
): AttendedSession {
  const open = person.sessions.find((session) => session.participantId === participantId)
  const proven = open?.silent ? open.lastSeenAt : latest(provenUntil, open?.provenUntil ?? from)
  return {
    participantId,
    device,
    from,
    ...(to !== undefined && { to }),
    countedTo: latest(from, to ?? proven),
    ...(reason && { reason }),
  }
}

function latest(one: EpochMs, other: EpochMs): EpochMs {
  return one > other ? one : other
}

/** The times in which a person was in the meeting, on whichever device. Those of an open session have no end. */
function staysOf(sessions: readonly AttendedSession[]): readonly Stay[] {
  return sessions.reduce<readonly Stay[]>((stays, { from, to }) => {
    return withStay(stays, { from, to: to ?? (Infinity as EpochMs) })
  }, [])
}

function countInside(people: readonly PersonAttendance[]): readonly InsideStep[] {
  const changes = people.flatMap(({ sessions }) =>
    staysOf(sessions)
      .filter(({ from, to }) => to > from)
      .flatMap(({ from, to }) => [
        { at: from, by: 1 },
        { at: to, by: -1 },
      ]),
  )
  const steps: { at: EpochMs; count: number }[] = []
  let count = 0
  for (const { at, by } of changes.filter((change) => change.at < Infinity).toSorted((a, b) => a.at - b.at)) {
    count += by
    const last = steps.at(-1)
    if (last?.at === at) last.count = count
    else steps.push({ at, count })
  }
  return steps
}

function toTotals(people: readonly PersonAttendance[], inside: readonly InsideStep[]): AttendanceTotals {
  const came = people.filter(({ firstIn }) => firstIn !== undefined)
  const peak = inside.reduce<InsideStep | undefined>(
    (most, step) => (step.count > (most?.count ?? 0) ? step : most),
    undefined,
  )
  return {
    came: came.length,
    absent: people.length - came.length,
    sessions: came.reduce((sum, { sessions }) => sum + sessions.length, 0),
    insideMs: came.reduce((sum, person) => sum + person.insideMs, 0),
    ...(peak && { peak }),
  }
}

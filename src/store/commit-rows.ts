import type { ConferenceId, EpochMs, ParticipantId } from '../conference/identity.ts'
import { attendStatus, attendance, type Member } from '../conference/member.ts'
import { personKey } from '../conference/identity.ts'
import type { NewOutboxEvent } from '../service/outbox/outbox-event.ts'
import type { ConferenceHead } from '../service/conduct/conference-head.ts'
import type { Change } from './commit-plan.ts'
import { toAuditRow } from './audit-store.ts'
import {
  toFlag,
  type AuditRow,
  type ConferenceRow,
  type EventRow,
  type JobRow,
  type MemberRow,
  type SessionRow,
} from './schema.ts'
import { toTitlePieces, type TitlePieceRow } from './title-pieces.ts'

/** What a batch changes in a session that was opened before it. Null leaves a column as it is. */
export type SessionChange = Pick<SessionRow, 'participant_id' | 'left_at' | 'reason' | 'proven_at'> & {
  silent: SessionRow['silent'] | null
  last_seen_at: EpochMs | null
}

/** Everything that one transaction writes. `moved`: conferences that existed before. */
export type CommitRows = {
  created: ConferenceRow[]
  /** Of the titles of `created`. */
  pieces: TitlePieceRow[]
  moved: ConferenceRow[]
  events: EventRow[]
  members: MemberRow[]
  opened: SessionRow[]
  sessions: SessionChange[]
  jobs: JobRow[]
  ended: { conference_id: ConferenceId }[]
  outboxEvents: NewOutboxEvent[]
  audit: AuditRow[]
}

/** The rows that the transaction for `changes` writes. */
export function toCommitRows(changes: ReadonlyMap<ConferenceId, Change>): CommitRows {
  const rows: CommitRows = {
    created: [],
    pieces: [],
    moved: [],
    events: [],
    members: [],
    opened: [],
    sessions: [],
    jobs: [],
    ended: [],
    outboxEvents: [],
    audit: [],
  }
  for (const [conference_id, { created, head, events, members, due, outboxEvents, audit }] of changes) {
    rows[created ? 'created' : 'moved'].push(toConferenceRow(head))
    if (created) rows.pieces.push(...toPieceRows(head))
    for (const { seq, event } of events) {
      rows.events.push({ conference_id, seq, type: event.type, at: event.at, body: JSON.stringify(event) })
    }
    for (const member of members.values()) rows.members.push(toMemberRow(member, head))
    addSessions(rows, conference_id, events)
    rows.outboxEvents.push(...outboxEvents)
    rows.audit.push(...audit.map(toAuditRow))
    if (head.endedAt !== undefined) {
      rows.ended.push({ conference_id })
    } else {
      for (const { kind, subject, since, dueAt } of due.values()) {
        rows.jobs.push({ conference_id, kind, subject, since, due_at: dueAt, attempts: 0, next_at: dueAt })
      }
    }
  }
  // Every writer locks session rows in this order, so that no two wait for each other.
  rows.sessions.sort((a, b) => (a.participant_id < b.participant_id ? -1 : 1))
  return rows
}

function toConferenceRow(head: ConferenceHead): ConferenceRow {
  return {
    id: head.id,
    organization_id: head.organizationId,
    booking_id: head.bookingId ?? null,
    version: head.version,
    title: head.title,
    creator_union_id: head.creatorUnionId,
    creator_nick: head.creatorNick,
    room_code: head.roomCode,
    link_token: head.linkToken,
    passcode: head.passcode,
    host_passcode: head.hostPasscode,
    host: head.host,
    locked: toFlag(head.locked),
    sharing: head.sharing,
    focus: head.focus ?? null,
    audio_policy: head.audioPolicy,
    started_at: head.startedAt,
    ended_at: head.endedAt ?? null,
    invited_count: head.invitedCount,
    active_count: head.activeCount,
    attended_count: head.attendedCount,
    proven_at: head.provenAt,
    heard: toFlag(head.isHeard),
  }
}

function toMemberRow(member: Member, head: ConferenceHead): MemberRow {
  const { doneMs, since } = attendance(member)
  return {
    conference_id: head.id,
    seq: member.seq,
    person_key: member.key,
    union_id: member.person.kind === 'user' ? member.person.unionId : null,
    nick: member.nick,
    job_number: member.jobNumber ?? null,
    status: attendStatus(member),
    host: toFlag(member.key === head.host),
    co_host: toFlag(member.coHost),
    outside: toFlag(member.outside),
    by_phone: toFlag(member.person.kind === 'phone'),
    joined_at: member.joinedAt ?? null,
    left_at: member.sessions.length === 0 ? (member.leftAt ?? null) : null,
    done_ms: doneMs,
    since: since ?? null,
    device: member.device ?? null,
    call_failure: member.call.state === 'failed' ? member.call.reason : null,
    live: toFlag(head.endedAt === undefined),
    ended_at: head.endedAt ?? null,
    started_at: head.startedAt,
  }
}

/** Titles never change, so they are written once. */
function toPieceRows({ id, organizationId, title, startedAt }: ConferenceHead): TitlePieceRow[] {
  return toTitlePieces(title).map((piece) => ({
    organization_id: organizationId,
    piece,
    started_at: startedAt,
    conference_id: id,
  }))
}

/** A session that a batch opens and changes is inserted in its last state. A session from before is updated. */
function addSessions(rows: CommitRows, conference_id: ConferenceId, events: Change['events']): void {
  const opened = new Map<ParticipantId, SessionRow>()
  const changed = new Map<ParticipantId, SessionChange>()
  const rowOf = (participant_id: ParticipantId): SessionRow | SessionChange => {
    const known = opened.get(participant_id) ?? changed.get(participant_id)
    if (known) return known
    const unchanged = { silent: null, last_seen_at: null, left_at: null, reason: null, proven_at: null }
    const change: SessionChange = { participant_id, ...unchanged }
    changed.set(participant_id, change)
    return change
  }
  for (const { event } of events) {
    if (event.type === 'session-opened') {
      opened.set(event.participantId, {
        participant_id: event.participantId,
        conference_id,
        member_key: personKey(event.person),
        device: event.device,
        joined_at: event.at,
        last_seen_at: event.at,
        left_at: null,
        reason: null,
        silent: 0,
        proven_at: null,
      })
    } else if (event.type === 'session-silent') {
      // Otherwise, after a crash, the session would end earlier than was reported while it was silent.
      const seenAt = event.lastSeenAt ?? null
      Object.assign(rowOf(event.participantId), { silent: 1, last_seen_at: seenAt, proven_at: seenAt })
    } else if (event.type === 'session-resumed') {
      // A resume counts as a heartbeat: otherwise the next sweep would still see the silence before it.
      Object.assign(rowOf(event.participantId), { silent: 0, last_seen_at: event.at })
    } else if (event.type === 'session-closed') {
      const { leftAt, reason } = event
      Object.assign(rowOf(event.participantId), { left_at: leftAt, reason, last_seen_at: leftAt })
    }
  }
  rows.opened.push(...opened.values())
  rows.sessions.push(...changed.values())
}

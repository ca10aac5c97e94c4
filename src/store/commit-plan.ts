import type { Due } from '../conference/due.ts'
import type { LoggedEvent } from '../conference/event.ts'
import type { ConferenceId, PersonKey } from '../conference/identity.ts'
import type { Member } from '../conference/member.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import type { Commit } from '../service/conduct/conference-store.ts'
import type { NewOutboxEvent } from '../service/outbox/outbox-event.ts'
import type { ConferenceHead } from '../service/conduct/conference-head.ts'

/** Everything that a batch of commits changes in one conference: each event, and the last state of each row. */
export type Change = {
  readonly created: boolean
  head: ConferenceHead
  readonly events: LoggedEvent[]
  readonly members: Map<PersonKey, Member>
  readonly due: Map<string, Due>
  readonly outboxEvents: NewOutboxEvent[]
  readonly audit: AuditEntry[]
}

/** `answers`: for each commit, whether it will be written. `changes`: of those commits, by conference. */
export type CommitPlan = Readonly<{ answers: boolean[]; changes: Map<ConferenceId, Change> }>

/** Which of `commits` follow the stored `versions` without a gap, and what these commits change together. */
export function planCommits(commits: readonly Commit[], versions: ReadonlyMap<ConferenceId, number>): CommitPlan {
  const changes = new Map<ConferenceId, Change>()
  const conflicting = new Set<ConferenceId>()
  const answers = commits.map((commit) => {
    const { conferenceId: id, head, events } = commit
    const stored = versions.get(id)
    const version = changes.get(id)?.head.version ?? stored ?? 0
    if (conflicting.has(id) || head.version - events.length !== version) {
      conflicting.add(id)
      return false
    }
    const change = changes.get(id) ?? {
      created: stored === undefined,
      head,
      events: [],
      members: new Map<PersonKey, Member>(),
      due: new Map<string, Due>(),
      outboxEvents: [],
      audit: [],
    }
    changes.set(id, change)
    addTo(change, commit)
    return true
  })
  return { answers, changes }
}

function addTo(change: Change, { head, events, members, rows, due, outboxEvents, audit = [] }: Commit): void {
  change.head = head
  for (const event of events) change.events.push(event)
  for (const member of members) if (rows.has(member.key)) change.members.set(member.key, member)
  for (const job of due) change.due.set(`${job.kind} ${job.subject}`, job)
  change.outboxEvents.push(...outboxEvents)
  change.audit.push(...audit)
}

/** Removes the conference `lost` from a plan: another process has created it in the meantime. */
export function withdraw({ answers, changes }: CommitPlan, commits: readonly Commit[], lost: ConferenceId): void {
  changes.delete(lost)
  for (const [i, { conferenceId }] of commits.entries()) if (conferenceId === lost) answers[i] = false
}

import type { Change, ClosedReason } from '../../contract/signaling/types.ts'
import type { ConferenceId, ParticipantId, PersonKey } from '../conference/identity.ts'
import type { Member } from '../conference/member.ts'
import type { Commit } from '../service/conduct/conference-store.ts'
import type { ConferenceHead } from '../service/conduct/conference-head.ts'
import { toConferenceView, toMemberView } from './views.ts'

/** One change to be shown, and the sessions that ended by it. */
export type Shown = Readonly<{
  conferenceId: ConferenceId
  change: Change
  closed: readonly Readonly<{ participantId: ParticipantId; reason: ClosedReason }>[]
}>

type Gathered = {
  readonly previous: number
  head: ConferenceHead
  readonly members: Map<PersonKey, Member>
  readonly closed: { participantId: ParticipantId; reason: ClosedReason }[]
}

/**
 * Makes one change of all commits of a conference that were written together: when a thousand people come in at
 * once, each of them is told in a few messages, not in a thousand.
 */
export class ChangeFeed {
  readonly #show: (shown: Shown) => void
  readonly #onFault: (fault: unknown) => void
  readonly #gathered = new Map<ConferenceId, Gathered>()

  constructor(show: (shown: Shown) => void, onFault: (fault: unknown) => void) {
    this.#show = show
    this.#onFault = onFault
  }

  add({ conferenceId, head, events, members }: Commit): void {
    let gathered = this.#gathered.get(conferenceId)
    if (!gathered) {
      gathered = { previous: head.version - events.length, head, members: new Map(), closed: [] }
      this.#gathered.set(conferenceId, gathered)
      // Commits of one batch are published in one go; this comes right after them, before anyone is answered.
      queueMicrotask(() => this.#flushSafely(conferenceId))
    }
    gathered.head = head
    for (const member of members) gathered.members.set(member.key, member)
    // One command removes people, and either all of them for good or none.
    const isForGood = events.some(({ event }) => event.type === 'member-banned')
    for (const { event } of events) {
      if (event.type !== 'session-closed') continue
      const { participantId, reason } = event
      gathered.closed.push({ participantId, reason: reason === 'removed' && isForGood ? 'banned' : reason })
    }
  }

  /** Shows now what has been gathered, so that nothing of it comes after a snapshot that already holds it. */
  flush(conferenceId: ConferenceId): void {
    const gathered = this.#gathered.get(conferenceId)
    if (!gathered) return
    this.#gathered.delete(conferenceId)
    const { previous, head, members, closed } = gathered
    const change = {
      previous,
      seq: head.version,
      conference: toConferenceView(head),
      members: Array.from(members.values(), (member) => toMemberView(member, head)),
    }
    this.#show({ conferenceId, change, closed })
  }

  #flushSafely(conferenceId: ConferenceId): void {
    try {
      this.flush(conferenceId)
    } catch (fault) {
      this.#onFault(fault)
    }
  }
}

import type { Change, ConferenceView, MemberView, Snapshot } from '../../contract/signaling/types.ts'

/** What became different: members with their former view, if there was one. */
export type Difference = Readonly<{
  conference: Readonly<{ before: ConferenceView; after: ConferenceView }>
  members: readonly Readonly<{ before?: MemberView; after: MemberView }>[]
  /** Whom everybody sees large, after it. */
  focused?: Pick<MemberView, 'key' | 'nick'>
}>

/** A conference as a client knows it. */
export class Roster {
  seq: number
  conference: ConferenceView
  readonly members: Map<string, MemberView>

  constructor({ seq, conference, members }: Snapshot) {
    this.seq = seq
    this.conference = conference
    this.members = new Map(members.map((member) => [member.key, member]))
  }

  /** `undefined` if it does not follow on what is known: then something was missed, or it is old. */
  apply(change: Change): Difference | undefined {
    return change.previous === this.seq ? this.#take(change) : undefined
  }

  /** Takes over the whole; members never vanish from a roster. */
  replace(snapshot: Snapshot): Difference {
    return this.#take(snapshot)
  }

  #take({ seq, conference, members }: Snapshot): Difference {
    const difference = {
      conference: { before: this.conference, after: conference },
      members: members.map((after) => {
        const before = this.members.get(after.key)
        return { after, ...(before && { before }) }
      }),
    }
    this.seq = seq
    this.conference = conference
    for (const member of members) this.members.set(member.key, member)
    const focused = conference.focus === undefined ? undefined : this.members.get(conference.focus)
    return { ...difference, ...(focused && { focused: { key: focused.key, nick: focused.nick } }) }
  }
}

import type { Roster } from '../../client/roster.ts'
import type { ConferenceView, MemberView } from '../../contract/signaling/types.ts'

/** What differs between two rosters: the changed members with their former view, if there was one. */
export type Difference = Readonly<{
  conference: Readonly<{ before: ConferenceView; after: ConferenceView }>
  members: readonly Readonly<{ before?: MemberView; after: MemberView }>[]
  /** The member that everybody sees large, in the later roster. */
  focused?: Pick<MemberView, 'key' | 'nick'>
}>

/** Members never disappear from a roster. After a snapshot every member is another object, so each counts as changed. */
export function differenceOf(before: Roster, after: Roster): Difference {
  const members = Array.from(after.members.values(), (member) => {
    const previous = before.members.get(member.key)
    return { after: member, ...(previous && { before: previous }) }
  }).filter((member) => member.before !== member.after)
  const { focus } = after.conference
  const focused = focus === undefined ? undefined : after.members.get(focus)
  return {
    conference: { before: before.conference, after: after.conference },
    members,
    ...(focused && { focused: { key: focused.key, nick: focused.nick } }),
  }
}

import type { Roster } from '../../client/roster.ts'
import type { ConferenceView, MemberView } from '../../contract/signaling/types.ts'

/** What differs between two rosters. A member without `before` is new. */
export type Difference = Readonly<{
  conference: Readonly<{ before: ConferenceView; after: ConferenceView }>
  members: readonly Readonly<{ before?: MemberView; after: MemberView }>[]
  /** The member that everybody sees large, in the later roster. */
  focused?: Pick<MemberView, 'key' | 'nick'>
}>

/**
 * What changed from `before` to `after`. Members never disappear from a roster. A snapshot replaces every member's object,
 * so after it all members count as changed.
 */
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

import { byAppearance, findMember, type Roster } from '../../client/roster.ts'
import type { ConferenceView, MemberView } from '../../contract/signaling/types.ts'

/** What differs between two rosters. A member without `before` is new. */
export type Difference = Readonly<{
  conference: Readonly<{ before: ConferenceView; after: ConferenceView }>
  members: readonly Readonly<{ before?: MemberView; after: MemberView }>[]
  /** The member that everybody sees large, in the later roster. */
  focused?: Pick<MemberView, 'key' | 'nick'>
  /** The name of a member of the later roster. */
  nickOf: (key: string) => string | undefined
}>

/**
 * What changed from `before` to `after`. Members never disappear from a roster. A snapshot replaces every member's object,
 * so after it all members count as changed.
 */
export function differenceOf(before: Roster, after: Roster): Difference {
  // Without a change, members who are new here were only loaded.
  const lists = before.seq === after.seq ? [] : [after.present, after.past].filter((list) => list !== before.past)
  const members = lists
    .flatMap((list) => byAppearance(list))
    .map((member) => {
      const previous = findMember(before, member.key)
      return { after: member, ...(previous && { before: previous }) }
    })
    .filter((member) => member.before !== member.after)
  const { focus } = after.conference
  const focused = focus === undefined ? undefined : findMember(after, focus)
  return {
    conference: { before: before.conference, after: after.conference },
    members,
    nickOf: (key) => findMember(after, key)?.nick,
    ...(focused && { focused: { key: focused.key, nick: focused.nick } }),
  }
}

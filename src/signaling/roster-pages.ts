import type { MemberList, MemberView, MembersPage, MembersRequest, Snapshot } from '../../contract/signaling/types.ts'
import { attendStatus, type Member } from '../conference/member.ts'
import { audienceOf, toConferenceView, toMemberView, type Audience, type Shown } from './views.ts'

/** A conference whose members are shown. */
type Roster = Pick<Shown, 'head' | 'state'>

/** Members in one message, about 150 KB. A roster of no more travels as a whole. */
const PAGE_SIZE = 500

/** The roster as `viewer` may see it: all of it if one message can have it, otherwise the first present members. */
export function toSnapshot(shown: Shown, viewer: Member): Snapshot {
  const { found, views, next } = firstPageOf(shown, audienceOf(viewer))
  const others = [...new Set(alwaysSent(shown, viewer))].filter((member) => !found.has(member))
  const isSmall = shown.state.members.size <= PAGE_SIZE
  return {
    seq: shown.head.version,
    conference: toConferenceView(shown),
    members: others.length === 0 ? views : [...views, ...others.map(toView(shown, viewer))],
    ...(!isSmall && { more: { ...(next !== undefined && { present: next }), past: 0 } }),
  }
}

type FirstPage = Readonly<{ found: ReadonlySet<Member>; views: MemberView[]; next?: number }>

/** The first pages of conferences at one version. When many join at once, they are all welcomed with the same one. */
const firstPages = new WeakMap<Shown['head'], Partial<Record<Audience, FirstPage>>>()

function firstPageOf(shown: Shown, audience: Audience): FirstPage {
  const { head, state } = shown
  const known = firstPages.get(head) ?? {}
  firstPages.set(head, known)
  return (known[audience] ??= render())

  function render(): FirstPage {
    const isSmall = state.members.size <= PAGE_SIZE
    const { found, next } = isSmall ? { found: [...state.members.values()] } : pageOf(shown, FROM_THE_START)
    const views = found.map((member) => toMemberView(member, shown, audience))
    return { found: new Set(found), views, ...(next !== undefined && { next }) }
  }
}

const FROM_THE_START: MembersRequest = { list: 'present', after: 0 }

/** A page of the roster as `viewer` may see it. */
export function toMembersPage(shown: Roster, viewer: Member, request: MembersRequest): MembersPage {
  const { found, next } = pageOf(shown, request)
  return {
    seq: shown.head.version,
    members: found.map(toView(shown, viewer)),
    ...(next !== undefined && { next }),
  }
}

/** Without them a page cannot show the meeting. */
function alwaysSent({ head, state }: Roster, viewer: Member): readonly Member[] {
  return [viewer, ...[head.host, head.focus].flatMap((key) => (key && state.members.get(key)) ?? [])]
}

function toView(shown: Roster, viewer: Member) {
  const audience = audienceOf(viewer)
  return (member: Member) => toMemberView(member, shown, audience)
}

/** `seq` counts members in the order in which the roster has them. */
function pageOf(
  { state }: Roster,
  { list, after }: MembersRequest,
): Readonly<{ found: readonly Member[]; next?: number }> {
  const found: Member[] = []
  for (const run of state.members.runsFrom(after)) {
    for (const member of divided(run)[list]) {
      if (member.seq <= after) continue
      const last = found.at(-1)
      if (last && found.length === PAGE_SIZE) return { found, next: last.seq }
      found.push(member)
    }
  }
  return { found }
}

type Lists = Readonly<Record<MemberList, readonly Member[]>>

/** Runs that were divided. Nearly all of a large roster stays the same from one snapshot to the next. */
const dividedRuns = new WeakMap<readonly Member[], Lists>()

function divided(run: readonly Member[]): Lists {
  const known = dividedRuns.get(run)
  if (known) return known
  const lists = { present: run.filter(isPresent), past: run.filter((member) => !isPresent(member)) }
  dividedRuns.set(run, lists)
  return lists
}

/**
 * client/roster.ts divides the members alike, except that it also knows the host. A host who is not in the meeting is
 * always sent, and once more among the past members.
 */
function isPresent(member: Member): boolean {
  return member.coHost || member.wait.state !== 'none' || attendStatus(member) <= 3
}

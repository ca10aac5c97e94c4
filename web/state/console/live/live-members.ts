import type { LiveMemberAnswer } from '../../../../contract/web/console-live-types.ts'

/** What stands beside the name of a member. */
export type MemberMark = 'host' | 'coHost' | 'guest' | 'phone' | 'outside' | 'muted' | 'barred'

export type MemberStatus = LiveMemberAnswer['attendStatus'] | 'waiting' | 'banned'

/** What an administrator can do with a member. With `participantId`: on this device. */
export type MemberAct = { act: 'mute'; participantId?: string } | { act: 'remove' }

/** As in the answers: this member is inside. */
const INSIDE = 3
const REMOVED = 5

export function listMarks(member: LiveMemberAnswer): readonly MemberMark[] {
  const { host, coHost, kind, outside, audio, attendStatus } = member
  const marks: readonly (readonly [MemberMark, boolean])[] = [
    ['host', host],
    ['coHost', coHost],
    ['guest', kind === 'guest'],
    ['phone', kind === 'phone'],
    ['outside', kind === 'user' && outside],
    ['muted', audio === 'muted' && attendStatus === INSIDE],
    ['barred', audio === 'barred' && attendStatus === INSIDE],
  ]
  return marks.filter(([, isShown]) => isShown).map(([mark]) => mark)
}

/** The status of a member. Whether they wait, or may not come back, says more than the number. */
export function statusOf({ attendStatus, waiting, banned }: LiveMemberAnswer): MemberStatus {
  if (waiting) return 'waiting'
  return attendStatus === REMOVED && banned ? 'banned' : attendStatus
}

/** What is offered for a member: their devices one by one only if they have several. */
export function listMemberActs(member: LiveMemberAnswer): readonly MemberAct[] {
  const { attendStatus, banned, sessions } = member
  return [
    ...(attendStatus === INSIDE ? [{ act: 'mute' } as const] : []),
    ...(sessions.length > 1 ? sessions.map(({ participantId }) => ({ act: 'mute', participantId }) as const) : []),
    ...(banned ? [] : [{ act: 'remove' } as const]),
  ]
}

/** The members, by their unionId, who need no call: they are inside, or are being called. Those who wait can be called. */
export function listExpected(members: readonly LiveMemberAnswer[]): ReadonlyMap<string, LiveMemberAnswer> {
  return new Map(
    members.flatMap((member) => {
      const { unionId, attendStatus, waiting } = member
      return unionId !== undefined && attendStatus <= INSIDE && !waiting ? [[unionId, member] as const] : []
    }),
  )
}

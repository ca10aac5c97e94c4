import type { MemberView } from '../../../contract/signaling/types.ts'
import { audioOf, isHostOrCoHost, ownSeat } from './facts.ts'
import type { ConferenceState } from '../../../client/conference.ts'
import { findMember, seatOf, type Roster } from '../../../client/roster.ts'
import type { Muter, Notice } from './views.ts'

type DistributiveOmit<T> = T extends unknown ? Omit<T, 'id'> : never
/** A message before it is shown and gets an id. */
export type NoticeContent = DistributiveOmit<Notice>

/** Messages about the changes that a person should notice. When the conference is first shown, there are none. */
export function noticesBetween(before: ConferenceState, after: ConferenceState): readonly NoticeContent[] {
  if (before.connection.phase === 'returning' && after.connection.phase === 'joined') return [{ kind: 'resumed' }]
  if (!before.roster || !after.roster || before.self !== after.self) return []
  return [
    ...resumed(before, after),
    ...aboutOthers(before, after),
    ...aboutSelf(before, after),
    ...aboutMeeting(before, after),
  ]
}

function resumed(before: ConferenceState, after: ConferenceState): NoticeContent[] {
  return before.connection.phase === 'reconnecting' && after.connection.phase === 'joined' ? [{ kind: 'resumed' }] : []
}

function aboutOthers(before: ConferenceState, after: ConferenceState): NoticeContent[] {
  const me = ownSeat(after)?.member
  const self = me?.key
  const notices: NoticeContent[] = []
  const changed = changedMembers(before.roster, after.roster)
  const hostMoved = changed.some(({ key, host }) => !host && before.roster?.present.get(key)?.host)
  for (const member of changed) {
    const { key, nick, status, host } = member
    const was = before.roster && findMember(before.roster, key)
    if (key === self || was === member) continue
    // While the roster is loading, a member who was not known may have been there before.
    if (!was && before.roster?.more.present !== undefined) continue
    if (status === 3 && was?.status !== 3) notices.push({ kind: 'came', nick })
    if (status === 6 && was?.status === 3) notices.push({ kind: 'went', nick })
    if (status === 5 && was?.status === 3) notices.push({ kind: 'was-removed', nick, ...author(after) })
    if (member.waiting && !was?.waiting && isHostOrCoHost(me)) notices.push({ kind: 'knocks', nick, member: key })
    if (host && (was ? !was.host : hostMoved)) notices.push({ kind: 'new-host', nick })
  }
  for (const [participantId, state] of Object.entries(after.mediaStates)) {
    const was = before.mediaStates[participantId]
    if (was === state || participantId === after.self) continue
    const nick = after.roster && seatOf(after.roster, participantId)?.member.nick
    if (nick === undefined) continue
    if (state.hand !== undefined && was?.hand === undefined) notices.push({ kind: 'hand-up', nick })
    if (state.screen && !was?.screen) notices.push({ kind: 'shares', nick })
  }
  return notices
}

/** The members of the lists that changed. Without a change, new members were only loaded. */
function changedMembers(before: Roster | undefined, after: Roster | undefined): readonly MemberView[] {
  if (!after || after.seq === before?.seq) return []
  return [...after.present.values(), ...(after.past === before?.past ? [] : after.past.values())]
}

function aboutSelf(before: ConferenceState, after: ConferenceState): NoticeContent[] {
  const [was, is] = [ownSeat(before), ownSeat(after)]
  if (!was || !is) return []
  const sending = { audio: true, video: false, screen: false }
  const [audioBefore, audioAfter] = [audioOf(was, sending), audioOf(is, sending)]
  const notices: NoticeContent[] = []
  if (audioAfter === 'muted-by-host' && audioBefore === 'on')
    notices.push({ kind: 'muted-by-host', ...muterOf(after, is.member) })
  if (audioAfter === 'barred' && audioBefore !== 'barred')
    notices.push({ kind: 'barred', ...muterOf(after, is.member) })
  if (audioBefore === 'barred' && audioAfter !== 'barred') notices.push({ kind: 'may-unmute' })
  if (is.member.host && !was.member.host) notices.push({ kind: 'you-are-host' })
  if (is.member.coHost !== was.member.coHost) notices.push(...coHostNotices(is.member))
  return notices
}

/** Who muted the person; empty if it was an app or a setting, or the person themselves. */
export function muterOf({ roster }: ConferenceState, { key, mutedBy: by }: MemberView): Muter {
  if (by === undefined) return {}
  if (by === 'administrator') return { byAdministrator: true }
  const nick = by === key ? undefined : roster && findMember(roster, by)?.nick
  return nick === undefined ? {} : { by: nick }
}

/** Says so if an administrator made the latest change. */
function author({ roster }: ConferenceState): { byAdministrator?: true } {
  return roster?.byAdministrator ? { byAdministrator: true } : {}
}

function coHostNotices({ coHost, host }: MemberView): NoticeContent[] {
  if (coHost) return [{ kind: 'you-are-co-host' }]
  return host ? [] : [{ kind: 'no-longer-co-host' }] // the new host has a message already
}

function aboutMeeting(before: ConferenceState, after: ConferenceState): NoticeContent[] {
  const [was, is] = [before.roster?.conference, after.roster?.conference]
  const notices: NoticeContent[] = []
  if (was && is && was.locked !== is.locked) notices.push({ kind: is.locked ? 'locked' : 'unlocked', ...author(after) })
  if (was && is && was.sharing !== is.sharing)
    notices.push({ kind: is.sharing === 'hosts' ? 'sharing-limited' : 'sharing-free' })
  if (was && is && was.waitingRoom !== is.waitingRoom)
    notices.push({ kind: is.waitingRoom ? 'waiting-room-on' : 'waiting-room-off' })
  const [mutedBefore, muted] = [was, is].map((conference) => conference && conference.muteOnJoin !== 'never')
  if (was && is && mutedBefore !== muted) notices.push({ kind: muted ? 'mute-on-join' : 'no-mute-on-join' })
  if (was && is && was.chat !== is.chat) notices.push({ kind: is.chat ? 'chat-open' : 'chat-closed' })
  return notices
}

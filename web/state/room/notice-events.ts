import type { MemberView } from '../../../contract/signaling/types.ts'
import { audioOf, fullness, isHostOrCoHost, limitsOf, ownSeat } from './facts.ts'
import type { ConferenceState } from '../../../client/conference.ts'
import { seatOf } from '../../../client/roster.ts'
import type { Notice } from './views.ts'

type DistributiveOmit<T> = T extends unknown ? Omit<T, 'id'> : never
export type News = DistributiveOmit<Notice>

/** The changes that deserve a message. The first sight of a conference gives none. */
export function newsBetween(before: ConferenceState, after: ConferenceState): readonly News[] {
  if (!before.roster || !after.roster || before.self !== after.self) return []
  return [
    ...resumed(before, after),
    ...ofOthers(before, after),
    ...ofOneself(before, after),
    ...ofMeeting(before, after),
  ]
}

function resumed(before: ConferenceState, after: ConferenceState): News[] {
  return before.connection.phase === 'reconnecting' && after.connection.phase === 'inside' ? [{ kind: 'resumed' }] : []
}

function ofOthers(before: ConferenceState, after: ConferenceState): News[] {
  const me = ownSeat(after)?.member
  const self = me?.key
  const news: News[] = []
  for (const member of after.roster?.members.values() ?? []) {
    const { key, nick, status, host } = member
    const was = before.roster?.members.get(key)
    if (key === self || was === member) continue
    if (status === 3 && was?.status !== 3) news.push({ kind: 'came', nick })
    if (status === 6 && was?.status === 3) news.push({ kind: 'went', nick })
    if (status === 5 && was?.status === 3) news.push({ kind: 'was-removed', nick })
    if (member.waiting && !was?.waiting && isHostOrCoHost(me)) news.push({ kind: 'knocks', nick, member: key })
    if (host && was && !was.host) news.push({ kind: 'new-host', nick })
  }
  for (const [participantId, state] of Object.entries(after.mediaStates)) {
    const was = before.mediaStates[participantId]
    if (was === state || participantId === after.self) continue
    const nick = after.roster && seatOf(after.roster, participantId)?.member.nick
    if (nick === undefined) continue
    if (state.hand !== undefined && was?.hand === undefined) news.push({ kind: 'hand-up', nick })
    if (state.screen && !was?.screen) news.push({ kind: 'shares', nick })
  }
  return news
}

function ofOneself(before: ConferenceState, after: ConferenceState): News[] {
  const [was, is] = [ownSeat(before), ownSeat(after)]
  if (!was || !is) return []
  const sending = { audio: true, video: false, screen: false }
  const [heard, hears] = [audioOf(was, sending), audioOf(is, sending)]
  const news: News[] = []
  if (hears === 'muted-by-host' && heard === 'on') news.push({ kind: 'muted-by-host', ...mutedBy(after, is.member) })
  if (hears === 'barred' && heard !== 'barred') news.push({ kind: 'barred', ...mutedBy(after, is.member) })
  if (heard === 'barred' && hears !== 'barred') news.push({ kind: 'may-unmute' })
  if (is.member.host && !was.member.host) news.push({ kind: 'you-are-host' })
  if (is.member.coHost !== was.member.coHost) news.push(...coHostNews(is.member))
  return news
}

/** Absent if an app did it, or the person themselves. */
function mutedBy({ roster }: ConferenceState, { key, mutedBy: by }: MemberView): { by?: string } {
  const nick = by === undefined || by === key ? undefined : roster?.members.get(by)?.nick
  return nick === undefined ? {} : { by: nick }
}

function coHostNews({ coHost, host }: MemberView): News[] {
  if (coHost) return [{ kind: 'you-are-co-host' }]
  return host ? [] : [{ kind: 'no-longer-co-host' }] // the new host has a message already
}

function ofMeeting(before: ConferenceState, after: ConferenceState): News[] {
  const [was, is] = [before.roster?.conference, after.roster?.conference]
  const [held, holds] = [fullness(before), fullness(after)]
  const news: News[] = []
  if (was && is && was.locked !== is.locked) news.push({ kind: is.locked ? 'locked' : 'unlocked' })
  if (was && is && was.sharing !== is.sharing)
    news.push({ kind: is.sharing === 'hosts' ? 'sharing-limited' : 'sharing-free' })
  const limits = limitsOf(after)
  if (holds.media && !held.media) news.push({ kind: 'media-full', limit: limits.media })
  else if (holds.video && !held.video) news.push({ kind: 'video-full', limit: limits.video })
  return news
}

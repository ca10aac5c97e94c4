import type { EpochMs, ParticipantId, Person, PersonKey } from './identity.ts'

/** What a session runs on; `other` is any platform that the contract's closed list does not name. */
export type Device = 'Win' | 'Mac' | 'iOS' | 'Android' | 'other'

/** An open stay on one device. `silent` sessions have given no sign of life for a while and may still resume. */
export type Session = Readonly<{
  participantId: ParticipantId
  device: Device
  joinedAt: EpochMs
  silent: boolean
  /** This one device was muted by the host, and not the person. */
  muted?: true
}>

/** `muted`: by the host, and he may unmute himself; `barred`: he may not. */
export type Audio = 'allowed' | 'muted' | 'barred'

/** A closed stretch of time in the conference, `[from, to)`. */
export type Stay = Readonly<{ from: EpochMs; to: EpochMs }>

/**
 * The call of one member: `calling` before any of their devices was reached, `ringing` on at least one, `accepted` until
 * they join. `inviter` is the name of the person who calls.
 */
export type Call = Readonly<
  | { state: 'none' }
  | { state: 'calling' | 'ringing' | 'accepted'; since: EpochMs; inviter?: string }
  | { state: 'failed'; reason: CallFailure }
>
/** Why a ring came to nothing. */
export type RingFailure = 'declined' | 'timed-out' | 'cancelled' | 'conference-ended' | 'no-telephony' | 'line-failed'
/** `gave-up`: nobody let him in, and he asks no more. */
export type CallFailure = RingFailure | 'gave-up'

/**
 * How a waiting room stands to one member. `waiting`: he has asked to come in, last at `askedAt`; `let-in`: he may, and
 * has not come yet.
 */
type Wait = Readonly<{ state: 'none' } | { state: 'waiting'; askedAt: EpochMs } | { state: 'let-in' }>

/** One person in one conference. Values are never changed in place, so a held one stays what it was. */
export type Member = Readonly<{
  key: PersonKey
  person: Person
  /** Order of first appearance in the conference, from 1; never changes. */
  seq: number
  nick: string
  /** He was renamed in this conference: the nick outlasts what he comes back with. */
  renamed?: true
  jobNumber?: string
  /** Not of the organisation that owns the conference. */
  outside: boolean
  coHost: boolean
  banned: boolean
  invited: boolean
  /** The last thing that happened to him was a removal. */
  removed: boolean
  audio: Audio
  /** Who muted him or a device of his last, unless an app did. Meaningless while nothing of his is muted. */
  mutedBy?: PersonKey
  call: Call
  wait: Wait
  /** First join. */
  joinedAt?: EpochMs
  /** Last leave. Meaningless while a session is open. */
  leftAt?: EpochMs
  /** Device of the newest open session, else of the last one. */
  device?: Device
  /** Open sessions, oldest first. */
  sessions: readonly Session[]
  /** Closed stays: merged, disjoint, ascending. */
  stays: readonly Stay[]
}>

/** 1 invited, 2 ringing, 3 in the meeting, 4 failed to join, 5 removed, 6 left. */
export type AttendStatus = 1 | 2 | 3 | 4 | 5 | 6

/** The one status that the member's sessions, removal and ring amount to, in that order of weight. */
export function attendStatus(member: Member): AttendStatus {
  if (member.sessions.length > 0) return 3
  if (member.removed) return 5
  if (member.joinedAt !== undefined) return 6
  switch (member.call.state) {
    case 'ringing':
    case 'accepted':
      return 2
    case 'failed':
      return 4
    case 'none':
    case 'calling':
      return 1
  }
}

/**
 * Time in the conference, two devices at once counted once.
 *
 * @returns `doneMs` of finished time and, while a session is open, the instant `since` which it counts on:
 *   at `now` the duration is `doneMs + now - since`.
 */
export function presence(member: Member): { doneMs: number; since?: EpochMs } {
  const since = member.sessions[0]?.joinedAt
  let doneMs = 0
  for (const stay of member.stays) {
    const to = since === undefined ? stay.to : Math.min(stay.to, since)
    if (to > stay.from) doneMs += to - stay.from
  }
  return since === undefined ? { doneMs } : { doneMs, since }
}

/** `stays` with one more: overlapping and touching ones become one. */
export function withStay(stays: readonly Stay[], added: Stay): readonly Stay[] {
  const merged: Stay[] = []
  let { from, to } = added
  for (const stay of stays) {
    if (stay.to < from || stay.from > to) {
      merged.push(stay)
    } else {
      from = Math.min(from, stay.from) as EpochMs
      to = Math.max(to, stay.to) as EpochMs
    }
  }
  merged.push({ from, to })
  return merged.sort((a, b) => a.from - b.from)
}

/** @param by absent: an app, or nobody who is known */
export function withMutedBy(member: Member, by: PersonKey | undefined): Member {
  const { mutedBy: _, ...rest } = member
  return { ...rest, ...(by !== undefined && { mutedBy: by }) }
}

/** Host and co-hosts. */
export function hasRole({ host }: { host: PersonKey }, { key, coHost }: Pick<Member, 'key' | 'coHost'>): boolean {
  return key === host || coHost
}

export function withMuted({ participantId, device, joinedAt, silent }: Session, muted: boolean): Session {
  return { participantId, device, joinedAt, silent, ...(muted && { muted }) }
}

/** Whether a ring of his could still be answered or time out. */
export function isBeingCalled(member: Member): boolean {
  return member.call.state === 'calling' || member.call.state === 'ringing' || member.call.state === 'accepted'
}

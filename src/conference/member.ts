import type { EpochMs, ParticipantId, Person, PersonKey } from './identity.ts'

/** The platform of a session. DingTalk's closed list does not name `Linux` and `other`. */
export type Device = 'Win' | 'Mac' | 'iOS' | 'Android' | 'Linux' | 'other'

/** An open session. A `silent` one has sent no heartbeat since `lastSeenAt`; it may still resume. */
export type Session = Readonly<
  {
    participantId: ParticipantId
    device: Device
    joinedAt: EpochMs
    /** This device was muted, apart from the person's `audio`. */
    muted?: true
    /** It joined without sound: it neither sends nor plays media. */
    withoutSound?: true
  } & (
    | {
        silent: false
        /** Its last heartbeat before the last silence, if there was one. */
        provenUntil?: EpochMs
      }
    | { silent: true; lastSeenAt: EpochMs }
  )
>

/** An open session with sound. `outside`: its person is not of the organization. */
export type SoundSession = Readonly<{ participantId: ParticipantId; member: PersonKey; outside: boolean }>

/** `muted`: until the member unmutes themselves. `barred`: muted, and they may not unmute themselves. */
export type Audio = 'allowed' | 'muted' | 'barred'

/** A member, or an administrator of the organization, who need not be in the conference. */
export type MutedBy = PersonKey | 'administrator'

/** A finished period in the conference, `[from, to)`. */
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
/** Why a call was not answered. */
export type RingFailure = 'declined' | 'timed-out' | 'cancelled' | 'conference-ended' | 'no-telephony' | 'line-failed'
/** `gave-up`: nobody admitted the person, and they stopped asking. */
export type CallFailure = RingFailure | 'gave-up'

/**
 * A member and the waiting room. `waiting`: they have asked to be admitted, last at `askedAt`. `let-in`: they may join,
 * and have not joined yet.
 */
type Wait = Readonly<{ state: 'none' } | { state: 'waiting'; askedAt: EpochMs } | { state: 'let-in' }>

/** One person in one conference. Immutable. */
export type Member = Readonly<{
  key: PersonKey
  person: Person
  /** Order of first appearance in the conference, from 1; never changes. */
  seq: number
  nick: string
  /** The member was renamed in this conference: they keep the nick when they join again. */
  renamed?: true
  jobNumber?: string
  /** Not of the organization that owns the conference. */
  outside: boolean
  coHost: boolean
  /** The member was host, and a person or an app gave the role to somebody else. */
  gaveHost?: true
  banned: boolean
  invited: boolean
  /** Removed, and not called since. They have to be admitted again. */
  removed: boolean
  /** How their last stay ended. Absent if they never joined; meaningless while a session is open. */
  lastStay?: 'left' | 'removed'
  audio: Audio
  /** Who last muted the member or one of their devices, unless an app or a setting did. Meaningless while nothing is muted. */
  mutedBy?: MutedBy
  call: Call
  wait: Wait
  /** First join. */
  joinedAt?: EpochMs
  /** Last leave. Meaningless while a session is open. */
  leftAt?: EpochMs
  /** The session that ended at `leftAt`. If several did, the newest of them. */
  endedLast?: Pick<Session, 'device' | 'joinedAt'>
  /** Device of the newest open session, or else of the one that ended last. */
  device?: Device
  /** Open sessions, oldest first. */
  sessions: readonly Session[]
  /** Finished stays: merged, so that none overlap or touch; ascending. */
  stays: readonly Stay[]
}>

/** 1 invited, 2 ringing, 3 in the meeting, 4 failed to join, 5 removed, 6 left. */
export type AttendStatus = 1 | 2 | 3 | 4 | 5 | 6

/** The status of a member: an open session decides first, then the last thing that happened to them. */
export function attendStatus(member: Member): AttendStatus {
  if (member.sessions.length > 0) return 3
  const { call } = member
  switch (call.state) {
    case 'calling':
      return 1
    case 'ringing':
    case 'accepted':
      return 2
    case 'failed':
      return isOwnFailure(call.reason) ? 4 : (statusAfterStay(member) ?? 4)
    case 'none':
      return statusAfterStay(member) ?? 1
  }
}

/** Whether the call ended by itself. Otherwise the end of the conference, or of a wait, cut it off. */
function isOwnFailure(reason: CallFailure): boolean {
  return reason !== 'conference-ended' && reason !== 'gave-up'
}

/** The status after a stay or a removal; `undefined` if there was none. */
function statusAfterStay({ removed, lastStay }: Member): 5 | 6 | undefined {
  if (removed || lastStay === 'removed') return 5
  return lastStay && 6
}

/**
 * Time in the conference. Two devices at the same time count once, and a silent one counts up to its last heartbeat.
 *
 * @returns `doneMs` of proven time. While a session is open that is not silent also `since`: at `now` the duration is
 *   `doneMs`, plus `now - since` if `now` is later. So it does not shrink if `now` lags behind what is proven.
 */
export function attendance(member: Pick<Member, 'sessions' | 'stays'>): { doneMs: number; since?: EpochMs } {
  let proven = member.stays
  let openedAt: EpochMs | undefined
  for (const session of member.sessions) {
    const to = session.silent ? session.lastSeenAt : session.provenUntil
    if (to !== undefined) proven = withStay(proven, { from: session.joinedAt, to })
    if (!session.silent) openedAt ??= session.joinedAt // oldest first
  }
  const doneMs = lengthBefore(Infinity, proven)
  if (openedAt === undefined) return { doneMs }
  // The open session covers what is proven after its beginning.
  return { doneMs, since: (openedAt + doneMs - lengthBefore(openedAt, proven)) as EpochMs }
}

function lengthBefore(end: number, stays: readonly Stay[]): number {
  return stays.reduce((length, { from, to }) => length + Math.max(0, Math.min(to, end) - from), 0)
}

/** `stays` with one more. Overlapping and touching stays become one. */
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

/** `member`, last muted by `by`; `undefined`: by an app, the system, or somebody unknown. */
export function withMutedBy(member: Member, by: MutedBy | undefined): Member {
  const { mutedBy: _, ...rest } = member
  return { ...rest, ...(by !== undefined && { mutedBy: by }) }
}

/** Whether the member is the host or a co-host. */
export function hasRole({ host }: { host: PersonKey }, { key, coHost }: Pick<Member, 'key' | 'coHost'>): boolean {
  return key === host || coHost
}

/** `session`, muted or not. */
export function withMuted(session: Session, muted: boolean): Session {
  const { muted: _, ...rest } = session
  return { ...rest, ...(muted && { muted }) }
}

/** Whether a call to the member can still be answered or time out. */
export function isBeingCalled(member: Member): boolean {
  return member.call.state === 'calling' || member.call.state === 'ringing' || member.call.state === 'accepted'
}

import { ConferenceError } from './conference-error.ts'
import type { ConferenceEnd, CreationDetails } from './event.ts'
import type { EngineName, FixedTerms, MuteOnJoin, Sharing } from './terms.ts'
import type { GrowingMap } from './growing-map.ts'
import type { EpochMs, ParticipantId, PersonKey } from './identity.ts'
import type { Member, SoundSession } from './member.ts'

/** Whether everybody was muted. `barred`: muted people may not unmute themselves, even if the setting allows it. */
type AllMuted = 'no' | 'muted' | 'barred'

/** What a conference is, apart from its phase. */
type Facts = Omit<CreationDetails, 'booked' | 'defaults' | 'engine'> &
  Readonly<{
    /** It never changes. */
    engine: EngineName
    /** The booked terms that cannot change. The others are fields below, which start with the booked values. */
    booked?: FixedTerms
    createdAt: EpochMs
    /** The app that created the conference or its booking. */
    clientId?: string
    /** An app created the conference, and got the host password in the answer. Nobody knows that of other conferences. */
    hostPasswordKnown: boolean
    host: PersonKey
    locked: boolean
    sharing: Sharing
    /** The person that everybody sees large. They are in the conference. */
    focus: PersonKey | undefined
    /** Only people of the organization may join. */
    insidersOnly: boolean
    /** The setting that muted people may unmute themselves. `allMuted` may override it. */
    selfUnmuting: boolean
    allMuted: AllMuted
    /** Only the host, the co-hosts, and people who were admitted, called or in the meeting before may join. */
    waitingRoom: boolean
    muteOnJoin: MuteOnJoin
    /** Chat messages and reactions are allowed. */
    chat: boolean
    /** In order of first appearance. */
    members: GrowingMap<PersonKey, Member>
    /** Every session that was ever opened, so that no pass opens two. */
    sessions: GrowingMap<ParticipantId, PersonKey>
    /** The open sessions with sound, in the order in which they get audio places. */
    soundSessions: readonly SoundSession[]
    /** The planned start at which the booking called its invitees last. */
    calledForStart: EpochMs | undefined
    /** Number of people who were ever invited. */
    invitedCount: number
    /** Number of people with an open session. */
    activeCount: number
    /** Number of people who have ever joined. */
    attendedCount: number
    /** Number of open sessions that are not silent. */
    heardCount: number
    /** The last proof of life of sessions that have ended or are silent. Before the first of them, the creation. */
    provenAt: EpochMs
    /** When the last person left, or the creation. Meaningless while somebody is in the conference. */
    emptySince: EpochMs
  }>

/** A conference in progress. */
export type Running = Readonly<{ phase: 'running' }> & Facts

export type Ended = Readonly<{ phase: 'ended'; endedAt: EpochMs; endReason: ConferenceEnd }> & Facts

/** A conference that was created. */
export type ExistingConference = Running | Ended

/** A conference as its events so far have made it. Immutable. */
export type Conference = Readonly<{ phase: 'absent' }> | ExistingConference

/** A conference that nobody has created yet. */
export function newConference(): Conference {
  return { phase: 'absent' }
}

/** @throws ConferenceError `conference-not-found`, `conference-ended` */
export function requireRunning(state: Conference): Running {
  if (state.phase === 'absent') throw new ConferenceError('conference-not-found')
  if (state.phase === 'ended') throw new ConferenceError('conference-ended')
  return state
}

/** Whether the person has an open session. */
export function isInside(state: ExistingConference, key: PersonKey): boolean {
  return (state.members.get(key)?.sessions.length ?? 0) > 0
}

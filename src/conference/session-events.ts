import { audioOnOpening } from './audio-events.ts'
import { withoutSoundSession, withReplacedSoundSession } from './audio-places.ts'
import type { Event } from './event.ts'
import type { EpochMs, ParticipantId, PersonKey } from './identity.ts'
import { withStay, type Device, type Member, type Session } from './member.ts'
import { memberFor, withMember } from './member-changes.ts'
import type { ExistingConference } from './state.ts'
import { nickOf } from './waiting.ts'

/** A session is open: the member is in the conference. */
export function opened(
  state: ExistingConference,
  event: Extract<Event, { type: 'session-opened' }>,
): ExistingConference {
  const { participantId, device, withoutSound, at } = event
  const member = memberFor(state, event)
  const entered: Member = {
    ...member,
    nick: nickOf(state, member, event),
    removed: false,
    audio: audioOnOpening(state, member),
    call: { state: 'none' },
    wait: { state: 'none' },
    joinedAt: member.joinedAt ?? at,
    device,
    sessions: [
      ...member.sessions,
      { participantId, device, joinedAt: at, silent: false, ...(withoutSound && { withoutSound }) },
    ],
  }
  return withMember(state, entered, {
    sessions: state.sessions.with(participantId, member.key),
    // A telephone is not connected to pages.
    ...(!withoutSound &&
      member.person.kind !== 'phone' && {
        soundSessions: [...state.soundSessions, { participantId, member: member.key, outside: member.outside }],
      }),
    activeCount: state.activeCount + (member.sessions.length === 0 ? 1 : 0),
    attendedCount: state.attendedCount + (member.joinedAt === undefined ? 1 : 0),
    heardCount: state.heardCount + 1,
  })
}

/** A session has sent nothing since `lastSeenAt`. */
export function fellSilent(state: ExistingConference, id: ParticipantId, lastSeenAt: EpochMs): ExistingConference {
  const next = withSession(state, id, (session) => ({ ...session, silent: true, lastSeenAt }))
  if (next === state) return state
  return { ...next, heardCount: state.heardCount - 1, provenAt: later(state.provenAt, lastSeenAt) }
}

/** A silent session has sent something again. */
export function resumed(state: ExistingConference, id: ParticipantId): ExistingConference {
  const next = withSession(state, id, ({ lastSeenAt, ...session }) => ({
    ...session,
    silent: false,
    ...(lastSeenAt !== undefined && { provenUntil: lastSeenAt }),
  }))
  return next === state ? state : { ...next, heardCount: state.heardCount + 1 }
}

/** What both kinds of sessions have, and when a silent one was last heard. */
type SessionFacts = Pick<Session, 'participantId' | 'device' | 'joinedAt' | 'muted' | 'withoutSound'> &
  Readonly<{ lastSeenAt?: EpochMs }>

/** The same state if no such session is open, or if it is silent as `change` makes it. */
function withSession(
  state: ExistingConference,
  id: ParticipantId,
  change: (session: SessionFacts) => Session,
): ExistingConference {
  const member = state.members.get(state.sessions.get(id) as PersonKey)
  const session = member?.sessions.find(({ participantId }) => participantId === id)
  if (!member || !session) return state
  const { participantId, device, joinedAt, muted, withoutSound } = session
  const facts = {
    participantId,
    device,
    joinedAt,
    ...(muted && { muted }),
    ...(withoutSound && { withoutSound }),
  }
  const next = change(session.silent ? { ...facts, lastSeenAt: session.lastSeenAt } : facts)
  if (next.silent === session.silent) return state
  return withMember(state, { ...member, sessions: member.sessions.map((open) => (open === session ? next : open)) })
}

function later(a: EpochMs, b: EpochMs): EpochMs {
  return a > b ? a : b
}

/** A session has ended. The member is still in the conference if they have another one. */
export function closed(
  state: ExistingConference,
  event: Extract<Event, { type: 'session-closed' }>,
): ExistingConference {
  const member = state.members.get(state.sessions.get(event.participantId) as PersonKey)
  const session = member?.sessions.find(({ participantId }) => participantId === event.participantId)
  if (!member || !session) return state
  const sessions = member.sessions.filter((open) => open !== session)
  const stays = withStay(member.stays, { from: session.joinedAt, to: event.leftAt })
  const left = lastLeave(member, session, event.leftAt)
  const device: Device = sessions.at(-1)?.device ?? left.endedLast.device
  const next = withMember(
    state,
    { ...member, sessions, stays, ...left, device, lastStay: 'left' },
    {
      soundSessions:
        event.reason === 'replaced'
          ? withReplacedSoundSession(state.soundSessions, {
              old: event.participantId,
              newer: sessions.at(-1)?.participantId,
            })
          : withoutSoundSession(state.soundSessions, event.participantId),
      heardCount: state.heardCount - (session.silent ? 0 : 1),
      provenAt: later(state.provenAt, event.leftAt),
    },
  )
  if (sessions.length > 0) return next
  const activeCount = state.activeCount - 1
  const focus = state.focus === member.key ? undefined : state.focus
  return { ...next, activeCount, focus, ...(activeCount === 0 && { emptySince: event.at }) }
}

/** Two lost devices may end in a different order from that in which they fell silent. The person left at the later end. */
function lastLeave({ leftAt, endedLast }: Member, { device, joinedAt }: Session, at: EpochMs) {
  const isEarlier = leftAt !== undefined && (at < leftAt || (at === leftAt && joinedAt < (endedLast?.joinedAt ?? 0)))
  if (isEarlier && endedLast) return { leftAt, endedLast }
  return { leftAt: at, endedLast: { device, joinedAt } }
}

import type { ParticipantId, PersonKey } from './identity.ts'
import { hasRole, type Member, type Session, type SoundSession } from './member.ts'
import type { ExistingConference } from './state.ts'

/**
 * The sessions that have one of the `maxAudio` audio places, apart from the places that host and co-hosts have in any case.
 * Sessions with sound get the places in the order in which they joined, and keep them. Half of the places, rounded down, are
 * for people of the organization. People from outside use these only until a person of the organization needs them. If one of
 * them has several devices, only the first gets its place in this order. The others come after everybody else, so that one
 * guest does not take all places.
 */
export function audioPlaces(
  { soundSessions }: Pick<ExistingConference, 'soundSessions'>,
  maxAudio: number,
): ReadonlySet<ParticipantId> {
  const known = KNOWN.get(soundSessions)
  if (known?.maxAudio === maxAudio) return known.places
  const places = placesOf(soundSessions, maxAudio)
  KNOWN.set(soundSessions, { maxAudio, places })
  return places
}

/** The last result for each list. Lists never change, and each is asked about for every session in it. */
const KNOWN = new WeakMap<readonly SoundSession[], Readonly<{ maxAudio: number; places: ReadonlySet<ParticipantId> }>>()

function placesOf(soundSessions: readonly SoundSession[], maxAudio: number): ReadonlySet<ParticipantId> {
  const maxOutside = Math.ceil(maxAudio / 2)
  const places = new Set<ParticipantId>()
  const borrowers: ParticipantId[] = []
  const furtherDevices: ParticipantId[] = []
  const outsiders = new Set<PersonKey>()
  for (const { participantId, member, outside } of soundSessions) {
    if (places.size >= maxAudio) break
    if (outside && outsiders.has(member)) {
      furtherDevices.push(participantId)
    } else if (outside && outsiders.size >= maxOutside) {
      borrowers.push(participantId)
    } else {
      places.add(participantId)
      if (outside) outsiders.add(member)
    }
  }
  const lent = [...borrowers, ...furtherDevices].slice(0, maxAudio - places.size)
  for (const participantId of lent) places.add(participantId)
  return places
}

/** Whether a session has an audio place: it sends to the others, and receives what they send. */
export function hasAudioPlace(
  conference: Pick<ExistingConference, 'host' | 'soundSessions'>,
  { member, session }: Readonly<{ member: Pick<Member, 'key' | 'coHost'>; session: Session }>,
  maxAudio: number,
): boolean {
  if (session.withoutSound) return false
  return hasRole(conference, member) || audioPlaces(conference, maxAudio).has(session.participantId)
}

/** Whether a person who joins now, and is not inside, gets an audio place. */
export function isPlaceFree(
  { soundSessions }: Pick<ExistingConference, 'soundSessions'>,
  outside: boolean,
  maxAudio: number,
): boolean {
  const newcomer = { participantId: '' as ParticipantId, member: '' as PersonKey, outside }
  return audioPlaces({ soundSessions: [...soundSessions, newcomer] }, maxAudio).has(newcomer.participantId)
}

/** `sessions` without the one with this id; the same list if there is none. */
export function withoutSoundSession(sessions: readonly SoundSession[], id: ParticipantId): readonly SoundSession[] {
  const place = sessions.findIndex(({ participantId }) => participantId === id)
  return place < 0 ? sessions : sessions.toSpliced(place, 1)
}

/** The list after a session was replaced by a newer one of the same person, which takes its place in the order. */
export function withReplacedSoundSession(
  sessions: readonly SoundSession[],
  { old, newer }: Readonly<{ old: ParticipantId; newer: ParticipantId | undefined }>,
): readonly SoundSession[] {
  const place = sessions.findIndex(({ participantId }) => participantId === old)
  const from = sessions.findIndex(({ participantId }) => participantId === newer)
  const moved = sessions[from]
  if (place < 0 || !moved || from < place) return withoutSoundSession(sessions, old)
  return sessions.toSpliced(from, 1).with(place, moved)
}

import type { Welcome } from '../contract/signaling/types.ts'
import type { ConferenceState } from './conference.ts'
import { seatsOf, toRoster, type Roster } from './roster.ts'

export const BEFORE_WELCOME: ConferenceState = {
  connection: { phase: 'joining' },
  self: '',
  mediaStates: {},
  said: [],
  grades: {},
  welcomes: 0,
}

/** The state after the server has welcomed the session: at first, after a resume, or as a new session. */
export function toWelcomed(before: ConferenceState, welcome: Welcome): ConferenceState {
  const { participantId, snapshot, stages, camerasFull, said, media, mediaDown, invitation } = welcome
  const roster = snapshot ? toRoster(snapshot) : before.roster
  return {
    connection: { phase: 'joined' },
    self: participantId,
    ...(roster && { roster }),
    mediaStates: stages,
    ...(camerasFull && { camerasFull }),
    said,
    grades: before.grades,
    grant: media,
    ...(mediaDown && { mediaDown }),
    ...(invitation && { invitation }),
    welcomes: before.welcomes + 1,
  }
}

/** The state after the media engine has stopped, or is back. */
export function withMediaDown(before: ConferenceState, isDown: boolean): ConferenceState {
  const { mediaDown: _, ...state } = before
  return isDown ? { ...state, mediaDown: true } : state
}

/** The state after other people than before, or nobody, can turn on no further camera. */
export function withCamerasFull(before: ConferenceState, full: 'nobody' | 'outside' | 'everyone'): ConferenceState {
  const { camerasFull: _, ...state } = before
  return full === 'nobody' ? state : { ...state, camerasFull: full }
}

/** `mediaStates` without those of sessions that have ended. The same object if none has, so that nothing is drawn again. */
export function openMediaStates(
  mediaStates: ConferenceState['mediaStates'],
  roster: Roster,
): ConferenceState['mediaStates'] {
  const open = new Set(seatsOf(roster).map(({ session }) => session.participantId))
  const remaining = Object.entries(mediaStates).filter(([participantId]) => open.has(participantId))
  return remaining.length === Object.keys(mediaStates).length ? mediaStates : Object.fromEntries(remaining)
}

import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, ParticipantId } from '../../conference/identity.ts'

const OBJECT_ID = /^[0-9a-f]{24}$/

/** @throws ConferenceError `conference-not-found` for an id of another form, which no conference has */
export function toConferenceId(text: string): ConferenceId {
  if (!OBJECT_ID.test(text)) throw new ConferenceError('conference-not-found')
  return text as ConferenceId
}

/** @throws ConferenceError `session-not-found` for an id of another form, which no session has */
export function toParticipantId(text: string): ParticipantId {
  if (!OBJECT_ID.test(text)) throw new ConferenceError('session-not-found')
  return text as ParticipantId
}

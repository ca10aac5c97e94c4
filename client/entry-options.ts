import { SIGNALING_VERSION } from '../contract/signaling/constants.ts'
import type { ConferenceAuth } from '../contract/signaling/types.ts'

/** How a session begins. */
export type EntryOptions = Readonly<{
  /** Opens a new session. Without it, the client resumes the session whose token is stored. */
  ticket?: string
  /** With a ticket: the device neither sends nor plays media, and takes no audio place. */
  withoutSound?: boolean
  /** With a ticket: all other sessions of the person end. */
  movesHere?: boolean
}>

/** What opens a new session. Without any ticket, '-' makes the server refuse the connection with `pass-invalid`. */
export function toEntryAuth({ ticket = '-', withoutSound, movesHere }: EntryOptions): ConferenceAuth {
  return { version: SIGNALING_VERSION, ticket, ...(withoutSound && { withoutSound }), ...(movesHere && { movesHere }) }
}

import type { DefaultEventsMap, Namespace, Socket } from 'socket.io'
import type { ConferenceClientEvents, ConferenceServerEvents } from '../../contract/signaling/events.ts'
import type { ConferenceId, EpochMs } from '../conference/identity.ts'
import type { Seat } from '../service/conduct/seat.ts'
import type { AdmittedSession } from '../service/entry/admission.ts'
import type { Audience } from './views.ts'

/**
 * The session that a socket speaks for. `admittedAt`: in server time, which all servers share. `seq`: the last change that a
 * resuming client has applied.
 */
type SocketData = AdmittedSession & Readonly<{ admittedAt: EpochMs; seq?: number }>
export type ConferenceNamespace = Namespace<
  ConferenceClientEvents,
  ConferenceServerEvents,
  DefaultEventsMap,
  SocketData
>
export type ConferenceSocket = Socket<ConferenceClientEvents, ConferenceServerEvents, DefaultEventsMap, SocketData>

/** Socket.IO's room of all sessions in a conference. */
export const conferenceRoom = (id: ConferenceId) => `conference:${id}`
/** Socket.IO's room of the sessions in a conference to which the same roster is shown. */
export const audienceRoom = (id: ConferenceId, audience: Audience) => `${conferenceRoom(id)}:${audience}`
/** Socket.IO's room of one session. With the conference in its name, no message reaches another conference. */
export const sessionRoom = ({ conferenceId, participantId }: Omit<Seat, 'key'>) =>
  `session:${conferenceId}:${participantId}`

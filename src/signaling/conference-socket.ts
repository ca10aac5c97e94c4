import type { DefaultEventsMap, Namespace, Socket } from 'socket.io'
import type { ConferenceClientEvents, ConferenceServerEvents } from '../../contract/signaling/types.ts'
import type { ConferenceId, ParticipantId } from '../conference/identity.ts'
import type { AdmittedSession } from '../service/entry/admission.ts'

/** Whom a connection speaks for; `seq` is the last change that a resuming client has applied. */
type SocketData = AdmittedSession & Readonly<{ seq?: number }>
export type ConferenceNamespace = Namespace<
  ConferenceClientEvents,
  ConferenceServerEvents,
  DefaultEventsMap,
  SocketData
>
export type ConferenceSocket = Socket<ConferenceClientEvents, ConferenceServerEvents, DefaultEventsMap, SocketData>

/** Names of Socket.IO's rooms. */
export const everybody = (id: ConferenceId) => `conference:${id}`
export const everyConnection = (id: ParticipantId) => `session:${id}`

import type { FastifyBaseLogger } from 'fastify'
import type { RefusalCode, Refused } from '../../contract/signaling/types.ts'
import { ConferenceError, type ConferenceErrorCode } from '../conference/conference-error.ts'

/** What a request can be refused with. Any other code is an unexpected error. */
type RefusalTable = Readonly<Partial<Record<ConferenceErrorCode, RefusalCode>>>

/** Refusals of a connection, by ticket, resume token or sign-in. */
const CONNECTING: RefusalTable = {
  'pass-invalid': 'pass-invalid',
  'pass-used': 'pass-used',
  'session-ended': 'session-ended',
  'session-not-found': 'session-ended',
  banned: 'banned',
  'conference-locked': 'conference-locked',
  'host-absent': 'host-absent',
  'waiting-room': 'waiting-room',
  'conference-ended': 'conference-ended',
  'conference-not-found': 'conference-not-found',
}

/** Refusals of a device's answer to a ring. */
export const ANSWERING: RefusalTable = {
  'member-not-found': 'ring-over',
  'user-not-found': 'signed-out', // the account is gone
  banned: 'banned',
  'conference-locked': 'conference-locked',
  'host-absent': 'host-absent',
  'waiting-room': 'waiting-room',
  'conference-ended': 'conference-ended',
  'conference-not-found': 'conference-not-found',
}

/** Refusals of a session's request in the meeting. */
export const IN_MEETING: RefusalTable = {
  'session-ended': 'session-ended',
  'not-permitted': 'not-permitted',
  'member-not-found': 'member-not-found',
  'session-not-found': 'session-not-found',
  'user-not-found': 'user-not-found',
  'muted-by-host': 'muted-by-host',
  'conference-locked': 'conference-locked',
  'conference-ended': 'conference-ended',
  'conference-not-found': 'conference-not-found',
}

/** A refusal with the code that the client receives. Services throw `ConferenceError` instead. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly code: RefusalCode

  constructor(code: RefusalCode) {
    super(code)
    this.code = code
  }
}

/** The answer to the client. An unexpected error is logged here, with its cause. */
export function toRefused(error: unknown, log: FastifyBaseLogger, table: RefusalTable): Refused {
  const code = toCode(error, table)
  if (code === 'fault') log.error({ err: error }, 'signaling failed')
  return { ok: false, code }
}

/** The error that Socket.IO's middleware sends to the client. */
export function toConnectError(error: unknown, log: FastifyBaseLogger): Error & { data: { code: RefusalCode } } {
  const { code } = toRefused(error, log, CONNECTING)
  return Object.assign(new Error(code), { data: { code } })
}

function toCode(error: unknown, table: RefusalTable): RefusalCode {
  if (error instanceof RefusedError) return error.code
  return (error instanceof ConferenceError && table[error.code]) || 'fault'
}

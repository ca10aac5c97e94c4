import type { FastifyBaseLogger } from 'fastify'
import type { RefusalCode, Refused } from '../../contract/signaling/types.ts'
import { ConferenceError, type ConferenceErrorCode } from '../conference/conference-error.ts'

type RefusalTable = Readonly<Record<ConferenceErrorCode, RefusalCode>>

/** How the domain's refusals are spelt to whoever comes in, or answers a ring. */
const AT_THE_DOOR: RefusalTable = {
  'pass-invalid': 'pass-invalid',
  'pass-used': 'pass-used',
  'session-ended': 'session-ended',
  'session-not-found': 'session-ended',
  banned: 'banned',
  'muted-by-host': 'muted-by-host',
  'conference-locked': 'conference-locked',
  'host-absent': 'host-absent',
  'waiting-room': 'waiting-room',
  'conference-ended': 'conference-ended',
  'conference-not-found': 'conference-not-found',
  'member-not-found': 'ring-over', // only an answer to a ring names a member
  'user-not-found': 'signed-out', // his account is gone
  'not-permitted': 'fault', // nothing that is asked here is a matter of roles
  'too-many-tries': 'fault', // what is shown here cannot be guessed
}

/** And to whoever is inside. */
export const INSIDE: RefusalTable = {
  ...AT_THE_DOOR,
  'not-permitted': 'not-permitted',
  'member-not-found': 'member-not-found',
  'session-not-found': 'session-not-found',
  'user-not-found': 'user-not-found',
}

/** A connection or a question that is turned down before any service is asked. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly code: RefusalCode

  constructor(code: RefusalCode) {
    super(code)
    this.code = code
  }
}

/** What to tell the client of `error`; what is our own fault is logged here, with its cause. */
export function toRefused(error: unknown, log: FastifyBaseLogger, table = AT_THE_DOOR): Refused {
  const code = toCode(error, table)
  if (code === 'fault') log.error({ err: error }, 'signalling failed')
  return { ok: false, code }
}

/** The error that Socket.IO's middleware hands to the client. */
export function toConnectError(error: unknown, log: FastifyBaseLogger): Error & { data: { code: RefusalCode } } {
  const { code } = toRefused(error, log)
  return Object.assign(new Error(code), { data: { code } })
}

function toCode(error: unknown, table: RefusalTable): RefusalCode {
  if (error instanceof RefusedError) return error.code
  return error instanceof ConferenceError ? table[error.code] : 'fault'
}

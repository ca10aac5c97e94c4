import type { FastifyRequest } from 'fastify'
import type { WrongField } from './invalid-request.ts'

/** Why a request is refused: its wrong fields, or what the service says. */
type Cause = Readonly<{ wrong: readonly WrongField[] } | { reason: string }>

/**
 * Logs at debug why a request is refused, since many operations answer no more than `PARAM ERROR`. No value of a request
 * is logged: it may be a secret.
 */
export function logRefusal(request: FastifyRequest, cause: Cause): void {
  request.log.debug({ operation: request.routeOptions.config.operation, ...cause }, 'request refused')
}

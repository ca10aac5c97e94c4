import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DingTalkError } from '../../../contract/dingtalk/envelope.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import { BookingError } from '../../service/booking/booking-error.ts'
import { EngineError } from '../../service/control/engine-ports.ts'
import { CONTENT_TYPE, refuse, toTransportError } from './gateway-errors.ts'
import { InvalidRequestError } from './invalid-request.ts'
import { logRefusal } from './refusal-log.ts'

/** An error as DingTalk answers it. `%s` in the message is replaced by the reason. */
export type WireError = readonly [status: number, code: string, message: string]

/**
 * The answers of one operation to errors: to what the called service can refuse, malformed requests, and unexpected errors.
 * Each operation has a table of its own, because DingTalk's operations rarely share one.
 */
export type ErrorTable<Refusal extends string> = Readonly<{
  refusals: Readonly<Record<Refusal, WireError>>
  /** By the field that is wrong, or by field and what is wrong with it, such as `action missing`. */
  malformed: Readonly<{ otherwise: WireError } & Record<string, WireError>>
  unexpected: WireError
  /** For the page of the operation: what causes an error, where the usual words do not fit. By code or malformed field. */
  reasons?: Readonly<Record<string, string>>
}>

/** The error handler of an operation with this table. Unexpected errors are logged with their cause, and hidden from the caller. */
export function refuseBy(table: ErrorTable<string>) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const transport = toTransportError(error)
    if (transport) return refuse(request, reply, transport)
    if (error instanceof InvalidRequestError) {
      logRefusal(request, { wrong: error.wrong })
      return send(request, reply, toMalformed(error, table.malformed), error.message)
    }
    if (error instanceof ConferenceError || error instanceof BookingError || error instanceof EngineError) {
      const reason = toReason(error.code, error instanceof BookingError ? error.detail : undefined)
      const wire = Object.hasOwn(table.refusals, error.code) ? table.refusals[error.code] : undefined
      if (wire) {
        logRefusal(request, { reason })
        return send(request, reply, wire, reason)
      }
    }
    request.log.error({ err: error }, 'unexpected error of an operation')
    return send(request, reply, table.unexpected, 'internal failure')
  }
}

/** Sends the error that this operation has for `refusal`. */
export function sendRefusal<Refusal extends string>(
  request: FastifyRequest,
  reply: FastifyReply,
  { refusals }: ErrorTable<Refusal>,
  refusal: Refusal,
) {
  const reason = toReason(refusal)
  logRefusal(request, { reason })
  return send(request, reply, refusals[refusal], reason)
}

function toReason(code: string, detail?: string): string {
  const words = code.replaceAll('-', ' ')
  return detail === undefined ? words : `${words}: ${detail}`
}

function send(request: FastifyRequest, reply: FastifyReply, [status, code, message]: WireError, reason: string) {
  const envelope: DingTalkError = { code, requestid: request.id, message: message.replace('%s', () => reason) }
  return reply.code(status).header('content-type', CONTENT_TYPE).send(envelope)
}

function toMalformed({ field, problem }: InvalidRequestError, malformed: ErrorTable<string>['malformed']): WireError {
  return malformed[`${field} ${problem}`] ?? malformed[field] ?? malformed.otherwise
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DingTalkError } from '../../../contract/dingtalk/envelope.ts'
import { ConferenceError, type ConferenceErrorCode } from '../../conference/conference-error.ts'
import { BookingError } from '../../service/booking/booking-error.ts'
import { CONTENT_TYPE, refuse, toTransportError } from './gateway-errors.ts'
import { FlawError, type Flaw } from './validation.ts'

/** `%s` in the message gives way to the reason. */
export type WireError = readonly [status: number, code: string, message: string]

/** How one operation spells what can go wrong with it. Each has its own: hardly two of DingTalk's tables are alike. */
export type ErrorTable<Refusal extends string = ConferenceErrorCode> = Readonly<{
  /** `fault`: meeting it in this operation would be our own mistake. */
  refusals: Readonly<Record<Refusal, WireError | 'fault'>>
  /** By the field that is wrong, or by field and fault, such as `action missing`. */
  malformed: Readonly<{ otherwise: WireError } & Record<string, WireError>>
  fault: WireError
  /** What brings a refusal or a malformed request about, where its page says it in other words than the rest. */
  reasons?: Readonly<Record<string, string>>
}>

/** The error handler of an operation with this table. Faults are logged here, with their cause, and told to nobody. */
export function refuseBy<Refusal extends string>(table: ErrorTable<Refusal>) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const transport = toTransportError(error)
    if (transport) return refuse(request, reply, transport)
    if (error instanceof FlawError) return send(request, reply, toMalformed(error.flaw, table.malformed), error.message)
    const isRefusal = error instanceof ConferenceError || error instanceof BookingError
    if (isRefusal && Object.hasOwn(table.refusals, error.code)) {
      return sendWireError(request, reply, table, error.code as string as Refusal, error)
    }
    request.log.error({ err: error }, 'fault of an operation')
    return send(request, reply, table.fault, 'internal failure')
  }
}

/** Answers with what `refusal` is in this operation; `cause` goes to the log if that is a fault. */
export function sendWireError<Refusal extends string>(
  request: FastifyRequest,
  reply: FastifyReply,
  { refusals, fault }: ErrorTable<Refusal>,
  refusal: Refusal,
  cause: unknown = new Error(`refused as ${refusal}`),
) {
  const wire = refusals[refusal]
  if (wire !== 'fault') return send(request, reply, wire, refusal.replaceAll('-', ' '))
  request.log.error({ err: cause }, 'fault of an operation')
  return send(request, reply, fault, 'internal failure')
}

function send(request: FastifyRequest, reply: FastifyReply, [status, code, message]: WireError, reason: string) {
  const envelope: DingTalkError = { code, requestid: request.id, message: message.replace('%s', () => reason) }
  return reply.code(status).header('content-type', CONTENT_TYPE).send(envelope)
}

function toMalformed({ field, fault }: Flaw, malformed: ErrorTable['malformed']): WireError {
  return malformed[`${field} ${fault}`] ?? malformed[field] ?? malformed.otherwise
}

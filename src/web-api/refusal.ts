import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { wordsOfPattern } from '../../contract/patterns.ts'
import type { AdmissionRefusal } from '../../contract/web/types.ts'
import { ConferenceError, type ConferenceErrorCode } from '../conference/conference-error.ts'
import { ClosedError } from '../service/entry/closed-error.ts'
import { WaitError } from '../service/entry/wait-error.ts'
import { BookingError, PlanError, type BookingErrorCode, type PlanErrorCode } from '../service/booking/booking-error.ts'
import { AccountError, type AccountErrorCode } from '../service/account/account-error.ts'

type WireError = readonly [status: number, code: string, message: string]
/** The refusals of one operation of the pages. Any other code is an unexpected error. */
export type RefusalTable = Readonly<Partial<Record<ConferenceErrorCode, WireError>>>

/** Refusals that every operation of the pages answers in the same way. */
export const PAGE_REFUSALS: Record<AccountErrorCode | 'cross-site' | 'malformed' | 'stopping' | 'fault', WireError> = {
  'signed-out': [401, 'signed-out', 'You are not signed in. Sign in again.'],
  'password-must-change': [403, 'password-must-change', 'Choose a new password first.'],
  'password-weak': [400, 'password-weak', 'Use at least 10 characters, and not the current password.'],
  'password-link-invalid': [
    404,
    'password-link-invalid',
    'This link is no longer valid. Ask an administrator for a new one.',
  ],
  'device-not-found': [404, 'device-not-found', 'You are not signed in on that device.'],
  'not-administrator': [403, 'not-administrator', 'Only an administrator of the organization can do that.'],
  'not-operator': [403, 'not-operator', 'Only an operator of this server can do that.'],
  'organization-exists': [409, 'organization-exists', 'There is an organization with this corpId already.'],
  'organization-not-found': [404, 'organization-not-found', 'This organization does not exist.'],
  'user-not-found': [404, 'user-not-found', 'The organization has no such person.'],
  'user-exists': [409, 'user-exists', 'The organization already has a person with this userId.'],
  'user-disabled': [409, 'user-disabled', 'The person is disabled. Enable them first.'],
  'union-id-taken': [409, 'union-id-taken', 'This unionId is or was another person’s.'],
  'last-administrator': [409, 'last-administrator', 'The organization needs another administrator first.'],
  'person-in-meeting': [
    409,
    'person-in-meeting',
    'The person is on the roster of a meeting in progress. End it first.',
  ],
  'user-name-taken': [409, 'user-name-taken', 'The company’s directory has another person with this name.'],
  'external-id-taken': [409, 'external-id-taken', 'The company’s directory has another person with this id.'],
  'erasure-unfinished': [
    409,
    'erasure-unfinished',
    'A person with this userId or unionId is still being erased. Try again in some minutes.',
  ],
  'app-not-found': [404, 'app-not-found', 'The organization has no such app.'],
  'app-exists': [409, 'app-exists', 'This clientId is or was another app’s.'],
  'suite-not-found': [404, 'suite-not-found', 'There is no such third-party app.'],
  'scope-unknown': [400, 'scope-unknown', 'No operation requires one of these scopes.'],
  'subscription-not-found': [404, 'subscription-not-found', 'The organization has no such subscription.'],
  'subscription-changed': [409, 'subscription-changed', 'Somebody else has just changed this subscription. Try again.'],
  'scope-missing': [409, 'scope-missing', 'The app lacks the scope for one of these events.'],
  'too-many-subscriptions': [
    409,
    'too-many-subscriptions',
    'An app can have at most 10 subscriptions, and only one of them can be a stream.',
  ],
  'endpoint-wrong': [
    400,
    'endpoint-wrong',
    'Events are sent to an address that begins with https:// or http:// and has no password in it.',
  ],
  'endpoint-absent': [
    400,
    'endpoint-absent',
    'A stream has no address and no secrets: the app connects to this server.',
  ],
  'endpoint-refused': [
    400,
    'endpoint-refused',
    'Events are not sent to this address: it is not public, or has no https.',
  ],
  'endpoint-silent': [409, 'endpoint-silent', 'The address did not confirm that it takes events.'],
  'provider-absent': [404, 'provider-absent', 'This server has no single sign-on. Sign in with a password.'],
  'mail-absent': [404, 'mail-absent', 'This server sends no mail.'],
  'app-unknown': [404, 'app-unknown', 'There is no app with this client id.'],
  'app-elsewhere': [403, 'app-elsewhere', 'The app does not work for your organization.'],
  'redirect-not-allowed': [400, 'redirect-not-allowed', 'The app has not registered the address to return to.'],
  'authorization-malformed': [400, 'authorization-malformed', 'The app asks in a wrong way, or for something else.'],
  'cross-site': [403, 'cross-site', 'Only pages of this server can send this request.'],
  malformed: [400, 'malformed', 'The request is malformed.'],
  stopping: [503, 'unavailable', 'The server is stopping. Try again in a moment.'],
  fault: [500, 'fault', 'Something went wrong on the server. Its log says what.'],
}

/** Refusals of requests for bookings. To a page, a booking of another organization does not exist. */
export const BOOKING_REFUSALS: Readonly<Partial<Record<BookingErrorCode, WireError>>> = {
  'booking-not-found': [404, 'booking-not-found', 'This booking does not exist.'],
  'not-permitted': [404, 'booking-not-found', 'This booking does not exist.'],
  'not-creator': [403, 'not-permitted', 'Only the person who booked the meeting can do that.'],
  'booking-cancelled': [409, 'booking-canceled', 'This booking is canceled.'],
  'times-wrong': [400, 'times-wrong', 'The end must be after the start, in the future, and not years later.'],
  'user-not-found': [400, 'user-not-found', 'One of the invited people has no account in the organization.'],
}

export const PLAN_REFUSALS: Readonly<Record<PlanErrorCode, WireError>> = {
  'too-many-dates': [400, 'too-many-dates', 'A meeting repeats on at most 500 dates within two years.'],
  'no-date': [400, 'no-date', 'The meeting has no date.'],
  'no-such-date': [400, 'no-such-date', 'The calendar does not have this date or time.'],
  'no-such-time-zone': [400, 'no-such-time-zone', 'The server does not know this time zone.'],
  'too-many-bookings': [409, 'too-many-bookings', 'You have 100 upcoming bookings. Cancel one first.'],
  'date-not-found': [404, 'date-not-found', 'The meeting does not take place on this date.'],
}

/** A page of another site made the browser of its visitor send the request. */
export class CrossSiteError extends Error {
  override readonly name = 'CrossSiteError'
}

/** A request that does not match the contract. The client receives the message. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError'
}

/** Validates a body against the contract without converting values. */
export const compileBody: FastifySchemaCompiler<TSchema> = ({ schema }) => {
  let shape: ReturnType<typeof Compile<TSchema>> | undefined
  return (value: unknown) => {
    shape ??= Compile(schema)
    if (shape.Check(value)) return { value }
    const [error] = shape.Errors(value)
    const words = error?.keyword === 'pattern' ? wordsOfPattern(String(error.params.pattern)) : undefined
    const problem = words ?? error?.message ?? 'is malformed'
    return { error: new MalformedError(`${error?.instancePath.slice(1) || 'body'} ${problem}`) }
  }
}

/** Finds the escape `\u0000` (a NUL character) in JSON text, but not `\\u0000`, where a backslash is escaped. */
const NUL_CHARACTER = /(?<!\\)(?:\\\\)*\\u0000/

/** Finds half of a surrogate pair in what `JSON.stringify` writes: there, whole pairs are no escapes. */
const HALF_PAIR = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

/**
 * Refuses requests whose address has a NUL character: in the id of a path, or in the text of a search. Nothing that is stored
 * contains one, and PostgreSQL fails when it gets one.
 */
export function refuseNul(app: FastifyInstance): void {
  app.addHook('onRequest', ({ url }, _reply, done) => {
    if (url.includes('%00')) done(new MalformedError('the address contains a NUL character'))
    else done()
  })
}

/** Pages send far less. The limit is low because the server reads most bodies before it knows who sends them. */
const MAX_BODY_BYTES = 16_384

/** Makes the routes that are registered afterwards accept JSON bodies of these types only. */
export function readJson(app: FastifyInstance, types = ['application/json']): void {
  app.addHook('onRoute', (route) => {
    route.bodyLimit ??= MAX_BODY_BYTES
  })
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser(types, { parseAs: 'string' }, (request, text, done) => {
    // No stored name, code or password contains a NUL character, and a search for a text with one fails in PostgreSQL.
    if (NUL_CHARACTER.test(text as string)) done(new MalformedError('the body contains a NUL character'), undefined)
    // Such a text changes when it is stored or sent: no bytes of UTF-8 stand for it.
    else if (hasHalfPair(text as string))
      done(new MalformedError('the body contains half of a surrogate pair'), undefined)
    // A DELETE may have a JSON content type and no body. If a body is required, the schema refuses the request.
    else if (text === '') done(null, undefined)
    else parse(request, text as string, done)
  })
}

function hasHalfPair(json: string): boolean {
  if (!/\\u[dD]/.test(json)) return false
  try {
    return HALF_PAIR.test(JSON.stringify(JSON.parse(json)))
  } catch {
    return false // the parser says what is wrong
  }
}

/** The error handler of an operation whose refusals are in `table`. It logs unexpected errors. */
export function refuseBy(table: RefusalTable) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const [status, code, message] = toWireError(error, table)
    if (status >= 500) request.log.error({ err: error, requestid: request.id }, 'a request failed')
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .send({
        code,
        message,
        ...(error instanceof WaitError && error.retryPasses),
        ...(error instanceof ClosedError && error.details),
      } satisfies AdmissionRefusal)
  }
}

function toWireError(error: FastifyError, table: RefusalTable): WireError {
  if (error instanceof ConferenceError) return table[error.code] ?? PAGE_REFUSALS.fault
  if (error instanceof BookingError) return BOOKING_REFUSALS[error.code] ?? PAGE_REFUSALS.fault
  if (error instanceof PlanError) return PLAN_REFUSALS[error.code]
  if (error instanceof AccountError) return PAGE_REFUSALS[error.code]
  if (error instanceof CrossSiteError) return PAGE_REFUSALS['cross-site']
  if (error instanceof MalformedError) return [400, 'malformed', error.message]
  const status = error.statusCode ?? 500
  return status >= 400 && status < 500 ? [status, 'malformed', error.message] : PAGE_REFUSALS.fault
}

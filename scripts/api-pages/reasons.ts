import type { ConferenceErrorCode } from '../../src/conference/conference-error.ts'
import type { GATEWAY_ERRORS } from '../../src/dingtalk/gateway/gateway-errors.ts'
import type { LegacyErrorName } from '../../src/dingtalk/gateway/legacy-errors.ts'
import type { TokenRefusal } from '../../src/service/account/token-issuer.ts'
import type { BookingErrorCode } from '../../src/service/booking/booking-error.ts'
import type { EngineErrorCode } from '../../src/service/control/engine-ports.ts'

/** What the pages say of a refusal where the operation says nothing else: of a conference, or of what an engine does in it. */
const OF_CONFERENCES: Readonly<Record<ConferenceErrorCode | EngineErrorCode, string>> = {
  'conference-not-found': 'there is no such conference',
  'conference-ended': 'the conference has ended',
  'conference-locked': 'the conference is locked',
  'host-absent': 'neither host nor co-host has come yet',
  'waiting-room': 'he would have to wait to be let in',
  'not-permitted': 'another organisation owns the conference',
  'user-not-found': 'a person who is named is neither of the organisation nor on the roster',
  'member-not-found': 'a person who is named is not on the roster',
  'session-not-found': 'the device is not there',
  'session-ended': 'the session has ended',
  banned: 'he was removed and may not come back',
  'muted-by-host': 'he may not unmute himself',
  'pass-invalid': 'the link leads to no conference of this server',
  'pass-used': 'the link was used before',
  'too-many-tries': 'too many tries failed',
  'recording-engine-not-configured': missing('recording engine'),
  'live-push-engine-not-configured': missing('live push engine'),
  'minutes-engine-not-configured': missing('minutes engine'),
  'caption-engine-not-configured': missing('caption engine'),
  'room-system-engine-not-configured': missing('engine for room systems'),
}

const OF_BOOKINGS: Readonly<Record<BookingErrorCode, string>> = {
  'booking-not-found': 'there is no such booking',
  'booking-cancelled': 'the booking is cancelled',
  'times-wrong': 'it ends before it begins',
  'not-permitted': 'another organisation owns the booking',
  'not-creator': 'somebody else booked it',
  'user-not-found': 'a person who is named is not of the organisation',
  'organization-wrong': '`confAllowedCorpId` is another organisation',
  'too-many-apps': 'there are more than 10 extension apps',
}

const OF_TOKENS: Readonly<Record<TokenRefusal, string>> = {
  'client-unknown': 'there is no such pair of id and secret',
  'ticket-invalid': 'another ticket is set for the app',
  'not-authorized': 'the app does not work for the organisation',
}

/** Each table is of one of these families. */
export const FAMILIES: readonly Readonly<Record<string, string>>[] = [OF_CONFERENCES, OF_BOOKINGS, OF_TOKENS]

/** In the order of the checks. */
export const OF_GATEWAY: Readonly<Record<keyof typeof GATEWAY_ERRORS, string>> = {
  unknownAction: 'no such path under `/v1.0`, or another verb',
  missingToken: 'the header is absent or empty',
  invalidToken: 'the token is unknown or has expired',
  missingScope: 'the app lacks the right',
  tooFastForApp: 'more calls of one operation in a second than `ROLLCALL_CALLS_PER_SECOND`',
  tooFastForSuite: 'the same, for a third-party app in one organisation',
  bodyTooLarge: 'the body is above `ROLLCALL_BODY_LIMIT_BYTES`',
  missingBody: 'there is no JSON object in the body, or its type is not JSON',
  stopping: 'the server is stopping',
  unexpected: 'the server failed before any operation',
}

export const OF_LEGACY: Readonly<Record<LegacyErrorName, string>> = {
  invalidToken: 'the token is missing, unknown or has expired',
  missingScope: 'the app lacks the right',
  tooFast: 'more calls of one operation in a second than `ROLLCALL_CALLS_PER_SECOND`',
  invalidClient: 'there is no such pair of id and secret, or one of them is missing',
  malformedParameter: 'a parameter is missing or malformed',
  malformedUserId: '`userid` is too long to be one',
  unknownUser: 'the organisation has nobody of this id',
  unknownPath: 'no such path',
  busy: 'the server failed',
}

export const OF_UNEXPECTED = 'the server failed'
/** Of a row for bad parameters, where none can be bad. */
export const OF_NOTHING = 'kept for clients that look for it: no parameter can be bad'

function missing(engine: string): string {
  return `there is no ${engine}: always, if nothing else is wrong`
}

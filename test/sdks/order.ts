import type { Golden } from '../parity/golden.ts'
import { absentFields } from './call-list.ts'

/** The calls that a program with a client has to make. */
export type Order = Readonly<{
  operation: string
  /** The part of the clients that has the operation. */
  family: Family
  path: readonly unknown[]
  request: unknown
  token: string
}>

type Family = 'conference_1_0' | 'oauth2_1_0' | 'contact_1_0' | 'gateway_1_0' | 'legacy'

function familyOf(path: string): Family {
  if (path.startsWith('/v1.0/oauth2/')) return 'oauth2_1_0'
  if (path.startsWith('/v1.0/contact/')) return 'contact_1_0'
  if (path.startsWith('/v1.0/gateway/')) return 'gateway_1_0'
  return path.startsWith('/v1.0/') ? 'conference_1_0' : 'legacy'
}

/** A call of the operation by the client of this language, without the fields that the client does not have. */
export function toOrder(
  { operation, path }: Golden,
  language: string,
  call: Pick<Order, 'path' | 'request' | 'token'>,
): Order {
  return {
    ...call,
    operation,
    family: familyOf(path),
    request: leaveOut(call.request, absentFields(language, operation)),
  }
}

/** `value` without these fields, wherever they are. */
export function leaveOut(value: unknown, fields: readonly string[]): unknown {
  return JSON.parse(JSON.stringify(value, (key, one: unknown) => (fields.includes(key) ? undefined : one)))
}

import type { Golden } from '../parity/golden.ts'
import { absentFields } from './call-list.ts'

/** What a program with a client is told to call. */
export type Order = Readonly<{
  operation: string
  /** The part of the clients that has the operation. */
  family: 'conference_1_0' | 'oauth2_1_0'
  path: readonly unknown[]
  request: unknown
  token: string
}>

/** A call of the operation by the client of this language, without the fields that the client does not have. */
export function toOrder(
  { operation, path }: Golden,
  language: string,
  call: Pick<Order, 'path' | 'request' | 'token'>,
): Order {
  return {
    ...call,
    operation,
    family: path.startsWith('/v1.0/oauth2/') ? 'oauth2_1_0' : 'conference_1_0',
    request: replaceFields(call.request, absentFields(language, operation), undefined),
  }
}

/** `value` with these fields replaced, wherever they are; `undefined` leaves them out. */
export function replaceFields(value: unknown, fields: readonly string[], by: null | undefined): unknown {
  return JSON.parse(JSON.stringify(value, (key, one: unknown) => (fields.includes(key) ? by : one)))
}

import { hash } from 'node:crypto'
import { MAX_PAGE } from '../../../contract/dingtalk/queries.ts'
import type { EpochMs } from '../../conference/identity.ts'
import type { PageQuery, Position } from '../../service/read/history-model.ts'
import { InvalidRequestError } from './invalid-request.ts'

/** What names a list among all lists: its operation, and the ids that it depends on. */
export type ListName = readonly [operation: string, ...ids: string[]]

/** The checked parameters of a list of conferences or sessions. */
export type ListRequest = Readonly<{ nextToken?: string; maxResults?: number }>

/** The rows of one page: at most `MAX_PAGE`, and `defaultLimit` if the request does not say how many. */
export function limitOf({ maxResults }: ListRequest, defaultLimit: number): number {
  return Math.min(maxResults ?? defaultLimit, MAX_PAGE)
}

/** The cursor of a request; `undefined` at the start. */
export function cursorOf({ nextToken }: Pick<ListRequest, 'nextToken'>): string | undefined {
  return nextToken === '0' ? undefined : nextToken
}

export function notOfThisList(): InvalidRequestError {
  return new InvalidRequestError('nextToken', 'malformed', {
    wrong: [{ field: 'nextToken', problem: 'is not a token of this list' }],
  })
}

/** A digest of `texts`. It is the same on every server and after a restart. */
export function digestOf(texts: readonly string[]): Buffer {
  return hash('sha256', texts.join('\n'), 'buffer')
}

// A cursor as text: 6 bytes that name the list, 6 of an instant, and 12 of an id.
const MARK = 6
const INSTANT = 6

/**
 * The rows that a request to `list` wants, if its cursors are text.
 *
 * @throws InvalidRequestError at a cursor of another list
 */
export function toPageQuery(list: ListName, request: ListRequest, defaultLimit: number): PageQuery {
  const limit = limitOf(request, defaultLimit)
  const cursor = cursorOf(request)
  return cursor === undefined ? { limit } : { after: toPosition(list, cursor), limit }
}

/** As text that needs no escape in a URL. `id` has 24 hexadecimal digits. */
export function toCursor(list: ListName, { at, id }: Position): string {
  const bytes = Buffer.alloc(MARK + INSTANT)
  digestOf(list).copy(bytes, 0, 0, MARK)
  bytes.writeUIntBE(at, MARK, INSTANT)
  return Buffer.concat([bytes, Buffer.from(id, 'hex')]).toString('base64url')
}

function toPosition(list: ListName, cursor: string): Position {
  const bytes = Buffer.from(cursor, 'base64url')
  const at = bytes.readUIntBE(MARK, INSTANT) as EpochMs
  const position = { at, id: bytes.toString('hex', MARK + INSTANT) }
  if (toCursor(list, position) !== cursor) throw notOfThisList()
  return position
}

import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { UserPlace } from '../service/account/directory-store.ts'
import type { Principal } from '../service/account/principal.ts'
import type { Position } from '../service/read/history-model.ts'
import { MalformedError } from './refusal.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200
// oxlint-disable-next-line no-control-regex -- no stored id, name or text of sorting has one
const CONTROL = /[\x00-\x1f\x7f]/

/** What the cursors of lists by time are like, for `readCursor`. */
export const POSITION: Position = { at: 0 as EpochMs, id: '' }

/** The organization that a request administers. @throws MalformedError if neither the request nor the principal names one */
export function organizationOf(by: Principal, { corpId }: Readonly<{ corpId?: string }>): OrganizationId {
  if (corpId !== undefined) return corpId as OrganizationId
  if (by.kind === 'person') return by.organizationId
  throw new MalformedError('corpId is required')
}

/** The rows of a page: from 1 to 200. */
export function limitOf({ limit }: Readonly<{ limit?: string }>): number {
  return Math.min(Math.max(Number(limit ?? DEFAULT_LIMIT), 1), MAX_LIMIT)
}

/** A position as text that needs no escape in a URL. */
export function toCursor(position: Readonly<Record<string, string | number>>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/**
 * The position of a cursor that `toCursor` made from one like `example`; `undefined` without a cursor.
 *
 * @throws MalformedError for any other text
 */
export function readCursor<P extends Readonly<Record<string, string | number>>>(
  { cursor }: Readonly<{ cursor?: string }>,
  example: P,
): P | undefined {
  if (cursor === undefined) return undefined
  const value = parse(cursor)
  const isPosition =
    typeof value === 'object' &&
    value !== null &&
    Object.entries(example).every(([key, shown]) => isLike((value as Record<string, unknown>)[key], shown))
  if (!isPosition) throw notOfThisList()
  return value as P
}

function notOfThisList(): MalformedError {
  return new MalformedError('cursor is not a cursor of this list')
}

const FIRST_PLACE: UserPlace = { rank: 0, sort: '', userId: '' }
const LAST_RANK = 1

/** The place in a list of people that a cursor names. @throws MalformedError for any other text */
export function readUserPlace(query: Readonly<{ cursor?: string }>): UserPlace | undefined {
  const after = readCursor(query, FIRST_PLACE)
  if (after && after.rank > LAST_RANK) throw notOfThisList()
  return after
}

/** Whether a list may have written `value` where it writes `shown`. Other values could fail in a query of PostgreSQL. */
function isLike(value: unknown, shown: string | number): boolean {
  if (typeof shown === 'number') return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
  return typeof value === 'string' && value.isWellFormed() && !CONTROL.test(value)
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}

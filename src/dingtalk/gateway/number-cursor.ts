import type { EpochMs } from '../../conference/identity.ts'
import type { ConferenceHead } from '../../service/conduct/conference-head.ts'
import type { PageQuery, Position } from '../../service/read/history-model.ts'
import { cursorOf, digestOf, limitOf, notOfThisList, type ListName, type ListRequest } from './cursor.ts'

// Where DingTalk's page shows a number as cursor, readers parse it as a signed number of 64 bits. So a cursor has 63 bits,
// which are at most 19 digits.

/** Bits of a place in a numbered list: an int32. The other 32 bits name the list. */
const PLACE_BITS = 31n
const LAST_PLACE = (1n << PLACE_BITS) - 1n

/** The cursor of a row by its place in a numbered list. */
export function toPlaceCursor(list: ListName, place: number): string {
  return String((BigInt(digestOf(list).readUInt32BE()) << PLACE_BITS) | BigInt(place))
}

/** The place after which a request continues; 0 at the start. @throws InvalidRequestError at a cursor of another list */
export function toPlace(list: ListName, request: ListRequest): number {
  const cursor = cursorOf(request)
  if (cursor === undefined) return 0
  const place = Number(BigInt(cursor) & LAST_PLACE)
  if (toPlaceCursor(list, place) !== cursor) throw notOfThisList()
  return place
}

/** Bits that tell the conferences of one millisecond apart. The other 42 bits are an instant; they suffice until 2109. */
const ROW_BITS = 21n
const ROW_MASK = (1 << Number(ROW_BITS)) - 1

/** The cursor of a conference in a list by start: the instant, and a digest of list and id. */
export function toStartCursor(list: ListName, { at, id }: Position): string {
  const row = digestOf([...list, id]).readUInt32BE() & ROW_MASK
  return String((BigInt(at) << ROW_BITS) | BigInt(row))
}

/**
 * The rows that a request to `list` wants, if its cursors are numbers. They have no room for an id, so the conference is
 * looked up among those that started at the instant. If none has the digest, the cursor is of another list.
 *
 * @throws InvalidRequestError at a cursor of another list
 */
export async function loadPageQuery(
  list: ListName,
  request: ListRequest,
  {
    defaultLimit,
    listStartedAt,
  }: Readonly<{ defaultLimit: number; listStartedAt: (at: EpochMs) => Promise<readonly ConferenceHead[]> }>,
): Promise<PageQuery> {
  const limit = limitOf(request, defaultLimit)
  const cursor = cursorOf(request)
  if (cursor === undefined) return { limit }
  const at = Number(BigInt(cursor) >> ROW_BITS) as EpochMs
  const row = (await listStartedAt(at)).find(({ id }) => toStartCursor(list, { at, id }) === cursor)
  if (!row) throw notOfThisList()
  return { after: { at, id: row.id }, limit }
}

import { MAX_PAGE } from '../../../contract/dingtalk/queries.ts'
import type { EpochMs } from '../../conference/identity.ts'
import type { Position, PageQuery } from '../../service/read/history-model.ts'

/** Digits of an instant in milliseconds. They suffice until the year 2286. */
const INSTANT_DIGITS = 13

/** The checked parameters of a list of conferences or sessions. */
type ListRequest = Readonly<{ nextToken?: string; maxResults?: number }>

/** The rows that a request wants: at most `MAX_PAGE`, and `defaultLimit` if it does not say how many. */
export function toPageQuery({ nextToken, maxResults }: ListRequest, defaultLimit: number): PageQuery {
  const limit = Math.min(maxResults ?? defaultLimit, MAX_PAGE)
  return nextToken === undefined || nextToken === '0' ? { limit } : { after: toPosition(nextToken), limit }
}

/** A cursor in digits, as DingTalk's are: the instant, and the hex id as a decimal number. */
export function toCursor({ at, id }: Position): string {
  return `${String(at).padStart(INSTANT_DIGITS, '0')}${BigInt(`0x${id}`)}`
}

function toPosition(cursor: string): Position {
  const id = BigInt(cursor.slice(INSTANT_DIGITS)).toString(16).padStart(24, '0')
  return { at: Number(cursor.slice(0, INSTANT_DIGITS)) as EpochMs, id }
}

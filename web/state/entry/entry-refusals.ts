import { ApiError, codeOf } from '../api.ts'
import type { EntryRefusal, EntryWait } from './entry-views.ts'

const REFUSALS: Readonly<Record<string, EntryRefusal>> = {
  'not-admitted': 'not-admitted',
  malformed: 'not-admitted',
  banned: 'banned',
  'turned-away': 'turned-away',
  'conference-locked': 'conference-locked',
  'conference-ended': 'conference-ended',
  'pass-used': 'pass-used',
  'too-many-tries': 'too-many-tries',
  'too-many-guests': 'too-many-guests',
  'guests-full': 'guests-full',
  offline: 'unreachable',
}
const WAITS: Readonly<Record<string, EntryWait>> = { 'host-absent': 'host-absent', 'waiting-room': 'waiting-room' }

/** Temporary refusals, during which a waiting page keeps waiting. */
export const TEMPORARY: ReadonlySet<EntryRefusal> = new Set([
  'too-many-tries',
  'too-many-guests',
  'guests-full',
  'unreachable',
  'fault',
])

/** Refusals after which the page offers to try again. */
export const WORTH_RETRYING: ReadonlySet<EntryRefusal> = new Set([
  'turned-away',
  'conference-locked',
  'not-for-guests',
  'not-for-outsiders',
  'too-many-tries',
  'too-many-guests',
  'guests-full',
  'unreachable',
  'fault',
])

/**
 * Refusals that may not apply to people with an account: the host may join a locked meeting, limits on guests and wrong
 * codes do not count for colleagues, and a person who was called needs no link.
 */
export const CURED_BY_SIGNING_IN: ReadonlySet<EntryRefusal> = new Set([
  'not-admitted',
  'conference-locked',
  'not-for-guests',
  'not-for-outsiders',
  'pass-used',
  'too-many-tries',
  'too-many-guests',
  'guests-full',
])

/** Why a request was refused. */
export function toRefusal(error: unknown): EntryRefusal {
  const closedTo = error instanceof ApiError ? error.closedTo : undefined
  if (closedTo === 'guests') return 'not-for-guests'
  if (closedTo === 'outsiders') return 'not-for-outsiders'
  return REFUSALS[codeOf(error)] ?? 'fault'
}

/** What the person has to wait for; `undefined` if the refusal has another reason. */
export function toWait(error: unknown): EntryWait | undefined {
  return WAITS[codeOf(error)]
}

import { bytesOfText } from '../cache-budget.ts'
import type { RosterMember } from './read-model.ts'

/** A member of a page or a list without their texts: the object, and what a transport renders of it. */
const MEMBER_BYTES = 450

/** The memory of a member in a page or a list. Their texts are there twice: as they are, and rendered. */
export function bytesOfMember({ unionId, nick, jobNumber }: RosterMember): number {
  return MEMBER_BYTES + 2 * (bytesOfText(unionId) + bytesOfText(nick) + bytesOfText(jobNumber))
}

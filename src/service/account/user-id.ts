import type { Ids } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'

const USER_ID = /^[A-Za-z0-9_-]{1,64}$/
const MAX_STEM = 50
const SUFFIX_LENGTH = 6
const MAX_TRIES = 5

/**
 * Adds a person under a userId that resembles their name at the company's directory: the name itself, or the part before
 * the `@`; with an addition if somebody has that already.
 *
 * @throws what `add` throws, unless it is that the userId is not free
 */
export async function addWithUserId<T>(
  userName: string,
  ids: Pick<Ids, 'letters'>,
  add: (userId: string) => Promise<T>,
): Promise<T> {
  const local = userName.slice(0, userName.includes('@') ? userName.indexOf('@') : undefined)
  const plain = local
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, MAX_STEM)
  const first = USER_ID.test(userName) ? userName : plain
  for (let tries = 1; ; tries += 1) {
    const isFirst = tries === 1 && first !== ''
    const userId = isFirst ? first : `${plain || 'user'}-${ids.letters(SUFFIX_LENGTH).toLowerCase()}`
    try {
      return await add(userId)
    } catch (error) {
      if (!isNotFree(error) || tries === MAX_TRIES) throw error
    }
  }
}

function isNotFree(error: unknown): boolean {
  return error instanceof AccountError && (error.code === 'user-exists' || error.code === 'erasure-unfinished')
}

import { parseNick } from '../../contract/text/nick.ts'
import { MalformedError } from './refusal.ts'

/** The name that a guest gives, as it will be shown. @throws MalformedError */
export function requireNick(given: string): string {
  const nick = parseNick(given)
  if (nick === undefined) throw new MalformedError('nick must have 1 to 64 characters and no control characters.')
  return nick
}

import { parseNick } from '../../../contract/text/nick.ts'
import { requireForm } from '../gateway/invalid-request.ts'

/** The name in `text` as it is shown. @throws InvalidRequestError that names `field` */
export function requireNick(text: string, field: string): string {
  return requireForm(parseNick(text), field, 'must be 1 to 64 printable characters')
}

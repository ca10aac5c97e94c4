import type { UserLookup } from '../service/account/directory-writer.ts'
import { ScimError } from './scim-error.ts'
import { CORE_SCHEMA } from './schemas.ts'

const FILTER = /^\s*(\S+)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i
const LOOKUPS: Readonly<Record<string, UserLookup['by']>> = { username: 'userName', externalid: 'externalId' }

/**
 * Reads the filter of a list: `userName eq "…"` or `externalId eq "…"`. Upper and lower case make no difference in the name of
 * the attribute and in `eq`.
 *
 * @throws ScimError `invalidFilter` for every other filter
 */
export function parseFilter(text: string): UserLookup {
  const [, attribute = '', quoted = ''] = FILTER.exec(text) ?? []
  const by = LOOKUPS[attribute.toLowerCase().replace(`${CORE_SCHEMA.toLowerCase()}:`, '')]
  const value = by && parseText(quoted)
  if (by === undefined || value === undefined)
    throw new ScimError(400, 'The filter must be userName eq "…" or externalId eq "…".', 'invalidFilter')
  return { by, value }
}

function parseText(quoted: string): string | undefined {
  try {
    const text = JSON.parse(quoted) as string
    return text.isWellFormed() && !text.includes('\0') ? text : undefined
  } catch {
    return undefined
  }
}

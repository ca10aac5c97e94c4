import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'

// What the schemas of administration have in common.

/** The organization that a request administers. */
export const CorpId = Type.Optional(
  Type.String({ pattern: PATTERNS.seedId, description: 'The organization. By default, the person’s own.' }),
)

/** A number in a query. */
const Digits = (description: string, maxDigits: number) =>
  Type.Optional(Type.String({ pattern: `^[0-9]{1,${maxDigits}}$`, description }))

export const Instant = (description: string) => Digits(`${description} Epoch milliseconds.`, 15)

/** The keys of a query for one page of a list. */
export const Page = {
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1024,
      description: 'The `cursor` of the page before. Absent for the first.',
    }),
  ),
  limit: Digits('Rows of the page: 50 by default, 200 at most.', 3),
}

/** In the answer of a page. */
export const NextCursor = Type.Optional(Type.String({ description: 'For the next page. Absent on the last one.' }))

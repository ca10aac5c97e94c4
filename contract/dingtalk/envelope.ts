import Type, { type Static, type TSchema } from 'typebox'
import { PATTERNS } from '../patterns.ts'

// What the operations of DingTalk's open platform have in common. The other files of this folder describe the operations.

/** The answer to a refused request. The letter case of the keys is part of the contract: two of them are all lower case. */
export const DingTalkError = Type.Object(
  {
    code: Type.String({ description: 'Error code, case-sensitive. The page of the operation lists its codes.' }),
    requestid: Type.String({ description: "Upper-case UUID of this request, as in the server's log." }),
    message: Type.String({ description: 'Text for people, in Chinese or English. Do not parse it.' }),
    accessdenieddetail: Type.Optional(
      Type.Object(
        { requiredScopes: Type.Array(Type.String(), { description: 'Scopes that the app would need.' }) },
        { description: 'Only if the app lacks a scope.' },
      ),
    ),
  },
  { description: 'An error.' },
)
export type DingTalkError = Static<typeof DingTalkError>

/** The answers of an operation: `ok` with status 200, and `DingTalkError` with every other status. */
export function answers<T extends TSchema>(ok: T) {
  return { 200: ok, '4xx': DingTalkError, '5xx': DingTalkError }
}

/** For OpenAPI: the operation requires an access token in the header. */
export const security = [{ accessToken: [] }]

export const Text = (description: string) => Type.String({ description })
export const OneOf = <T extends string>(values: readonly T[], description: string) =>
  Type.Unsafe<T>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { description },
    ),
  )
export const NonBlank = (description: string) => Type.String({ pattern: PATTERNS.nonBlank, description })

/** Title of a conference or booking. */
export const Title = Type.String({
  pattern: PATTERNS.visible,
  maxLength: 256,
  description: 'Title. The first 50 characters are stored; more than 256 are refused.',
})

export const UnionIdText = (description: string) => Type.String({ minLength: 1, description })

export const EpochMsNumber = (description: string) =>
  Type.Integer({ description: `${description} Epoch milliseconds.` })

/** The most people or telephones in one request: as many as a conference of DingTalk's standard edition holds. */
export const MAX_NAMED = 500

/** The largest number of rows that a request may ask for. */
export const MAX_INT32 = 2_147_483_647
const WHERE_TO_CONTINUE =
  'Where to continue: absent, empty or `0` is the start; otherwise the `nextToken` of the previous page of this list. ' +
  'That of another list is refused.'
/** A cursor as text; `0` is the start. */
export const Cursor = Type.Optional(Type.String({ pattern: PATTERNS.cursor, description: WHERE_TO_CONTINUE }))
/** A cursor as a number of 64 bits; `0` is the start. */
export const NumberCursor = Type.Optional(
  Type.String({ pattern: PATTERNS.numberCursor, description: WHERE_TO_CONTINUE }),
)

/** The schema only requires that the id is not blank. No conference has an id of another form, so it is simply not found. */
export const ConferenceParams = Type.Object({
  conferenceId: Type.String({
    pattern: PATTERNS.nonBlank,
    description: 'Id of the conference, as the creation returned it.',
  }),
})

export const Success = Type.Object({ success: Type.Boolean({ description: 'Always `true`.' }) })

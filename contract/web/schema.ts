import Type, { type Static, type TObject, type TSchema } from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { DEVICE_NAMES } from '../text/device-name.ts'
import type { WebRefusal } from './types.ts'

// What the schemas of several requests have in common.

/** `schema`, whose type must be `T` exactly: a key that only one of them has is a type error. */
export const schemaOf =
  <T>() =>
  <S extends TSchema>(schema: [T] extends [Static<S>] ? ([Static<S>] extends [T] ? S : never) : never): S =>
    schema

export const tags = ['web']

export const Time = (description: string) => Type.Integer({ description: `${description} Epoch milliseconds.`.trim() })
/** A moment in a query. */
export const Instant = (description: string) =>
  Type.String({ pattern: '^[0-9]{1,15}$', description: `${description} Epoch milliseconds.` })
export const ShortText = (description: string) => Type.String({ minLength: 1, maxLength: 64, description })
/** An id in an address. It may be one that nothing has. */
export const PathId = (description: string) => Type.String({ pattern: PATTERNS.pathId, description })
export const Secret = (description: string) => Type.String({ minLength: 1, maxLength: 4096, description })
export const Password = (description: string) => Type.String({ minLength: 1, maxLength: 256, description })
export const Device = Type.Enum([...DEVICE_NAMES])

export const Ok = Type.Object({ ok: Type.Literal(true) })

export const Refusal = schemaOf<WebRefusal>()(
  Type.Object({
    code: Type.String({
      description: 'What happened; docs/signaling.md and docs/web.md list the codes of each operation.',
    }),
    message: Type.String({ description: 'Text for a human, in English. Not to be parsed.' }),
  }),
)

/** The answers of an operation: `ok` with status 200, or a refusal. */
export function webAnswers<T extends TObject>(ok: T) {
  return { 200: ok, '4xx': Refusal, '5xx': Refusal }
}

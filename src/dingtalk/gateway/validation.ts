import type { FastifySchemaCompiler } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { toStorable } from '../../../contract/text/storable.ts'
import { toInvalidRequest, type InvalidRequestError } from './invalid-request.ts'
import { BODY_TEXT, compileReader, QUERY_TEXT, type TextReading, type TypedSchema } from './typed-text.ts'

/** How many findings of one request are kept. A list may be wrong in each of its entries. */
const MAX_FINDINGS = 64

Settings.Set({ maxErrors: MAX_FINDINGS })

type Shape = TSchema & TypedSchema
type Checked<Value> = Readonly<{ value: Value; error?: never } | { value?: never; error: InvalidRequestError }>

/**
 * Checks requests against the contract. Where the contract has a number or a boolean, text that stands for one is read as
 * one: leniently in the query string, which is all text, and strictly in bodies. In the query string, the first value of a
 * repeated key counts, and an empty value is absent.
 */
export const compileRequestShape: FastifySchemaCompiler<Shape> = ({ schema, httpPart = 'request' }) => {
  if (httpPart !== 'querystring') return compileCheck(schema, { part: httpPart, reading: BODY_TEXT })
  const check = compileCheck(schema, { part: httpPart, reading: QUERY_TEXT })
  const names = Object.keys(schema.properties ?? {})
  return (input: unknown) => check(toFields(names, input as Record<string, unknown>))
}

/** Checks values against `schema`, after their text is read. Changes objects and lists in place. `part` names the whole. */
export function compileCheck<Of extends Shape>(
  schema: Of,
  { part, reading }: Readonly<{ part: string; reading: TextReading }>,
): (given: unknown) => Checked<Static<Of>> {
  let shape: ReturnType<typeof Compile<Shape>> | undefined
  const read = compileReader(schema, reading)
  return (given) => {
    const value = read ? read(given) : given
    shape ??= Compile(schema) // for its first request: most operations are used rarely
    if (shape.Check(value)) return { value: value as Static<Of> }
    return { error: toInvalidRequest(shape.Errors(value), part) }
  }
}

function toFields(names: readonly string[], input: Record<string, unknown>): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const name of names) {
    const all = input[name]
    const first: unknown = Array.isArray(all) ? all[0] : all
    const value = typeof first === 'string' ? toStorable(first) : first
    if (value !== undefined && value !== '') fields[name] = value
  }
  return fields
}

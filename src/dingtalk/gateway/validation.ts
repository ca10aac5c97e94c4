import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { toStorable } from '../../../contract/text/storable.ts'

/** The first thing that is wrong with a request: a field that is not there, or not as it should be. */
export type Flaw = Readonly<{ field: string; fault: 'missing' | 'malformed' }>

export class FlawError extends Error {
  override readonly name = 'FlawError'
  readonly flaw: Flaw

  constructor(flaw: Flaw) {
    super(`${flaw.field} is ${flaw.fault}`)
    this.flaw = flaw
  }
}

type Shape = TSchema & { properties?: Record<string, { type?: string }> }

/**
 * Checks requests against the contract. Nothing is bent into shape, but for the query string, which is all text:
 * of a repeated key the first value counts, an empty value is none, and digits are a number, `true` and `false` are truth
 * values, where such are wanted.
 */
export const compileRequestShape: FastifySchemaCompiler<Shape> = ({ schema, httpPart }) => {
  const shape = Compile(schema)
  const fields = Object.entries(schema.properties ?? {})
  return (given: unknown) => {
    const value = httpPart === 'querystring' ? readQuery(fields, given as Record<string, unknown>) : given
    if (shape.Check(value)) return { value }
    const [error] = shape.Errors(value)
    return { error: new FlawError(error ? toFlaw(error) : { field: httpPart ?? 'request', fault: 'malformed' }) }
  }
}

function readQuery(
  fields: readonly (readonly [name: string, field: { type?: string }])[],
  given: Record<string, unknown>,
): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const [name, field] of fields) {
    const all = given[name]
    const first: unknown = Array.isArray(all) ? all[0] : all
    const value = typeof first === 'string' ? toStorable(first) : first
    if (value === undefined || value === '') continue
    read[name] = typeof value === 'string' ? fromText(value, field.type) : value
  }
  return read
}

/** The text itself, if it is not what is wanted, for the check to refuse. */
function fromText(text: string, type: string | undefined): unknown {
  if (type === 'integer') return toInteger(text)
  return type === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text
}

const DIGITS = /^[0-9]+$/

/** Of more digits than a number holds, it is none. */
function toInteger(text: string): number | string {
  return DIGITS.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text
}

function toFlaw(error: { keyword: string; instancePath: string; params: object }): Flaw {
  const path = error.instancePath.slice(1).replaceAll('/', '.')
  if (error.keyword !== 'required' || !('requiredProperties' in error.params)) {
    return { field: path || 'body', fault: 'malformed' }
  }
  const [name] = error.params.requiredProperties as string[]
  return { field: path === '' ? `${name}` : `${path}.${name}`, fault: 'missing' }
}

import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { toStorable } from '../../../contract/text/storable.ts'

/** The first field of a request that is absent, or not as the contract says. */
export class InvalidRequestError extends Error {
  override readonly name = 'InvalidRequestError'
  readonly field: string
  readonly problem: 'missing' | 'malformed'

  constructor(field: string, problem: 'missing' | 'malformed') {
    super(`${field} is ${problem}`)
    this.field = field
    this.problem = problem
  }
}

type Shape = TSchema & { properties?: Record<string, { type?: string }> }

/**
 * Checks requests against the contract. Values are never converted, except in the query string, which is all text: the
 * first value of a repeated key counts, an empty value is absent, and where the contract has a number or a boolean,
 * digits are a number, and `true` and `false` are booleans.
 */
export const compileRequestShape: FastifySchemaCompiler<Shape> = ({ schema, httpPart }) => {
  const shape = Compile(schema)
  const fields = Object.entries(schema.properties ?? {})
  return (input: unknown) => {
    const value = httpPart === 'querystring' ? readQuery(fields, input as Record<string, unknown>) : input
    if (shape.Check(value)) return { value }
    const [error] = shape.Errors(value)
    return { error: error ? toInvalid(error) : new InvalidRequestError(httpPart ?? 'request', 'malformed') }
  }
}

function readQuery(
  fields: readonly (readonly [name: string, field: { type?: string }])[],
  input: Record<string, unknown>,
): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const [name, field] of fields) {
    const all = input[name]
    const first: unknown = Array.isArray(all) ? all[0] : all
    const value = typeof first === 'string' ? toStorable(first) : first
    if (value === undefined || value === '') continue
    read[name] = typeof value === 'string' ? fromText(value, field.type) : value
  }
  return read
}

/** The text itself, if it is not of the type: then the check refuses it. */
function fromText(text: string, type: string | undefined): unknown {
  if (type === 'integer') return toInteger(text)
  return type === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text
}

const DIGITS = /^[0-9]+$/

/** More digits than a number can hold stay text. */
function toInteger(text: string): number | string {
  return DIGITS.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text
}

function toInvalid(error: { keyword: string; instancePath: string; params: object }): InvalidRequestError {
  const path = error.instancePath.slice(1).replaceAll('/', '.')
  if (error.keyword !== 'required' || !('requiredProperties' in error.params)) {
    return new InvalidRequestError(path || 'body', 'malformed')
  }
  const [name] = error.params.requiredProperties as string[]
  return new InvalidRequestError(path === '' ? `${name}` : `${path}.${name}`, 'missing')
}

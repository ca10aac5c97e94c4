import type { TLocalizedValidationError } from 'typebox/error'
import { wordsOfPattern } from '../../../contract/patterns.ts'

/** A field that is not as the contract says, and how. Contains no value of the request. */
export type WrongField = Readonly<{ field: string; problem: string }>

/** A request with fields that are absent, or not as the contract says. `field` is the first of them. */
export class InvalidRequestError extends Error {
  override readonly name = 'InvalidRequestError'
  readonly field: string
  readonly problem: 'missing' | 'malformed'
  /** All of them, for the log. */
  readonly wrong: readonly WrongField[]

  /** `message` is for the caller. */
  constructor(
    field: string,
    problem: 'missing' | 'malformed',
    { wrong, message }: Readonly<{ wrong?: readonly WrongField[]; message?: string }> = {},
  ) {
    super(message ?? `${field} is ${problem}`)
    this.field = field
    this.problem = problem
    this.wrong = wrong ?? [{ field, problem: `is ${problem}` }]
  }
}

/** What the check of `part` found. @param errors at least one */
export function toInvalidRequest(errors: readonly TLocalizedValidationError[], part: string): InvalidRequestError {
  const wrong = toWrongFields(errors, part)
  const [error] = errors
  if (error?.keyword === 'required') {
    return new InvalidRequestError(pathOf(error, error.params.requiredProperties[0]), 'missing', { wrong })
  }
  const field = (error && pathOf(error)) || part
  const message = error?.keyword === 'maxItems' && `${field} ${atMost(error.params.limit)}`
  return new InvalidRequestError(field, 'malformed', { wrong, ...(message && { message }) })
}

function toWrongFields(errors: readonly TLocalizedValidationError[], part: string): readonly WrongField[] {
  const problems = new Map<string, Set<string>>()
  const note = (field: string, problem: string) => {
    const all = problems.get(field) ?? new Set()
    problems.set(field, all.add(problem))
  }
  for (const error of errors) {
    if (error.keyword === 'required') {
      for (const name of error.params.requiredProperties) note(pathOf(error, name), 'is missing')
    } else if (!isOfUnion(error)) note(pathOf(error) || part, toProblem(error))
  }
  return Array.from(problems, ([field, all]) => ({ field, problem: [...all].join(' or ') }))
}

/** A union has an error for each of its branches. `null` never gets here: it counts as absent. */
function isOfUnion(error: TLocalizedValidationError): boolean {
  return error.keyword === 'anyOf' || (error.keyword === 'type' && error.params.type === 'null')
}

function toProblem(error: TLocalizedValidationError): string {
  if (error.keyword === 'const') return `must be ${JSON.stringify(error.params.allowedValue)}`
  if (error.keyword === 'pattern') return wordsOfPattern(String(error.params.pattern)) ?? error.message
  return error.keyword === 'maxItems' ? atMost(error.params.limit) : error.message
}

function atMost(limit: number | bigint): string {
  return `may have at most ${limit} ${limit === 1 ? 'entry' : 'entries'}`
}

/** With dots, as `userList.0.unionId`. */
function pathOf({ instancePath }: TLocalizedValidationError, name?: string): string {
  const path = instancePath.slice(1).replaceAll('/', '.')
  if (name === undefined) return path
  return path === '' ? name : `${path}.${name}`
}

/** The text that a field was read as. @throws InvalidRequestError if it could not be read; `problem` says why */
export function requireForm(text: string | undefined, field: string, problem: string): string {
  if (text === undefined) throw new InvalidRequestError(field, 'malformed', { wrong: [{ field, problem }] })
  return text
}

import { globSync, readFileSync } from 'node:fs'
import { GOLDEN, type Golden } from '../parity/golden.ts'
import { SCENARIOS } from '../parity/scenarios.ts'

/** Languages whose clients `npm run test:sdks` runs. */
export const LANGUAGES = ['python', 'java', 'go'] as const

/** One call of the list. Texts in `path`, `request` and `answer` may be placeholders, see `fill`. */
export type ListedCall = Readonly<{
  operation: string
  /** Parameters in the path, in their order. */
  path?: readonly string[]
  /** All other parameters, by their names on the wire. */
  request?: Readonly<Record<string, unknown>>
  as?: 'dingglobexapp'
  /** In place of the token of an app. */
  token?: string
  /** What a success has; it may have more. */
  answer?: unknown
  /** Names for values of the answer, by their paths in it, for the calls that follow. */
  keep?: Readonly<Record<string, string>>
  refusal?: Readonly<{ status: number; code: string } | { status: number; errcode: number; sub_code?: string }>
  /** The only clients that make the call. Models of other clients have types and do not take its values. */
  languages?: readonly string[]
}>

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))

/** The calls by area, each in its order. */
export const CALLS: Readonly<Record<string, readonly ListedCall[]>> = Object.fromEntries(
  globSync('calls/*.json', { cwd: import.meta.dirname })
    .sort()
    .map((file) => [file.slice('calls/'.length, -'.json'.length), read(file) as ListedCall[]]),
)

/** What clients do not have: an operation, or a field of its request or answer. */
export const ABSENT = read('absent.json') as readonly Readonly<{
  operation: string
  field?: string
  languages: readonly string[]
  reason: string
}>[]

/** The operations that can succeed. */
export const OPERATIONS: readonly string[] = GOLDEN.map(({ operation }) => operation)
  .filter((operation) => SCENARIOS[operation]?.answers.length !== 0)
  .sort()

/** Operations that the client of this language does not have. */
export function absentIn(language: string): readonly string[] {
  return ABSENT.filter(({ field, languages }) => field === undefined && languages.includes(language)).map(
    ({ operation }) => operation,
  )
}

/** The client of this language makes the call. */
export function isFor(language: string, { operation, languages }: ListedCall): boolean {
  return !absentIn(language).includes(operation) && (languages?.includes(language) ?? true)
}

/** Fields of the operation that the client of this language does not send or read. */
export function absentFields(language: string, operation: string): readonly string[] {
  return ABSENT.filter((one) => one.operation === operation && one.languages.includes(language)).flatMap(({ field }) =>
    field === undefined ? [] : [field],
  )
}

/** What these calls lack: a success or a refusal of an operation, by each client that has it. */
export function gapsIn(calls: readonly ListedCall[]): readonly string[] {
  return OPERATIONS.flatMap((operation) => {
    const languages = LANGUAGES.filter((language) => !absentIn(language).includes(operation))
    const areMade = (isRefused: boolean) =>
      languages.every((language) =>
        calls.some(
          (call) => call.operation === operation && isFor(language, call) && (call.refusal !== undefined) === isRefused,
        ),
      )
    return [
      ...(areMade(false) ? [] : [`${operation} has no success`]),
      ...(areMade(true) ? [] : [`${operation} has no refusal`]),
    ]
  })
}

/**
 * The contract's tables of an operation, for the client of this language: a field that it does not read must be absent.
 * @throws RangeError if there is no such operation
 */
export function loadGolden(operation: string, language: string): Golden {
  const golden = GOLDEN.find((one) => one.operation === operation)
  if (!golden) throw new RangeError(`the contract has no ${operation}`)
  const unread = absentFields(language, operation)
  const answer = golden.answer.map((field) =>
    unread.includes(field.path.replace(/^.*\./, '')) ? { ...field, presence: 'never' as const } : field,
  )
  return { ...golden, answer }
}

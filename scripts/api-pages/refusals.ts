import type { ErrorTable, WireError } from '../../src/dingtalk/gateway/error-handler.ts'
import type { JsonSchema } from './fields.ts'
import type { Problem, Texts, Words } from './language.ts'
import type { Operation } from './operations.ts'
import { FAMILIES, NEVER_REASON, UNEXPECTED_REASON } from './reasons.ts'

/** What an operation declares about its refusals. */
type Declared = Readonly<{ errors: ErrorTable<string>; schema: Operation['schema'] }>
type Row = Readonly<{ wire: WireError; when: string }>
/** An answer and its reasons. `inShort`: the reasons to use if other causes have the same answer. */
type Cause = Readonly<{ wire: WireError; reasons: readonly string[]; inShort?: readonly string[] }>

/** How a parameter can be wrong. */
type Bad = Readonly<{ name: string; how: Problem }>

/** More parameters than this are not named one by one. */
const NAMED = 3

/** The different answers of the table, ordered by status, each with all its reasons. */
export function refusalRows({ errors, schema }: Declared, words: Words): readonly Row[] {
  const rows = Map.groupBy(causesOf({ errors, schema }, words), ({ wire }) => wire.join('\n'))
  return Array.from(rows.values(), (causes) => {
    const reasons = causes.flatMap(({ reasons: all, inShort = all }) => (causes.length > 1 ? inShort : all))
    return {
      wire: (causes[0] as Cause).wire,
      when: reasons.length === 0 ? NEVER_REASON[words.language] : words.reasons([...new Set(reasons)]),
    }
  }).sort((a, b) => a.wire[0] - b.wire[0])
}

function causesOf({ errors, schema }: Declared, words: Words): readonly Cause[] {
  const { refusals, malformed, unexpected, reasons: own = {} } = errors
  const family = FAMILIES.find((known) => Object.keys(refusals).every((code) => Object.hasOwn(known, code)))
  if (!family) throw new Error(`no family has reasons for ${Object.keys(refusals).join(', ')}`)
  const unused = Object.keys(own).filter((key) => !(key in malformed) && !(key in refusals))
  if (unused.length > 0) throw new Error(`the table has a reason but no answer for ${unused.join(', ')}`)
  return [
    ...Object.entries(malformed).map(([key, wire]) =>
      own[key] === undefined
        ? { wire, ...malformedReasons(key, { malformed, schema }, words) }
        : { wire, reasons: [words.of(own[key])] },
    ),
    ...Object.entries(refusals).map(([code, wire]) => ({
      wire,
      reasons: [own[code] === undefined ? (family[code] as Texts)[words.language] : words.of(own[code])],
    })),
    { wire: unexpected, reasons: [UNEXPECTED_REASON[words.language]] },
  ]
}

/**
 * The reasons for a key of the table: `action missing` is about one problem of a parameter, `conferenceId` about all
 * problems of one, `otherwise` about all parameters that have no key.
 */
function malformedReasons(
  key: string,
  { malformed, schema }: Readonly<{ malformed: ErrorTable<string>['malformed']; schema: Operation['schema'] }>,
  words: Words,
): Omit<Cause, 'wire'> {
  const [name = '', problem] = key.split(' ')
  if (problem !== undefined) return { reasons: [words.isWrong([`\`${name}\``], problem as Problem)] }
  const isOfKey = (bad: Bad) => (key === 'otherwise' ? !(bad.name in malformed) : bad.name === key)
  const bad = badParameters(schema)
    .filter(isOfKey)
    .flatMap((one) => withoutNamed(one, malformed))
  if (bad.length === 0) return { reasons: [] }
  const named = Array.from(
    Map.groupBy(bad, ({ how }) => how),
    ([how, group]) =>
      words.isWrong(
        group.map((one) => `\`${one.name}\``),
        how,
      ),
  )
  if (bad.length <= NAMED && Object.keys(malformed).length > 1) return { reasons: named }
  const canMiss = bad.some(({ how }) => how.startsWith('missing'))
  const inShort = bad.length > 1 ? [words.isWrong([], canMiss ? 'missing or malformed' : 'malformed')] : named
  return { reasons: bad.length > NAMED ? inShort : named, inShort }
}

/** The problem without the part for which the table has a key of its own. */
function withoutNamed({ name, how }: Bad, malformed: ErrorTable<string>['malformed']): readonly Bad[] {
  const isMissingNamed = `${name} missing` in malformed
  const isMalformedNamed = `${name} malformed` in malformed
  if (how === 'missing or malformed') {
    if (isMissingNamed) return isMalformedNamed ? [] : [{ name, how: 'malformed' }]
    return [{ name, how: isMalformedNamed ? 'missing' : how }]
  }
  return (how === 'missing' ? isMissingNamed : isMalformedNamed) ? [] : [{ name, how }]
}

function badParameters({ params, querystring, body }: Operation['schema']): readonly Bad[] {
  return [
    ...badOf(params, ({ pattern }) => (pattern === undefined ? undefined : 'blank')),
    ...badOf(querystring, ({ type, pattern }, isNeeded) => {
      const isFree = type === 'string' && pattern === undefined // an empty one is a missing one
      if (isFree) return isNeeded ? 'missing' : undefined
      return isNeeded ? 'missing or malformed' : 'malformed'
    }),
    ...badOf(body, (_, isNeeded) => (isNeeded ? 'missing or malformed' : 'malformed')),
  ]
}

function badOf(
  part: JsonSchema | undefined,
  toHow: (field: JsonSchema, isNeeded: boolean) => Bad['how'] | undefined,
): readonly Bad[] {
  return Object.entries(part?.properties ?? {}).flatMap(([name, field]) => {
    const how = toHow(field, part?.required?.includes(name) ?? false)
    return how === undefined ? [] : [{ name, how }]
  })
}

import { compare } from '../parity/compare.ts'
import type { Golden } from '../parity/golden.ts'
import type { ListedCall } from './call-list.ts'
import type { Reply } from './caller.ts'

/** Values of placeholders. */
export type Known = Record<string, unknown>

/**
 * `template` with its placeholders replaced: a text `${name}` by the value of that name, of any type.
 * @throws Error if there is no such value
 */
export function fill(template: unknown, known: Known): unknown {
  if (typeof template === 'string') {
    const name = /^\$\{(\w+)\}$/.exec(template)?.[1]
    if (name === undefined) return template
    if (!(name in known)) throw new Error(`there is no ${template}`)
    return known[name]
  }
  if (Array.isArray(template)) return template.map((one) => fill(one, known))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [String(fill(key, known)), fill(value, known)]),
  )
}

/** The value at a path such as `list.0.id`. */
export function valueAt(body: unknown, path: string): unknown {
  return path.split('.').reduce((value: unknown, key) => (value as Record<string, unknown> | undefined)?.[key], body)
}

/** How a value differs from what is expected: `null` means that there is none, an object may have more keys. */
export function differences(found: unknown, wanted: unknown, path = 'answer'): readonly string[] {
  if (wanted === null) return found === undefined ? [] : [`${path} is ${JSON.stringify(found)}, not absent`]
  if (typeof wanted !== 'object' || typeof found !== 'object' || found === null) {
    return found === wanted ? [] : [`${path} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`]
  }
  if (Array.isArray(wanted) && (!Array.isArray(found) || found.length !== wanted.length)) {
    return [`${path} is ${JSON.stringify(found)}, not a list of ${wanted.length}`]
  }
  return Object.entries(wanted).flatMap(([key, value]) =>
    differences((found as Record<string, unknown>)[key], value, `${path}.${key}`),
  )
}

/** What is wrong with what a client made of an answer. */
export function problemsOf({ refusal, answer }: ListedCall, reply: Reply, golden: Golden): readonly string[] {
  if ('problem' in reply) return [reply.problem]
  if (refusal === undefined) return problemsOfSuccess(answer ?? {}, reply, golden.answer)
  if ('errcode' in refusal) return differences('body' in reply ? reply.body : undefined, errorBody(refusal))
  if (!('refusal' in reply)) return [`it was not refused: ${JSON.stringify(reply.body)}`]
  const { status, code, message } = reply.refusal
  if (status !== refusal.status || code !== refusal.code) return [`it was refused as ${status} ${code}: ${message}`]
  const isInTable = golden.errors.some(
    (error) =>
      'code' in error &&
      error.status === status &&
      error.code === code &&
      message.includes(`code: ${status}, ${error.message.split('%s')[0]}`),
  )
  return isInTable && / request id: [0-9A-F-]{36}$/.test(message) ? [] : [`it was refused with the text ${message}`]
}

function problemsOfSuccess(answer: unknown, reply: Exclude<Reply, { problem: string }>, table: Golden['answer']) {
  if ('refusal' in reply) return [`it was refused: ${JSON.stringify(reply.refusal)}`]
  if (reply.status !== 200) return [`its status was ${reply.status}`]
  const mismatches = compare(table, reply.body).mismatches.map(({ path, problem }) => `${path} ${problem}`)
  return [...mismatches, ...differences(reply.body, answer)]
}

/** A refusal of the older API has status 200. */
function errorBody({ errcode, sub_code }: { errcode: number; sub_code?: string }) {
  return { errcode, ...(sub_code !== undefined && { sub_code }) }
}

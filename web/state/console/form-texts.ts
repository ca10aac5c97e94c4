import { PATTERNS } from '../../../contract/patterns.ts'

/** What is wrong with what is typed. */
export type TextProblem = 'incomplete' | 'id' | 'text' | 'email'

const MAX_NAME = 64
const MAX_EMAIL = 254

/** A name, a department and the like. */
export function problemOfName(text: string): TextProblem | undefined {
  return matches(text, PATTERNS.name) && [...text].length <= MAX_NAME ? undefined : 'text'
}

export function problemOfId(text: string): TextProblem | undefined {
  return matches(text, PATTERNS.seedId) ? undefined : 'id'
}

/** What is wrong with what has a name. Without an id, the server makes one. */
export function problemsOfNamed(name: string, id: string): Readonly<{ name?: TextProblem; id?: TextProblem }> {
  const nameProblem = name.trim() === '' ? 'incomplete' : problemOfName(name.trim())
  const idProblem = id.trim() === '' ? undefined : problemOfId(id.trim())
  return { ...(nameProblem && { name: nameProblem }), ...(idProblem && { id: idProblem }) }
}

export function problemOfEmail(text: string): TextProblem | undefined {
  return matches(text, PATTERNS.email) && text.length <= MAX_EMAIL ? undefined : 'email'
}

function matches(text: string, pattern: string): boolean {
  return new RegExp(pattern, 'u').test(text)
}

/** One row of a table of the contract. */
export type Field = Readonly<{
  /** `a.b`, `a[].b` for each element, `a.{key}.b` for each entry of a map. */
  path: string
  type: string
  presence: 'always' | 'optional' | 'never'
  form?: keyof typeof FORMS
  only?: boolean
  oneOf?: readonly string[]
  min?: number
  max?: number
}>

export type Mismatch = Readonly<{ path: string; problem: string }>

/** What cannot be the same in two answers is compared by its form. */
const FORMS = {
  conferenceId: /^[0-9a-f]{24}$/,
  unionId: /^[0-9A-Za-z]{20,40}$/,
  epochMs: /^[0-9]{13}$/,
  milliseconds: /^[0-9]+$/,
  digits: /^[0-9]+$/,
  decimal: /^[0-9]+(\.[0-9]+)?$/,
  size: /^[0-9]+\*[0-9]+$/,
  token: /^[0-9a-f]{32}$/,
  externalLink: /^https?:\/\/[^/]+\/app\?roomCode=[0-9]+&token=1_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  shareLink: /^https?:\/\/[^/]+\/j\/[0-9A-Za-z]{11}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  url: /^https?:\/\/\S+$/,
  socketUrl: /^wss?:\/\/[^?\s]+$/,
} as const

/** How `answer` differs from the table, key by key: what it lacks, has too much, or has of another type. */
export function compare(
  table: readonly Field[],
  answer: unknown,
): { mismatches: readonly Mismatch[]; seen: ReadonlySet<string> } {
  const byPath = new Map(table.map((field) => [field.path, field]))
  const mismatches: Mismatch[] = []
  const seen = new Set<string>()
  const note = (path: string, problem: string) => void mismatches.push({ path, problem })

  const checkObject = (value: unknown, parent: string): void => {
    if (!isObject(value)) return note(parent, 'is no object')
    for (const [name, inner] of Object.entries(value)) {
      const path = join(parent, name)
      const field = byPath.get(path)
      if (!field) note(path, 'is not in the table')
      else if (field.presence === 'never') note(path, 'must never be there')
      else checkValue(inner, field)
    }
    for (const { path, presence } of table) {
      const name = path.slice(join(parent, '').length)
      if (presence === 'always' && path === join(parent, name) && !/[.[]/.test(name) && !(name in value)) {
        note(path, 'is missing')
      }
    }
  }

  const checkValue = (value: unknown, field: Field): void => {
    const { path, type } = field
    seen.add(path)
    if (type.endsWith('[]')) {
      if (!Array.isArray(value)) return note(path, 'is no list')
      for (const element of value) checkOne(element, { ...field, type: type.slice(0, -2) }, `${path}[]`)
    } else if (type === 'Map<String>') {
      if (!isObject(value)) return note(path, 'is no map')
      for (const entry of Object.values(value)) checkOne(entry, { ...field, type: 'String' }, path)
    } else if (type === 'Map') {
      if (!isObject(value)) return note(path, 'is no map')
      for (const entry of Object.values(value)) checkObject(entry, `${path}.{key}`)
    } else {
      checkOne(value, field, path)
    }
  }

  const checkOne = (value: unknown, field: Field, path: string): void => {
    if (field.type === 'Object') return checkObject(value, path)
    // An object whose keys are those of another table.
    if (field.type === 'Json') return isObject(value) ? undefined : note(path, 'is no object')
    const problem = problemOf(value, field)
    if (problem) note(path, problem)
  }

  checkObject(answer, '')
  return { mismatches, seen }
}

function problemOf(value: unknown, { type, form, only, oneOf, min, max }: Field): string | undefined {
  const shown = JSON.stringify(value)
  if (!isOfType(value, type)) return `is no ${type}: ${shown}`
  if (form && !FORMS[form].test(String(value))) return `is no ${form}: ${shown}`
  if (only !== undefined && value !== only) return `is only ever ${only}: ${shown}`
  if (oneOf && !oneOf.includes(String(value))) return `is none of ${oneOf.join(', ')}: ${shown}`
  if (min !== undefined && Number(value) < min) return `is below ${min}: ${shown}`
  if (max !== undefined && Number(value) > max) return `is above ${max}: ${shown}`
  return undefined
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'String':
      return typeof value === 'string'
    case 'Boolean':
      return typeof value === 'boolean'
    case 'Integer':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31
    case 'Long':
      return Number.isSafeInteger(value)
    default:
      throw new Error(`${type} is no type of the tables`)
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function join(parent: string, name: string): string {
  return parent === '' ? name : `${parent}.${name}`
}

/** The parts of a request's schema that say of which type a value is. */
export type TypedSchema = Readonly<{
  type?: string
  const?: unknown
  properties?: Readonly<Record<string, TypedSchema>>
  items?: TypedSchema
  anyOf?: readonly TypedSchema[]
}>

type ReadText = (text: string) => unknown

/** How text is read where the contract has a number or a boolean. Text that is neither is returned unchanged. */
export type TextReading = Readonly<{ number: ReadText; boolean: ReadText }>

const DIGITS = /^[0-9]+$/
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])

/** A query is all text, and each language writes booleans in its own way: `true`, `True`, `1`. */
export const QUERY_TEXT: TextReading = {
  number: (text) => toSafeInteger(text, DIGITS),
  boolean: (text) => BOOLEANS.get(text.toLowerCase()) ?? text,
}

const INTEGER = /^(0|-?[1-9][0-9]*)$/

/** A body has types of its own, so its text counts only if it is exactly what JSON would have there. */
export const BODY_TEXT: TextReading = {
  number: (text) => toSafeInteger(text, INTEGER),
  boolean: (text) => (text === 'true' || text === 'false' ? text === 'true' : text),
}

/** More digits than a number can hold stay text. */
function toSafeInteger(text: string, form: RegExp): number | string {
  return form.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text
}

/** Returns the value with its texts replaced by what they stand for. Objects and lists are changed in place. */
export type Reader = (value: unknown) => unknown

/** The reader for values of `schema`; `undefined` if the schema has no number or boolean that text can stand for. */
export function compileReader(schema: TypedSchema, reading: TextReading): Reader | undefined {
  const branches = schema.anyOf ?? [schema]
  const readText = textReaderOf(branches, reading)
  const readItem = firstOf(branches, ({ items }) => items && compileReader(items, reading))
  const readFields = firstOf(branches, ({ properties }) => properties && compileFields(properties, reading))
  if (!readText && !readItem && !readFields) return undefined
  return (value) => {
    if (typeof value === 'string') return readText ? readText(value) : value
    if (Array.isArray(value)) {
      if (readItem) for (const [index, item] of value.entries()) value[index] = readItem(item)
    } else if (typeof value === 'object' && value !== null) readFields?.(value as Record<string, unknown>)
    return value
  }
}

function compileFields(properties: Readonly<Record<string, TypedSchema>>, reading: TextReading) {
  const readers = Object.entries(properties).flatMap(([name, field]) => {
    const read = compileReader(field, reading)
    return read ? [{ name, read }] : []
  })
  if (readers.length === 0) return undefined
  return (fields: Record<string, unknown>) => {
    for (const { name, read } of readers) if (Object.hasOwn(fields, name)) fields[name] = read(fields[name])
  }
}

/** Where text itself is allowed, it stays text. */
function textReaderOf(branches: readonly TypedSchema[], { number, boolean }: TextReading): ReadText | undefined {
  const types = new Set(branches.map((branch) => branch.type))
  if (types.has('string')) return undefined
  if (types.has('boolean')) return boolean
  return types.has('integer') || types.has('number') ? number : undefined
}

function firstOf<Of, Found>(all: readonly Of[], find: (one: Of) => Found | undefined): Found | undefined {
  for (const one of all) {
    const found = find(one)
    if (found !== undefined) return found
  }
  return undefined
}

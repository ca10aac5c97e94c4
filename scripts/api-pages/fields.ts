/** As much of JSON Schema as the contract uses. */
export type JsonSchema = Readonly<{
  type?: string
  title?: string
  description?: string
  properties?: Readonly<Record<string, JsonSchema>>
  patternProperties?: Readonly<Record<string, JsonSchema>>
  required?: readonly string[]
  items?: JsonSchema
  anyOf?: readonly JsonSchema[]
  const?: string | number
  default?: string | number | boolean
  pattern?: string
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  maxLength?: number
}>

export type Field = Readonly<{
  /** `a.b`, `a[].b` for each element, `a.{key}.b` for each entry of a map. */
  path: string
  type: string
  /** Has to be there, wherever what it is in is there. */
  needed: boolean
  meaning: string
}>

const FEW = 3

type Telling = Readonly<{
  /** Limits are told of what is asked; of an answer they are nobody's to keep. */
  side: 'asked' | 'answered'
  /** Says where a model of that title is told of already; otherwise it is told of here. */
  toldElsewhere: (title: string) => string | undefined
}>

/** The fields of an object, with those of the objects in it. */
export function fieldsOf(schema: JsonSchema, telling: Telling, prefix = ''): readonly Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${prefix}${name}`
    const elsewhere = field.title === undefined ? undefined : telling.toldElsewhere(field.title)
    const meaning = [...meaningOf(field, telling.side), ...(elsewhere === undefined ? [] : [elsewhere])].join(' ')
    const row = { path, type: typeOf(field), needed: schema.required?.includes(name) ?? false, meaning }
    return elsewhere === undefined ? [row, ...innerFields(field, telling, path)] : [row]
  })
}

function innerFields(field: JsonSchema, telling: Telling, path: string): readonly Field[] {
  if (field.items) return innerFields(field.items, telling, `${path}[]`)
  const [entry] = Object.values(field.patternProperties ?? {})
  if (!entry) return fieldsOf(field, telling, `${path}.`)
  if (entry.properties) return fieldsOf(entry, telling, `${path}.{key}.`)
  return [
    { path: `${path}.{key}`, type: typeOf(entry), needed: false, meaning: meaningOf(entry, telling.side).join(' ') },
  ]
}

function typeOf({ type, items, anyOf, const: value }: JsonSchema): string {
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(' or ')
  if (items) return `${typeOf(items)}[]`
  return type === 'number' && Number.isInteger(value) ? 'integer' : (type ?? typeof value)
}

function meaningOf(field: JsonSchema, side: Telling['side']): readonly string[] {
  const { description = '' } = field
  const values = (field.anyOf ?? [field]).flatMap(({ const: value }) => (value === undefined ? [] : [`\`${value}\``]))
  const isTold = values.every((value) => description.includes(value))
  const isAsked = side === 'asked'
  const few = isAsked ? fewOf(field) : []
  const limits = isAsked ? limitsOf(field) : []
  return [...few, description, isTold ? '' : `${oneOf(values)}.`, ...limits].filter((sentence) => sentence !== '')
}

/** Numbers that are so few that each has its own meaning. */
function fewOf({ minimum, maximum }: JsonSchema): readonly string[] {
  if (minimum === undefined || maximum === undefined || maximum - minimum >= FEW) return []
  return [`${oneOf(Array.from({ length: maximum - minimum + 1 }, (_, index) => String(minimum + index)))}.`]
}

function limitsOf(field: JsonSchema): readonly string[] {
  const { minimum, maximum, minItems, maxItems, maxLength, default: byDefault } = field
  const isWide = minimum !== undefined && maximum !== undefined && maximum - minimum >= FEW
  return [
    ...(isWide ? [`${minimum} to ${maximum}.`] : []),
    ...countOf(minItems, maxItems),
    ...(maxLength === undefined ? [] : [`At most ${maxLength} characters.`]),
    ...(byDefault === undefined ? [] : [`Default ${byDefault}.`]),
  ]
}

function countOf(least: number | undefined, most: number | undefined): readonly string[] {
  if (least === undefined && most === undefined) return []
  if (least === 1 && most === 1) return ['Exactly one.']
  if (most === undefined) return [`At least ${least}.`]
  return [least === undefined ? `At most ${most}.` : `${least} to ${most} of them.`]
}

/** `a, b or c`. */
export function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

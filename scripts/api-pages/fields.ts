import type { Words } from './language.ts'

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

/** A row of the tables of parameters and answers. */
export type Field = Readonly<{
  /** `a.b`, `a[].b` for each element, `a.{key}.b` for each entry of a map. */
  path: string
  type: string
  /** Always present in the object that holds it. */
  required: boolean
  meaning: string
}>

/** A range of at most this many whole numbers is shown number by number. */
const FEW = 3

type Context = Readonly<{
  /** Limits are shown for requests only: no caller can break the limits of an answer. */
  side: 'request' | 'answer'
  /** Where in the page the model with that title is described already; `undefined`: it is described here. */
  findEarlier: (title: string) => string | undefined
  words: Words
}>

/** The fields of an object, with those of the objects in it. */
export function fieldsOf(schema: JsonSchema, context: Context, prefix = ''): readonly Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${prefix}${name}`
    const elsewhere = field.title === undefined ? undefined : context.findEarlier(field.title)
    const meaning = context.words.sentences([
      ...meaningOf(field, context),
      ...(elsewhere === undefined ? [] : [elsewhere]),
    ])
    const row = { path, type: typeOf(field, context), required: schema.required?.includes(name) ?? false, meaning }
    return elsewhere === undefined ? [row, ...innerFields(field, context, path)] : [row]
  })
}

function innerFields(field: JsonSchema, context: Context, path: string): readonly Field[] {
  if (field.items) return innerFields(field.items, context, `${path}[]`)
  const [entry] = Object.values(field.patternProperties ?? {})
  if (!entry) return fieldsOf(field, context, `${path}.`)
  if (entry.properties) return fieldsOf(entry, context, `${path}.{key}.`)
  return [
    {
      path: `${path}.{key}`,
      type: typeOf(entry, context),
      required: false,
      meaning: context.words.sentences(meaningOf(entry, context)),
    },
  ]
}

function typeOf({ type, items, anyOf, const: value }: JsonSchema, context: Context): string {
  if (anyOf) return context.words.types([...new Set(anyOf.map((one) => typeOf(one, context)))])
  if (items) return `${typeOf(items, context)}[]`
  return type === 'number' && Number.isInteger(value) ? 'integer' : (type ?? typeof value)
}

function meaningOf(field: JsonSchema, { side, words }: Context): readonly string[] {
  const description = field.description === undefined ? '' : words.of(field.description)
  const values = (field.anyOf ?? [field]).flatMap(({ const: value }) => (value === undefined ? [] : [`\`${value}\``]))
  const areDescribed = values.every((value) => description.includes(value))
  const few = side === 'request' ? fewOf(field, words) : []
  const limits = side === 'request' ? limitsOf(field, words) : []
  return [...few, description, areDescribed ? '' : endOf(words, words.oneOf(values)), ...limits].filter(
    (sentence) => sentence !== '',
  )
}

/** The numbers of a range that has only a few. */
function fewOf({ minimum, maximum }: JsonSchema, words: Words): readonly string[] {
  if (minimum === undefined || maximum === undefined || maximum - minimum >= FEW) return []
  const values = Array.from({ length: maximum - minimum + 1 }, (_, index) => String(minimum + index))
  return [endOf(words, words.oneOf(values))]
}

function limitsOf(field: JsonSchema, { limit }: Words): readonly string[] {
  const { minimum, maximum, minItems, maxItems, maxLength, default: byDefault } = field
  const isWide = minimum !== undefined && maximum !== undefined && maximum - minimum >= FEW
  return [
    ...(isWide ? [limit.between(minimum, maximum)] : []),
    ...countOf({ least: minItems, most: maxItems }, limit),
    ...(maxLength === undefined ? [] : [limit.characters(maxLength)]),
    ...(byDefault === undefined ? [] : [limit.byDefault(byDefault)]),
  ]
}

function countOf(
  { least, most }: Readonly<{ least: number | undefined; most: number | undefined }>,
  limit: Words['limit'],
): readonly string[] {
  if (least === undefined) return most === undefined ? [] : [limit.atMost(most)]
  if (most === undefined) return [limit.atLeast(least)]
  return [least === 1 && most === 1 ? limit.exactlyOne : limit.count(least, most)]
}

function endOf({ language }: Words, text: string): string {
  return language === 'en' ? `${text}.` : `${text}。`
}

import { GATEWAY_ERRORS, type GatewayError } from '../../src/dingtalk/gateway/gateway-errors.ts'
import { LEGACY_ERRORS, legacyRefusals, type LegacyError } from '../../src/dingtalk/gateway/legacy-errors.ts'
import { fieldsOf, type JsonSchema } from './fields.ts'
import type { Words } from './language.ts'
import type { Operation } from './operations.ts'
import { GATEWAY_REASONS, LEGACY_REASONS } from './reasons.ts'
import { refusalRows } from './refusals.ts'

/** Columns of a page. */
const WIDTH = 120

/** Where in the page the model with that title is described already. */
type FindEarlier = (title: string) => string | undefined
type Page = Readonly<{ findEarlier: FindEarlier; words: Words }>

/** The section of an operation. */
export function operationBlock(operation: Operation, page: Page): string {
  const { name, method, path, scope, schema } = operation
  const { words } = page
  return [
    `## ${name}`,
    wrap(words.of(schema.description ?? `${schema.summary}.`)),
    `\`${method} ${path}\` · ${words.scope(scope)}`,
    ...parameterTable(schema, page),
    ...(needsEngine(operation) ? [words.withEngine] : []),
    answerTable(schema.response[200], page),
    refusalTable(operation, words),
  ].join('\n\n')
}

/** The refusals before any operation. */
export function gatewayBlock(words: Words): string {
  const rows = Object.entries(GATEWAY_REASONS).map(([name, when]) => {
    const { status, code, en, zh } = (GATEWAY_ERRORS as Record<string, GatewayError>)[name] as GatewayError
    return [String(status), asCode(code), asCode(en), zh === en ? words.sameMessage : asCode(zh), when[words.language]]
  })
  return table(words.heads.gateway, rows)
}

function parameterTable(schema: Operation['schema'], page: Page): readonly string[] {
  const { words } = page
  const parts = { path: schema.params, query: schema.querystring, body: schema.body }
  const rows = Object.entries(parts).flatMap(([place, part]) =>
    fieldsOf(part ?? {}, { side: 'request', ...page }).map(({ path, type, required, meaning }) => [
      asCode(path),
      words.places[place as keyof typeof parts],
      type,
      words.yesNo(required),
      meaning,
    ]),
  )
  return rows.length === 0 ? [] : [table(words.heads.parameters, rows)]
}

function answerTable(schema: JsonSchema, page: Page): string {
  const fields = fieldsOf(schema, { side: 'answer', ...page })
  const rows = fields.map(({ path, type, required, meaning }) => [
    asCode(path),
    type,
    page.words.yesNo(required),
    meaning,
  ])
  return table(page.words.heads.answer, rows)
}

function refusalTable({ name, errors, legacyErrors, scope, schema }: Operation, words: Words): string {
  if (errors) {
    const rows = refusalRows({ errors, schema }, words).map(({ wire: [status, code, message], when }) => [
      String(status),
      asCode(code),
      asCode(message),
      when,
    ])
    return table(words.heads.errors, rows)
  }
  if (!legacyErrors) throw new Error(`${name} does not say how it refuses`)
  const rows = legacyRefusals(legacyErrors, scope).map((refusal) => {
    const { errcode, sub_code: sub, errmsg }: LegacyError = LEGACY_ERRORS[refusal]
    return [String(errcode), sub ?? '', asCode(errmsg), LEGACY_REASONS[refusal][words.language]]
  })
  return table(words.heads.legacyErrors, rows)
}

function needsEngine({ errors }: Operation): boolean {
  return Object.keys(errors?.refusals ?? {}).some((code) => code.endsWith('-engine-not-configured'))
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const toCell = (text: string) => (text === '' ? ' ' : ` ${text.replaceAll('|', '\\|')} `)
  const line = (cells: readonly string[]) => `|${cells.map(toCell).join('|')}|`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function asCode(text: string): string {
  return `\`${text}\``
}

function wrap(text: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}

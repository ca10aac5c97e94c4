import { GATEWAY_ERRORS, type GatewayError } from '../../src/dingtalk/gateway/gateway-errors.ts'
import { LEGACY_ERRORS, legacyRefusals, type LegacyError } from '../../src/dingtalk/gateway/legacy-errors.ts'
import { fieldsOf, type JsonSchema } from './fields.ts'
import type { Operation } from './operations.ts'
import { OF_GATEWAY, OF_LEGACY } from './reasons.ts'
import { refusalRows } from './refusals.ts'

/** Columns of a page. */
const WIDTH = 120

/** Says where in the page a model of that title stands already. */
type ToldElsewhere = (title: string) => string | undefined

/** The section of an operation. */
export function operationBlock(operation: Operation, toldElsewhere: ToldElsewhere): string {
  const { name, method, path, scope, schema } = operation
  return [
    `## ${name}`,
    wrap(schema.description ?? `${schema.summary}.`),
    `\`${method} ${path}\` · ${scope === undefined ? 'no token' : `right \`${scope}\``}`,
    ...parameterTable(schema, toldElsewhere),
    ...(needsEngine(operation) ? ['With an engine it would answer:'] : []),
    answerTable(schema.response[200], toldElsewhere),
    refusalTable(operation),
  ].join('\n\n')
}

/** The refusals before any operation. */
export function gatewayBlock(): string {
  const rows = Object.entries(OF_GATEWAY).map(([name, when]) => {
    const { status, code, en, zh } = (GATEWAY_ERRORS as Record<string, GatewayError>)[name] as GatewayError
    return [String(status), code_(code), code_(en), zh === en ? 'the same' : code_(zh), when]
  })
  return table(['status', 'code', 'message in English', 'in Chinese', 'when'], rows)
}

function parameterTable(schema: Operation['schema'], toldElsewhere: ToldElsewhere): readonly string[] {
  const parts = { path: schema.params, query: schema.querystring, body: schema.body }
  const rows = Object.entries(parts).flatMap(([place, part]) =>
    fieldsOf(part ?? {}, { side: 'asked', toldElsewhere }).map(({ path, type, needed, meaning }) => [
      code_(path),
      place,
      type,
      needed ? 'yes' : 'no',
      meaning,
    ]),
  )
  return rows.length === 0 ? [] : [table(['parameter', 'in', 'type', 'needed', ''], rows)]
}

function answerTable(schema: JsonSchema, toldElsewhere: ToldElsewhere): string {
  const fields = fieldsOf(schema, { side: 'answered', toldElsewhere })
  const rows = fields.map(({ path, type, needed, meaning }) => [code_(path), type, needed ? 'yes' : 'no', meaning])
  return table(['answer', 'type', 'always', ''], rows)
}

function refusalTable({ name, errors, legacyErrors, scope, schema }: Operation): string {
  if (errors) {
    const rows = refusalRows(errors, schema).map(({ wire: [status, code, message], when }) => [
      String(status),
      code_(code),
      code_(message),
      when,
    ])
    return table(['status', 'code', 'message', 'when'], rows)
  }
  if (!legacyErrors) throw new Error(`${name} does not say how it refuses`)
  const rows = legacyRefusals(legacyErrors, scope).map((refusal) => {
    const { errcode, sub_code: sub, errmsg }: LegacyError = LEGACY_ERRORS[refusal]
    return [String(errcode), sub ?? '', code_(errmsg), OF_LEGACY[refusal]]
  })
  return table(['errcode', 'sub_code', 'errmsg', 'when'], rows)
}

function needsEngine({ errors }: Operation): boolean {
  return Object.keys(errors?.refusals ?? {}).some((code) => code.endsWith('-engine-not-configured'))
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const toCell = (text: string) => (text === '' ? ' ' : ` ${text.replaceAll('|', '\\|')} `)
  const line = (cells: readonly string[]) => `|${cells.map(toCell).join('|')}|`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function code_(text: string): string {
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

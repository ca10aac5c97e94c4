import { Authorizer } from '../../src/dingtalk/gateway/authorize.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import Type from 'typebox'
import { GATEWAY_ERRORS } from '../../src/dingtalk/gateway/gateway-errors.ts'
import { guardRoutes } from '../../src/dingtalk/gateway/hooks.ts'
import { Throttle } from '../../src/dingtalk/gateway/throttle.ts'
import { operationBlock } from '../../scripts/api-pages/blocks.ts'
import { listOperations } from '../../scripts/api-pages/operations.ts'
import { LANGUAGES, WORDS, ZH_TEXTS, type Words } from '../../scripts/api-pages/language.ts'
import { blocksOf, fillPage, GATEWAY, readPages } from '../../scripts/api-pages/pages.ts'
import { errorName, GOLDEN, SKIPPED, type GoldenError } from './golden.ts'

const operations = await listOperations()
const pages = readPages('en')

const WEATHER: Parameters<typeof operationBlock>[0] = {
  name: 'QueryWeather',
  method: 'POST',
  path: '/v1.0/places/{place}/weather',
  scope: 'Weather.Read',
  schema: {
    summary: 'Tell the weather',
    params: Type.Object({ place: Type.String({ pattern: '\\S', description: 'Where.' }) }),
    body: Type.Object({
      days: Type.Integer({ minimum: 1, maximum: 30, default: 3, description: 'Of how many days.' }),
      kinds: Type.Optional(
        Type.Array(Type.Object({ kind: Type.Union([Type.Literal('rain'), Type.Literal('wind')]) }), { minItems: 1 }),
      ),
    }),
    response: { 200: Type.Object({ byDay: Type.Record(Type.String(), Type.Object({ mm: Type.Number() })) }) },
  },
  errors: {
    refusals: {
      'conference-not-found': [404, 'noPlace', 'noPlace'],
      'not-permitted': [400, 'bad', 'a|b'],
    },
    malformed: { 'days malformed': [400, 'badDays', 'badDays'], otherwise: [400, 'bad', 'a|b'] },
    unexpected: [500, 'broken', 'broken'],
    reasons: { 'not-permitted': 'it is a secret' },
  },
}
const WEATHER_BLOCK = `## QueryWeather

Tell the weather.

\`POST /v1.0/places/{place}/weather\` · scope \`Weather.Read\`

| parameter | in | type | required | |
| --- | --- | --- | --- | --- |
| \`place\` | path | string | yes | Where. |
| \`days\` | body | integer | yes | Of how many days. 1 to 30. Default 3. |
| \`kinds\` | body | object[] | no | At least 1. |
| \`kinds[].kind\` | body | string | yes | \`rain\` or \`wind\`. |

| answer | type | always | |
| --- | --- | --- | --- |
| \`byDay\` | object | yes | |
| \`byDay.{key}.mm\` | number | yes | |

| status | code | message | when |
| --- | --- | --- | --- |
| 400 | \`badDays\` | \`badDays\` | \`days\` is malformed |
| 400 | \`bad\` | \`a\\|b\` | \`place\` is blank; \`days\` is missing; \`kinds\` is malformed; or it is a secret |
| 404 | \`noPlace\` | \`noPlace\` | there is no such conference |
| 500 | \`broken\` | \`broken\` | the server failed |`

/** Every section of the pages, by its heading. */
const SECTIONS = new Map(
  [...pages.values()]
    .flatMap((page) => page.split(/^## /m).slice(1))
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
)

for (const language of LANGUAGES) {
  for (const [file, page] of readPages(language)) {
    test(`[PA4] ${file} is what is generated from its operations`, () => {
      assert.equal(page, fillPage(page, operations, language), 'write it again: npm run docs')
    })
  }
}

test('[PA4] every operation, and the checks before them, are described once', () => {
  const described = [...pages.values()].flatMap(blocksOf)
  assert.deepEqual(described.toSorted(), [...operations.keys(), GATEWAY].toSorted())
})

test('[PA4] the Chinese pages have the pages, sections and code of the English ones', () => {
  const chinese = readPages('zh-CN')
  const outlineOf = (page: string) => ({
    blocks: blocksOf(page),
    levels: [...page.matchAll(/^#+ /gm)].map(([level]) => level),
    fences: [...page.matchAll(/^```\w+\n[^]*?^```/gm)].map(([fence]) => fence),
    links: [...page.matchAll(/\]\(([^)]*)\)/g)].map(([, link]) => link),
    rows: [...page.matchAll(/^\| `?[^|`]+`?/gm)].length,
  })
  assert.deepEqual(
    [...chinese.keys()].map((file) => file.replace('zh-CN/', '')),
    [...pages.keys()],
  )
  for (const [file, page] of pages) {
    const other = chinese.get(file.replace('docs/api/', 'docs/api/zh-CN/')) ?? ''
    assert.deepEqual(outlineOf(other), outlineOf(page), file)
    // The text between the tables is translated, too: each paragraph has its own.
    const paragraphs = paragraphsOf(other)
    assert.equal(paragraphs.length, paragraphsOf(page).length, file)
    for (const paragraph of paragraphs) assert.match(paragraph, /\p{Script=Han}/u, file)
  }
})

test('[PA4] no Chinese text is left that no page needs', () => {
  const used = new Set<string>()
  const note: Words = { ...WORDS.en, of: (text) => (used.add(text), text) }
  for (const operation of operations.values()) operationBlock(operation, { findEarlier: () => undefined, words: note })
  const idle = Object.keys(ZH_TEXTS).filter(
    (text) => ![...used].some((one) => one === text || one === `${text}.` || one.startsWith(`${text} `)),
  )
  assert.deepEqual(idle, [])
})

test('[PA4] a page cannot describe an unknown operation', () => {
  const page = '<!-- generated: QueryWeather -->\n<!-- /generated -->\n'
  assert.throws(() => fillPage(page, operations, 'en'), /QueryWeather/)
})

test('[PA4] an operation without an error table cannot be registered', async () => {
  await using app = Fastify()
  guardRoutes(
    app,
    new Authorizer({
      userTokens: { authenticate: async () => 'unknown' },
      ssoTokens: { authenticate: async () => undefined },
      tokens: { authenticate: () => undefined },
      throttle: new Throttle(),
    }),
  )
  const route = { config: { operation: 'QueryWeather', scope: 'Weather.Read' } }
  assert.throws(() => app.get('/v1.0/weather', route, async () => ({})), /QueryWeather has no error table/)
})

test('[PA4] a section gives limits, nested fields and every reason for an answer', () => {
  const block = operationBlock(WEATHER, { findEarlier: () => undefined, words: WORDS.en })
  assert.equal(block, WEATHER_BLOCK)
})

test('[PA4] the pages give every answer of the tables with its reasons', () => {
  for (const { name, errors } of operations.values()) {
    if (!errors) continue
    const known = [...Object.values(errors.refusals), ...Object.values(errors.malformed), errors.unexpected]
    const rows = new Set(known.map((wire) => wire.join(' ')))
    assert.deepEqual(rowsIn(SECTIONS.get(name) ?? ''), [...rows].sort(), name)
  }
  const gateway = Object.values(GATEWAY_ERRORS).map(({ status, code, en }) => `${status} ${code} ${en}`)
  assert.deepEqual(rowsIn(SECTIONS.get('Before any operation') ?? ''), gateway.sort())
})

test('[PA4] every operation of the contract has a section with its path, method, scope and fields', () => {
  for (const { operation, method, path, scope, answer } of GOLDEN) {
    const section = SECTIONS.get(operation) ?? ''
    const right = scope === undefined ? 'no token' : `scope \`${scope}\``
    assert.ok(section.includes(`\n\`${method} ${path}\` · ${right}\n`), `${operation}: ${method} ${path} ${right}`)
    for (const field of answer.filter(({ presence }) => presence === 'always')) {
      assert.ok(section.includes(`\n| \`${field.path}\` |`), `${operation}: ${field.path}`)
    }
  }
})

test('[PA4] every error of the contract that is answered is in the section of its operation, or before all of them', () => {
  const before = inChinese(SECTIONS.get('Before any operation') ?? '')
  for (const { operation, errors } of GOLDEN) {
    const skipped = new Set(SKIPPED.filter((skip) => skip.operation === operation).map(({ path }) => path))
    const section = `${SECTIONS.get(operation) ?? ''}${before}`
    for (const error of errors.filter((one) => !skipped.has(errorName(one)))) {
      assert.ok(section.includes(`\n${rowOf(error)}`), `${operation}: ${errorName(error)}`)
    }
  }
})

test('[PA7] every operation has a table of the contract, and every table an operation', () => {
  assert.deepEqual(GOLDEN.map(({ operation }) => operation).toSorted(), [...operations.keys()].toSorted())
})

/** The checks before every operation, also with the Chinese message, which is the one that the contract has. */
function inChinese(section: string): string {
  return section + section.replaceAll(/^(\| \d{3} \| `[^`]+` )\| `[^`]+` (\| `[^`]+` \|)/gm, '$1$2')
}

function rowOf(error: GoldenError): string {
  if ('code' in error) return `| ${error.status} | \`${error.code}\` | \`${error.message}\` |`
  return `| ${error.errcode} |${error.sub_code === undefined ? ' ' : ` ${error.sub_code} `}|`
}

/** Rows of status, code and message that are told with a reason. */
function rowsIn(section: string): readonly string[] {
  const rows = section.matchAll(/^\| (\d{3}) \| `([^`]+)` \| `([^`]+)` \|.* [^ |]+ \|$/gm)
  return Array.from(rows, (row) => row.slice(1, 4).join(' ')).sort()
}

/** The hand-written paragraphs of a page. */
function paragraphsOf(page: string): readonly string[] {
  const withoutBlocks = page.replace(/<!-- generated[^]*?\/generated -->/g, '').replace(/^```[^]*?^```/gm, '')
  return withoutBlocks.split(/\n{2,}/).filter((text) => text.trim() !== '')
}

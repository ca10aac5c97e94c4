import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsOfPattern } from '../../contract/patterns.ts'
import type { JsonSchema } from '../../scripts/api-pages/fields.ts'
import { listOperations, type Operation } from '../../scripts/api-pages/operations.ts'
import { CONFERENCE, stubApi, type StubApi } from '../../src/dingtalk/gateway/stub-api.fixture.ts'

type Fields = Record<string, unknown>
/** A value in a request: the path to it, and its type in the contract. */
type Place = Readonly<{ path: readonly (string | number)[]; type: string }>

const operations = [...(await listOperations()).values()].filter(({ path }) => path.startsWith('/v1.0/'))

/** A value of the schema with every optional field in it. */
function sampleOf({ type, const: value, anyOf, properties, items, pattern, minimum = 1 }: JsonSchema): unknown {
  if (anyOf) return sampleOf(anyOf[0] as JsonSchema)
  if (value !== undefined) return value
  if (properties) return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, sampleOf(one)]))
  if (items) return [sampleOf(items)]
  if (type === 'integer') return minimum
  return type === 'boolean' || (pattern === '^rtmp' ? 'rtmp://x' : '110')
}

/** Where the contract has one of these types, at any depth. */
function placesOf(schema: JsonSchema, types: readonly string[], path: Place['path'] = []): Place[] {
  const { anyOf, properties, items, type = '' } = schema
  if (anyOf) {
    const isText = anyOf.some((one) => one.type === 'string')
    return isText ? [] : anyOf.slice(0, 1).flatMap((one) => placesOf(one, types, path))
  }
  if (properties) return Object.entries(properties).flatMap(([name, one]) => placesOf(one, types, [...path, name]))
  if (items) return placesOf(items, types, [...path, 0])
  return types.includes(type) ? [{ path, type }] : []
}

function setAt(fields: Fields, path: Place['path'], value: unknown): void {
  const [name, ...rest] = path as [string, ...string[]]
  if (rest.length === 0) fields[name] = value
  else setAt(fields[name] as Fields, rest, value)
}

type Given = Readonly<{ query?: Fields; body?: Fields }>

function send(api: StubApi, { method, path, schema }: Operation, { query = {}, body }: Given) {
  const url = path.replaceAll(/\{\w+\}/g, CONFERENCE)
  const search = new URLSearchParams(query as Record<string, string>).toString()
  return api.send(method as 'POST', `${url}?${search}`, schema.body && body)
}

/** The fields that the log says are wrong in a request to `operation`. */
async function wrongFields(api: StubApi, operation: Operation, given: Given) {
  api.logged.length = 0
  const answer = await send(api, operation, given)
  const lines = api.logged.flatMap(({ wrong }) => (wrong as { field: string; problem: string }[] | undefined) ?? [])
  const isMalformed = lines.length > 0
  assert.equal(isMalformed && answer.status !== 400, false, 'a wrong field is refused')
  return lines
}

const queryOf = ({ schema }: Operation) => (sampleOf(schema.querystring ?? {}) ?? {}) as Fields
const withBooleans = operations.flatMap((operation) =>
  placesOf(operation.schema.querystring ?? {}, ['boolean']).map((place) => ({ operation, place })),
)

test('[GW20] the contract has booleans in queries', () => {
  assert.deepEqual(withBooleans.map(({ operation, place }) => `${operation.name} ${place.path.join('.')}`).toSorted(), [
    'GetConfDataByConferenceId realData',
    'GetHistoryConfDataList realData',
  ])
})

for (const { operation, place } of withBooleans) {
  const [name] = place.path as [string]
  test(`[GW20] ${name} of ${operation.name} is read as each language writes it`, async () => {
    await using api = stubApi({ logLevel: 'debug' })
    const ask = async (text: string) => {
      const { nextToken: _none, ...query } = queryOf(operation)
      return wrongFields(api, operation, { query: { ...query, [name]: text } })
    }
    for (const text of ['true', 'false', 'True', 'False', 'TRUE', 'FALSE', '1', '0']) {
      assert.deepEqual(await ask(text), [], text)
    }
    for (const text of ['yes', 'on', 't', '2', '-1', '01', ' true', 'constructor', '__proto__', 'null']) {
      assert.deepEqual(await ask(text), [{ field: name, problem: 'must be boolean' }], text)
    }
  })
}

const withBody = operations.flatMap((operation) => {
  const places = placesOf(operation.schema.body ?? {}, ['boolean', 'integer', 'number'])
  return places.length > 0 ? [{ operation, places, body: operation.schema.body as JsonSchema }] : []
})

test('[GW21] many operations have numbers or booleans in their body', () => {
  assert.ok(withBody.length >= 10, String(withBody.length))
})

for (const { operation, places, body: schema } of withBody) {
  test(`[GW21] [GW23] text for a number or a boolean in the body of ${operation.name} counts if it is exactly one`, async () => {
    await using api = stubApi({ logLevel: 'debug' })
    const ask = (change?: (body: Fields) => void) => {
      const body = sampleOf(schema) as Fields
      change?.(body)
      return wrongFields(api, operation, { body })
    }
    assert.deepEqual(await ask(), [], 'the sample itself is good')
    const allText = (body: Fields) => {
      for (const { path } of places) setAt(body, path, String(path.reduce((at, name) => at[name] as Fields, body)))
    }
    assert.deepEqual(await ask(allText), [], 'all as text')
    for (const { path, type } of places) {
      const bad = type === 'boolean' ? ['True', '1', '0', 'yes', '', ' true', 1] : ['01', '1.0', '+1', ' 1', '', '1e0']
      for (const value of bad) {
        const wrong = await ask((body) => setAt(body, path, value))
        assert.deepEqual(
          wrong.map(({ field }) => field),
          [path.join('.')],
          `${path.join('.')} = ${JSON.stringify(value)}`,
        )
      }
    }
  })
}

/** All patterns of a schema. */
function patternsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'pattern' && typeof value === 'string' ? [value] : patternsOf(value),
  )
}

test('[GW23] for each pattern of a request, the log has words', () => {
  const patterns = operations.flatMap(({ schema: { params, querystring, body } }) =>
    patternsOf([params, querystring, body]),
  )
  assert.ok(patterns.length > 50, String(patterns.length))
  for (const pattern of patterns) assert.match(wordsOfPattern(pattern) ?? '', /^must /, pattern)
})

/** The lists of a schema that have a limit. The sample has one entry in each list. */
function limitsOf(
  { anyOf, properties, items, maxItems }: JsonSchema,
  path: Place['path'] = [],
): { path: Place['path']; most: number }[] {
  if (anyOf) return anyOf.flatMap((one) => limitsOf(one, path))
  if (properties) return Object.entries(properties).flatMap(([name, one]) => limitsOf(one, [...path, name]))
  const here = maxItems === undefined ? [] : [{ path, most: maxItems }]
  return items ? [...here, ...limitsOf(items, [...path, 0])] : here
}

const limited = operations.flatMap((operation) =>
  limitsOf(operation.schema.body ?? {}).map((limit) => ({ operation, ...limit })),
)

for (const { operation, path, most } of limited) {
  const field = path.join('.')
  test(`[GW22] ${field} of ${operation.name} may have ${most} entries, and no more`, async () => {
    await using api = stubApi({ logLevel: 'debug', bodyLimit: 1_000_000 })
    const bodyOf = (count: number) => {
      const body = sampleOf(operation.schema.body as JsonSchema) as Fields
      const [entry] = path.reduce((at, name) => at[name] as Fields, body) as unknown as unknown[]
      setAt(
        body,
        path,
        Array.from({ length: count }, () => structuredClone(entry)),
      )
      return { body }
    }
    assert.deepEqual(await wrongFields(api, operation, bodyOf(most)), [])
    const problem = `may have at most ${most} ${most === 1 ? 'entry' : 'entries'}`
    assert.deepEqual(await wrongFields(api, operation, bodyOf(most + 1)), [{ field, problem }])
    const { message } = (await send(api, operation, bodyOf(most + 1))).body
    const malformed = operation.errors?.malformed
    const [, , template] = malformed?.[field] ?? malformed?.otherwise ?? []
    assert.equal(message, template?.replace('%s', `${field} ${problem}`))
  })
}

test('[GW22] people and telephones to call, and co-hosts, may be 500', () => {
  const of500 = limited.flatMap(({ operation, path, most }) =>
    most === 500 ? [`${operation.name} ${path.at(-1)}`] : [],
  )
  assert.deepEqual(of500.toSorted(), [
    'CreateScheduleConference cohostUnionIds',
    'CreateVideoConference inviteUserIds',
    'InviteUsers inviteeList',
    'InviteUsers phoneInviteeList',
    'UpdateScheduleConfSettings cohostUnionIds',
  ])
})

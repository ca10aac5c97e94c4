import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { compare } from './compare.ts'
import { errorName, GOLDEN, SKIPPED, type Golden } from './golden.ts'
import { SCENARIOS, type Call } from './scenarios.ts'
import { createWorld } from './world.ts'

const world = await createWorld()
after(() => world[Symbol.asyncDispose]())

type Answer = { status: number; text: string; body: Record<string, unknown> }

/** Makes a call by hand, as the table of the operation spells it. */
async function make({ method, path, scope }: Golden, call: Call): Promise<Answer> {
  const token = call.token ?? (await world.tester.token(call.as))
  const place = path
    .replace('{conferenceId}', call.conferenceId ?? '')
    .replace('{roomCode}', call.roomCode ?? '')
    .replace('{scheduleConferenceId}', call.scheduleConferenceId ?? '')
    .replace('{corpId}', call.corpId ?? '')
    .replace('{unionId}', call.unionId ?? '')
  const url = new URL(place, world.tester.url)
  const isLegacy = !path.startsWith('/v1.0')
  if (isLegacy && scope !== undefined) url.searchParams.set('access_token', token)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value))
  const send = async () => {
    const response = await fetch(url, {
      method,
      headers: {
        ...(scope !== undefined && !isLegacy && { 'x-acs-dingtalk-access-token': token }),
        ...(call.body && { 'content-type': 'application/json' }),
      },
      ...(call.body && { body: JSON.stringify(call.body) }),
    })
    const text = await response.text()
    return { status: response.status, text, body: JSON.parse(text) as Answer['body'] }
  }
  return call.broken ? world.broken(token, send) : send()
}

const skippedOf = (operation: string) =>
  SKIPPED.filter((skip) => skip.operation === operation)
    .map(({ path }) => path)
    .sort()

for (const golden of GOLDEN) {
  const { operation, answer: table, errors, examples } = golden
  const scenario = SCENARIOS[operation]

  test(`[PA5] the examples of ${operation} match its table`, () => {
    assert.notEqual(examples.length, 0)
    for (const example of examples) assert.deepEqual(compare(table, example).mismatches, [])
  })

  test(`[PA1] [PA2] ${operation} answers as its tables say, except for the skipped entries`, async () => {
    assert.ok(scenario, 'there is no scenario')
    const seen = new Set<string>()
    for (const call of scenario.answers) {
      const answer = await make(golden, await call(world))
      assert.equal(answer.status, 200, answer.text)
      const compared = compare(table, answer.body)
      assert.deepEqual(compared.mismatches, [], answer.text)
      for (const path of compared.seen) seen.add(path)
    }
    const answered = new Set<string>()
    for (const [name, call] of Object.entries(scenario.errors)) {
      const answer = await make(golden, await call(world))
      const error = errors.find((known) => errorName(known) === name)
      assert.ok(error, `${name} is not in the table`)
      assertError(answer, error)
      answered.add(name)
    }
    const incompatible = [
      ...table.filter(({ path, presence }) => presence !== 'never' && !seen.has(path)).map(({ path }) => path),
      ...errors.map(errorName).filter((name) => !answered.has(name)),
    ]
    assert.deepEqual(skippedOf(operation), incompatible.sort())
  })
}

test('[PA1] every skip names an existing operation and a reason', () => {
  for (const { operation, path, reason } of SKIPPED) {
    assert.ok(SCENARIOS[operation], operation)
    assert.ok(reason.length > 10, path)
  }
})

for (const [what, answer, problem] of [
  ['lacks a key', { a: [{}], d: { x: { e: 1 } } }, { path: 'a[].b', problem: 'is missing' }],
  ['has a key too many', { a: [{ b: 'x', c: 1 }], d: {} }, { path: 'a[].c', problem: 'is not in the table' }],
  [
    'spells a key otherwise',
    { a: [], d: { x: { E: 1, e: 1 } } },
    { path: 'd.{key}.E', problem: 'is not in the table' },
  ],
  ['has another type', { a: [{ b: 5 }], d: {} }, { path: 'a[].b', problem: 'is no String: 5' }],
  ['has a null', { a: [{ b: null }], d: {} }, { path: 'a[].b', problem: 'is no String: null' }],
  ['has a key that is never sent', { a: [], d: {}, n: 1 }, { path: 'n', problem: 'must never be there' }],
  ['has no list', { a: {}, d: {} }, { path: 'a', problem: 'is no list' }],
] as const) {
  test(`[PA1] an answer that ${what} is detected`, () => {
    const table = [
      { path: 'a', type: 'Object[]', presence: 'always' },
      { path: 'a[].b', type: 'String', presence: 'always' },
      { path: 'd', type: 'Map', presence: 'always' },
      { path: 'd.{key}.e', type: 'Integer', presence: 'always' },
      { path: 'n', type: 'Integer', presence: 'never' },
    ] as const
    assert.deepEqual(compare(table, { a: [{ b: 'x' }], d: { x: { e: 1 } } }).mismatches, [])
    assert.deepEqual(compare(table, answer).mismatches, [problem])
  })
}

function assertError({ status, text, body }: Answer, error: Golden['errors'][number]) {
  assert.equal(status, error.status, text)
  if (!('code' in error)) {
    assert.deepEqual([body['errcode'], body['sub_code']], [error.errcode, error.sub_code], text)
    return
  }
  assert.equal(body['code'], error.code, text)
  const [before = '', rest] = error.message.split('%s')
  if (rest === undefined) assert.equal(body['message'], error.message)
  else assert.ok(String(body['message']).startsWith(before) && String(body['message']).length > before.length, text)
  assert.deepEqual(Object.keys(body).sort(), ['code', 'message', 'requestid'])
  assert.match(String(body['requestid']), /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
}

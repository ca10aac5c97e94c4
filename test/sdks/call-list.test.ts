import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GOLDEN } from '../parity/golden.ts'
import { sdkClient, type SdkError } from '../sdk/sdk-client.ts'
import { ABSENT, CALLS, gapsIn, LANGUAGES, OPERATIONS, type ListedCall } from './call-list.ts'
import type { Caller, Reply } from './caller.ts'
import { differences, fill, problemsOf } from './expectation.ts'
import { openTally, walk } from './walk.ts'

test('[PA8] the list has a success and a refusal of each operation', () => {
  assert.deepEqual(gapsIn(Object.values(CALLS).flat()), [])
})

test('[PA8] a missing success or refusal is detected', () => {
  const calls = Object.values(CALLS).flat()
  const without = (isLeftOut: (call: ListedCall) => boolean) =>
    gapsIn(calls.filter((call) => call.operation !== 'Focus' || !isLeftOut(call)))
  assert.deepEqual(
    without(({ refusal }) => refusal !== undefined),
    ['Focus has no refusal'],
  )
  assert.deepEqual(
    without(({ refusal }) => refusal === undefined),
    ['Focus has no success'],
  )
  assert.deepEqual(
    without(() => true),
    ['Focus has no success', 'Focus has no refusal'],
  )
})

test('[PA8] what a client lacks belongs to an operation that can succeed, and has a reason', () => {
  for (const { operation, languages, reason } of ABSENT) {
    assert.ok(OPERATIONS.includes(operation), operation)
    assert.ok(languages.every((language) => ['node', ...LANGUAGES].includes(language)))
    assert.ok(reason.length > 10, operation)
  }
})

test("[PA8] the calls of the list go as listed, with DingTalk's client for Node", async () => {
  const { tally, count } = openTally()
  await walk('node', nodeCaller, count)
  const { called, successes, refusals, problems } = tally
  assert.deepEqual(problems, [])
  const calls = Object.values(CALLS).flat()
  assert.equal(called.size, new Set(calls.map(({ operation }) => operation)).size)
  assert.equal(successes, calls.filter(({ refusal }) => refusal === undefined).length)
  assert.equal(refusals, calls.filter(({ refusal }) => refusal !== undefined).length)
})

test('[PA8] placeholders are replaced by values of any type', () => {
  const known = { id: 'c1', at: 5 }
  assert.deepEqual(fill({ a: ['${id}', 'x'], '${id}': { at: '${at}', is: true } }, known), {
    a: ['c1', 'x'],
    c1: { at: 5, is: true },
  })
  assert.throws(() => fill('${other}', known), /there is no \$\{other\}/)
})

test('[PA8] another value, a missing one and an unexpected one are detected', () => {
  assert.deepEqual(differences({ a: 1, b: [{ c: true, d: 2 }] }, { a: 1, b: [{ c: true, e: null }] }), [])
  assert.deepEqual(differences({ a: '1' }, { a: 1 }), ['answer.a is "1", not 1'])
  assert.deepEqual(differences({}, { a: 1 }), ['answer.a is undefined, not 1'])
  assert.deepEqual(differences({ a: 1 }, { a: null }), ['answer.a is 1, not absent'])
  assert.deepEqual(differences({ a: [1, 2] }, { a: [1] }), ['answer.a is [1,2], not a list of 1'])
})

for (const [what, reply, problem] of [
  ['a refusal', { refusal: { status: 400, code: 'confClosed', message: 'x' } }, /was refused/],
  ['another status', { status: 202, body: { success: true } }, /status was 202/],
  ['an answer of another shape', { status: 200, body: {} }, /success is missing/],
  ['no reply', { problem: 'no such method' }, /no such method/],
] as const) {
  test(`[PA8] ${what} in place of a success is detected`, () => {
    assert.match(problemsOf({ operation: 'LockConference' }, reply, lock()).join(), problem)
  })
}

for (const [what, reply, problem] of [
  ['a success', { status: 200, body: { success: true } }, /was not refused/],
  ['another code', refused(400, 'confClosed', 'confClosed'), /400 confClosed/],
  ['another status', refused(500, 'commandError', 'commandError'), /500 commandError/],
  ['another text', refused(400, 'commandError', 'other'), /with the text/],
] as const) {
  test(`[PA8] ${what} in place of a refusal is detected`, () => {
    const call = { operation: 'LockConference', refusal: { status: 400, code: 'commandError' } }
    assert.deepEqual(problemsOf(call, refused(400, 'commandError', 'commandError'), lock()), [])
    assert.match(problemsOf(call, reply, lock()).join(), problem)
  })
}

function refused(status: number, code: string, text: string): Reply {
  const message = `code: ${status}, ${text} request id: 0A1B2C3D-0000-4000-8000-000000000000`
  return { refusal: { status, code, message } }
}

function lock() {
  const golden = GOLDEN.find(({ operation }) => operation === 'LockConference')
  assert.ok(golden)
  return golden
}

function nodeCaller(endpoint: string): Caller {
  const sdk = sdkClient(endpoint)
  return {
    async call({ operation, path, request, token }) {
      const place = /\{(\w+)\}/.exec(GOLDEN.find((golden) => golden.operation === operation)?.path ?? '')?.[1]
      const call = { ...(place !== undefined && { [place]: path[0] }), body: request as Record<string, unknown> }
      try {
        const { statusCode, body } = await sdk.call(operation, token, call)
        return { status: statusCode, body: plain(body) }
      } catch (error) {
        const { statusCode, code, message } = error as SdkError
        return { refusal: { status: statusCode, code, message } }
      }
    },
    async [Symbol.asyncDispose]() {},
  }
}

/** The client's model by the names on the wire. */
function plain(body: object & { toMap?: () => object }): unknown {
  return JSON.parse(JSON.stringify(body.toMap?.() ?? body))
}

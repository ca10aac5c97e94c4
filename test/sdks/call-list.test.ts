import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GOLDEN } from '../parity/golden.ts'
import { sdkClient, type SdkError } from '../sdk/sdk-client.ts'
import { ABSENT, CALLS, gapsIn, isFor, LANGUAGES, loadGolden, OPERATIONS, type ListedCall } from './call-list.ts'
import { NO_METHOD, startCaller, type Caller, type Reply } from './caller.ts'
import { differences, fill, problemsOf } from './expectation.ts'
import { toOrder } from './order.ts'
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

test('[PA8] a success that only some clients make does not count', () => {
  const calls = Object.values(CALLS).flat()
  const some = calls.map((call) => (call.operation === 'MuteAll' ? { ...call, languages: ['python'] } : call))
  assert.deepEqual(gapsIn(some), ['MuteAll has no success', 'MuteAll has no refusal'])
})

for (const [what, program] of [
  ['ends', [process.execPath, '-e', 'console.error("no such model"); process.exit(1)']],
  ['does not exist', ['./no-such-program']],
] as const) {
  test(`[PA8] a program that ${what} is reported, with what it said`, async () => {
    await using caller = startCaller(program, { cwd: import.meta.dirname, env: {} })
    const order = { operation: 'Focus', family: 'conference_1_0', path: [], request: {}, token: '' } as const
    await assert.rejects(caller.call(order), /did not reply: .*(no such model|ENOENT)/)
  })
}

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
  const calls = Object.values(CALLS)
    .flat()
    .filter((call) => isFor('node', call))
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

test('[PA8] a field that a client lacks is not sent, and must not be read', () => {
  const golden = loadGolden('CreateScheduleConference', 'go')
  const request = { title: 'x', scheduleConfSettingModel: { lockRoom: 1, aiAgentSummarySetting: { value: 'enable' } } }
  const sent = (language: string) => toOrder(golden, language, { path: [], request, token: '' }).request
  assert.deepEqual(sent('go'), { title: 'x', scheduleConfSettingModel: { lockRoom: 1 } })
  assert.deepEqual(sent('python'), request)

  const [example] = loadGolden('QueryConferenceMembers', 'java').examples as [{ memberModels: object[] }]
  const [row] = example.memberModels
  const read = { status: 200, body: { ...example, memberModels: [{ ...row, jobNumber: '007' }] } }
  const problemsIn = (language: string) =>
    problemsOf({ operation: 'QueryConferenceMembers' }, read, loadGolden('QueryConferenceMembers', language))
  assert.deepEqual(problemsIn('java'), ['memberModels[].jobNumber must never be there'])
  assert.deepEqual(problemsIn('python'), [])
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
    assert.match(
      problemsOf({ operation: 'LockConference' }, reply, loadGolden('LockConference', 'node')).join(),
      problem,
    )
  })
}

for (const [what, reply, problem] of [
  ['a success', { status: 200, body: { success: true } }, /was not refused/],
  ['another code', refused(400, 'confClosed', 'confClosed'), /400 confClosed/],
  ['another status', refused(500, 'commandError', 'commandError'), /500 commandError/],
  ['another text', refused(400, 'commandError', 'other'), /with the text/],
  ['no reply', { problem: 'no such method' }, /no such method/],
] as const) {
  test(`[PA8] ${what} in place of a refusal is detected`, () => {
    const call = { operation: 'LockConference', refusal: { status: 400, code: 'commandError' } }
    assert.deepEqual(
      problemsOf(call, refused(400, 'commandError', 'commandError'), loadGolden('LockConference', 'node')),
      [],
    )
    assert.match(problemsOf(call, reply, loadGolden('LockConference', 'node')).join(), problem)
  })
}

test('[PA8] another error of the older API is detected', () => {
  const call = { operation: 'LegacyGetUser', refusal: { status: 200, errcode: 88, sub_code: '40014' } }
  const problemsWith = (body: object) => problemsOf(call, { status: 200, body }, loadGolden('LegacyGetUser', 'java'))
  assert.deepEqual(problemsWith({ errcode: 88, sub_code: '40014' }), [])
  assert.deepEqual(problemsWith({ errcode: 88, sub_code: '1' }), ['answer.sub_code is "1", not "40014"'])
  assert.deepEqual(problemsWith({ errcode: 0, sub_code: '40014' }), ['answer.errcode is 0, not 88'])
})

function refused(status: number, code: string, text: string): Reply {
  const message = `code: ${status}, ${text} request id: 0A1B2C3D-0000-4000-8000-000000000000`
  return { refusal: { status, code, message } }
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
        if (message === `the SDK has no ${operation}`) return { problem: NO_METHOD }
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

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { compare } from '../parity/compare.ts'
import { errorName, GOLDEN } from '../parity/golden.ts'
import { SCENARIOS } from '../parity/scenarios.ts'
import { createWorld } from '../parity/world.ts'
import { ADA, CLEO } from '../worlds/tester.ts'
import { sdkClient, type SdkError } from './sdk-client.ts'

const world = await createWorld()
after(() => world[Symbol.asyncDispose]())
const sdk = sdkClient(world.tester.endpoint)

async function failure(work: () => Promise<unknown>): Promise<SdkError> {
  try {
    await work()
  } catch (error) {
    return error as SdkError
  }
  throw new Error('it was not refused')
}

/** The SDK's model by the names on the wire; keys that it found nothing for are gone. */
function plain(body: object & { toMap?: () => object }): unknown {
  return JSON.parse(JSON.stringify(body.toMap?.() ?? body))
}

for (const { operation, answer: table, errors, path } of GOLDEN.filter((golden) => golden.path.startsWith('/v1.0'))) {
  const scenario = SCENARIOS[operation]

  if (scenario?.answers.length !== 0) {
    test(`[PA3] the SDK reads what ${operation} answers`, async () => {
      assert.ok(scenario)
      for (const make of scenario.answers) {
        const call = await make(world)
        const answer = await sdk.call(operation, call.token ?? (await world.tester.token(call.as)), call)
        assert.equal(answer.statusCode, 200)
        assert.deepEqual(compare(table, plain(answer.body)).mismatches, [], path)
      }
    })
  }

  for (const [name, make] of Object.entries(scenario?.errors ?? {})) {
    if (scenario?.byHandOnly?.includes(name)) continue
    test(`[PA3] the SDK reads that ${operation} is refused as ${name}`, async () => {
      const call = await make(world)
      const error = errors.find((known) => errorName(known) === name)
      assert.ok(error && 'code' in error)
      const token = call.token ?? (await world.tester.token(call.as))
      const send = () => sdk.call(operation, token, call)
      const thrown = await failure(() => (call.broken ? world.broken(token, send) : send()))
      assert.deepEqual([thrown.statusCode, thrown.code], [error.status, error.code], thrown.message)
      const said = `${error.code}: code: ${error.status}, ${error.message.split('%s')[0]}`
      assert.ok(thrown.message.startsWith(said), thrown.message)
      assert.match(thrown.message, / request id: [0-9A-F-]{36}$/)
    })
  }
}

test('[PA3] the SDK reads a row of the members, key by key', async () => {
  const { body } = await sdk.call('QueryConferenceMembers', await world.tester.token(), { conferenceId: world.running })
  const { memberModels, totalCount } = body as { memberModels: Record<string, unknown>[]; totalCount: number }
  assert.equal(totalCount, 5)
  assert.deepEqual(
    memberModels.map(({ userNick, attendStatus, host, outerOrgMember, pstnJoin, unionId }) => ({
      userNick,
      attendStatus,
      host,
      outerOrgMember,
      pstnJoin,
      hasUnionId: unionId !== undefined,
    })),
    [
      { userNick: 'Ada', attendStatus: 3, host: true, outerOrgMember: undefined, pstnJoin: false, hasUnionId: true },
      { userNick: 'Bram', attendStatus: 6, host: false, outerOrgMember: undefined, pstnJoin: false, hasUnionId: true },
      { userNick: 'Cleo', attendStatus: 1, host: false, outerOrgMember: undefined, pstnJoin: false, hasUnionId: true },
      { userNick: 'Gus', attendStatus: 3, host: false, outerOrgMember: true, pstnJoin: false, hasUnionId: true },
      { userNick: 'Desk', attendStatus: 4, host: false, outerOrgMember: true, pstnJoin: true, hasUnionId: false },
    ],
  )
  const [ada, bram, cleo] = memberModels
  assert.equal(typeof ada?.['duration'], 'number')
  assert.equal(ada?.['leaveTime'], undefined)
  assert.equal(bram?.['duration'], Number(bram?.['leaveTime']) - Number(bram?.['joinTime']))
  assert.deepEqual([cleo?.['joinTime'], cleo?.['duration']], [undefined, 0])
})

test('[PA3] the SDK pages through the members to the end', async () => {
  const token = await world.tester.token()
  const found: unknown[] = []
  let nextToken: string | undefined
  do {
    const query = { maxResults: 2, ...(nextToken !== undefined && { nextToken }) }
    const { body } = await sdk.call('QueryConferenceMembers', token, { conferenceId: world.running, query })
    const page = body as { memberModels: { userNick: string }[]; nextToken?: string }
    found.push(...page.memberModels.map(({ userNick }) => userNick))
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  assert.deepEqual(found, ['Ada', 'Bram', 'Cleo', 'Gus', 'Desk'])
})

test('[PA3] the SDK returns the map of ongoing conferences unchanged', async () => {
  const { body } = await sdk.call('QueryUserOnGoingConference', await world.tester.token(), {
    query: { unionId: CLEO.unionId },
  })
  const { onGoingConfIdList, memberModelMap } = body as {
    onGoingConfIdList: string[]
    memberModelMap: Record<string, { attendStatus: number }>
  }
  assert.deepEqual(Object.keys(memberModelMap).sort(), [...onGoingConfIdList].sort())
  assert.equal(memberModelMap[world.running]?.attendStatus, 1)
})

for (const [what, token, status, code] of [
  ['no token', '', 400, 'AuthenticationFailed.MissingParameter'],
  ['an unknown token', '0'.repeat(32), 400, 'InvalidAuthentication'],
] as const) {
  test(`[GW4] [GW5] [PA3] the SDK reads the refusal of ${what}`, async () => {
    const thrown = await failure(() =>
      sdk.call('QueryUserOnGoingConference', token, { query: { unionId: ADA.unionId } }),
    )
    assert.deepEqual([thrown.statusCode, thrown.code], [status, code])
  })
}

test('[GW7] [PA3] the SDK reads which scope is missing', async () => {
  const token = await world.tester.token('dingacmewrite')
  const thrown = await failure(() => sdk.call('QueryConferenceInfo', token, { conferenceId: world.running }))
  assert.deepEqual([thrown.statusCode, thrown.code], [403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied'])
  assert.deepEqual(thrown.accessDeniedDetail, { requiredScopes: ['VideoConference.Conference.Read'] })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ADA, BRAM, CLEO, GUS, startTester } from '../worlds/tester.ts'
import { CONFERENCES, make, membersOf, startSandbox } from './sandbox-world.ts'

const MINUTE_MS = 60_000

test('[SB1] without the setting there is no sandbox, and with it readiness says so', async () => {
  await using plain = await startTester()
  const unknown = await plain.call('POST', '/sandbox/conferences', { body: { people: [] } })
  assert.deepEqual([unknown.status, unknown.body['errcode']], [200, 404])
  assert.deepEqual((await plain.call('GET', '/readyz')).body, { status: 'ready' })
  await using tester = await startSandbox()
  assert.deepEqual((await tester.call('GET', '/readyz')).body, { status: 'ready', sandbox: true })
})

test('[SB2] a request of the sandbox needs the token of an app, and no scope', async () => {
  await using tester = await startSandbox()
  const path = '/sandbox/conferences'
  const codeOf = async (token: string) => (await tester.call('GET', path, { token })).body['code']
  assert.equal(await codeOf(''), 'AuthenticationFailed.MissingParameter')
  assert.equal(await codeOf('0'.repeat(32)), 'InvalidAuthentication')
  assert.equal((await tester.call('GET', path, { as: 'dingacmeread' })).status, 200)
})

test('[SB3] one request makes people of each status, and the open API shows them', async () => {
  await using tester = await startSandbox()
  const made = await make(tester, {
    title: 'Everybody',
    creator: ADA.unionId,
    people: [
      { unionId: ADA.unionId, status: 3, device: 'Mac', host: true },
      { unionId: BRAM.unionId, status: 2, coHost: true },
      { unionId: CLEO.unionId, status: 1 },
      { unionId: GUS.unionId, outside: true, name: 'Gus', status: 6, device: 'iOS' },
      { unionId: 'SomebodyElse1iEiE', outside: true, name: 'Else', status: 4 },
      { guest: 'Zoe', status: 5 },
      { phone: '+8613800000000', name: 'Desk', status: 3 },
    ],
  })
  const rows = await membersOf(tester, made)
  const seen = rows.map((row) => [row.userNick, row.attendStatus, row['host'], row['coHost'], row['pstnJoin']])
  const bySeen = (one: unknown[], other: unknown[]) => String(one[0]).localeCompare(String(other[0]))
  assert.deepEqual(seen.toSorted(bySeen), [
    ['Ada', 3, true, false, false],
    ['Bram', 2, false, true, false],
    ['Cleo', 1, false, false, false],
    ['Desk', 3, false, false, true],
    ['Else', 4, false, false, false],
    ['Gus', 6, false, false, false],
    ['Zoe', 5, false, false, false],
  ])
  const outside = rows.filter((row) => row['outerOrgMember']).map(({ userNick }) => userNick)
  assert.deepEqual(outside.toSorted(), ['Desk', 'Else', 'Gus', 'Zoe'])
  assert.deepEqual(
    made.people.map(({ userNick, attendStatus }) => [userNick, attendStatus]).toSorted(bySeen),
    seen.map(([nick, status]) => [nick, status]).toSorted(bySeen),
  )
  const { body } = await tester.call('GET', `/v1.0/conference/users/lists?unionId=${ADA.unionId}`)
  assert.deepEqual(body['onGoingConfIdList'], [made.conferenceId])
  const [own] = Object.values(body['memberModelMap'] as Record<string, { deviceType: string }>)
  assert.equal(own?.deviceType, 'Mac')
})

test('[SB4] joins, leaves, start and end are when the request says', async () => {
  await using tester = await startSandbox()
  const endsAt = Date.now() - 60 * MINUTE_MS
  const made = await make(tester, {
    creator: ADA.unionId,
    start: endsAt - 40 * MINUTE_MS,
    end: endsAt,
    people: [
      { unionId: ADA.unionId, stays: [{ from: endsAt - 40 * MINUTE_MS }] },
      {
        unionId: BRAM.unionId,
        stays: [
          { from: endsAt - 30 * MINUTE_MS, to: endsAt - 25 * MINUTE_MS, device: 'Win' },
          { from: endsAt - 20 * MINUTE_MS, to: endsAt - 10 * MINUTE_MS, device: 'iOS', lost: true },
        ],
      },
    ],
  })
  assert.deepEqual([made.startTime, made.endTime], [endsAt - 40 * MINUTE_MS, endsAt])
  const [ada, bram] = await membersOf(tester, made)
  assert.deepEqual([ada?.joinTime, ada?.leaveTime, ada?.duration], [endsAt - 40 * MINUTE_MS, endsAt, 40 * MINUTE_MS])
  assert.deepEqual(
    [bram?.joinTime, bram?.leaveTime, bram?.duration, bram?.attendStatus],
    [endsAt - 30 * MINUTE_MS, endsAt - 10 * MINUTE_MS, 15 * MINUTE_MS, 6],
  )
  const info = await tester.call('GET', `${CONFERENCES}/${made.conferenceId}`)
  const { status, endTime, confDuration } = info.body['confInfo'] as Record<string, number>
  assert.deepEqual([status, endTime, confDuration], [1, endsAt, 40 * MINUTE_MS])
})

test('[SB4] distances from now are in any unit', async () => {
  await using tester = await startSandbox()
  const before = Date.now()
  const people = [{ unionId: ADA.unionId, stays: [{ from: '-90s' }] }]
  const made = await make(tester, { start: '-2h', people })
  const [ada] = await membersOf(tester, made)
  const offMs = made.startTime - before + 120 * MINUTE_MS
  assert.ok(offMs >= 0 && offMs < 10_000, String(offMs))
  assert.equal((ada?.joinTime ?? 0) - made.startTime, 120 * MINUTE_MS - 90_000)
})

for (const [what, order, reason] of [
  [
    'a status that is not reached',
    { end: 'now', people: [{ unionId: ADA.unionId, status: 3 }] },
    /people\.0 would have the status 6 now, not 3/,
  ],
  [
    'a stay before the start',
    { start: '-1m', people: [{ guest: 'Zoe', stays: [{ from: '-2m' }] }] },
    /Zoe joins before/,
  ],
  [
    'a stay after the end',
    { start: '-9m', end: '-5m', people: [{ guest: 'Zoe', stays: [{ from: '-6m', to: '-4m' }] }] },
    /Zoe leaves after/,
  ],
  [
    'a stay that ends first',
    { people: [{ guest: 'Zoe', stays: [{ from: '-1m', to: '-2m' }] }] },
    /must end after it begins/,
  ],
  ['somebody twice', { people: [{ unionId: ADA.unionId }, { unionId: ADA.unionId }] }, /somebody twice/],
  ['somebody unknown', { people: [{ unionId: 'nobody' }] }, /nobody is not in the organization/],
  ['nobody at all', { people: [{ name: 'Zoe' }] }, /people\.0 needs exactly one of/],
  ['a start in the future', { start: '+1m', people: [] }, /start must not be in the future/],
  [
    'a host who is not inside',
    {
      creator: ADA.unionId,
      people: [
        { unionId: BRAM.unionId, host: true, status: 6 },
        { unionId: ADA.unionId, muted: true, stays: [] },
      ],
    },
    /people\.1 is neither/,
  ],
  ['a misspelled key', { people: [{ guest: 'Zoe', stay: [] }] }, /people\.0/],
  [
    'a malformed time',
    { start: 'yesterday', people: [] },
    /start must be integer or must be now, or a distance from now/,
  ],
] as const) {
  test(`[SB5] ${what} is refused with the reason, and nothing is made`, async () => {
    await using tester = await startSandbox()
    const { status, body } = await tester.call('POST', '/sandbox/conferences', { body: order })
    assert.deepEqual([status, body['code']], [400, 'sandbox.refused'])
    assert.match(String(body['message']), reason)
    const list = await tester.call('GET', '/v1.0/conference/users/lists?unionId=' + ADA.unionId)
    assert.deepEqual(list.body['onGoingConfIdList'], [])
  })
}

test('[SB6] people, calls and an empty conference stay as they were made', async () => {
  await using tester = await startSandbox()
  const made = await make(tester, {
    start: '-3h',
    people: [{ unionId: ADA.unionId }, { unionId: BRAM.unionId, status: 2 }, { guest: 'Zoe', status: 6 }],
  })
  const empty = await make(tester, { start: '-3h', people: [{ unionId: CLEO.unionId, status: 6 }] })
  for (let times = 0; times < 3; times += 1) {
    tester.advance(30_000)
    await sleep(400)
  }
  const statuses = async (conference: Pick<typeof made, 'conferenceId'>) =>
    (await membersOf(tester, conference)).map(({ userNick, attendStatus }) => `${userNick} ${attendStatus}`).toSorted()
  assert.deepEqual(await statuses(made), ['Ada 3', 'Bram 2', 'Zoe 6'])
  assert.deepEqual(await statuses(empty), ['Cleo 6'])
  const info = await tester.call('GET', `${CONFERENCES}/${empty.conferenceId}`)
  assert.equal((info.body['confInfo'] as Record<string, unknown>)['status'], 2)
  const kick = { userList: [{ unionId: ADA.unionId }], forbiddenRejoin: false }
  await tester.call('POST', `${CONFERENCES}/${made.conferenceId}/members/kick`, { body: kick })
  await sleep(400)
  assert.deepEqual(await statuses(made), ['Ada 5', 'Bram 2', 'Zoe 6'])
})

test('[SB7] people come and go by their timetable, and a refused step is listed', async () => {
  await using tester = await startSandbox()
  const made = await make(tester, {
    start: '-1m',
    end: '+3m',
    people: [
      { unionId: ADA.unionId },
      { unionId: BRAM.unionId, stays: [{ from: '+60s', to: '+120s', device: 'Android' }] },
      { unionId: CLEO.unionId, invitedAt: '+60s', stays: [{ from: '+90s' }] },
    ],
  })
  assert.deepEqual(
    made.people.map(({ attendStatus, participantIds }) => [attendStatus, participantIds.length]),
    [
      [3, 1],
      [0, 1],
      [0, 1],
    ],
  )
  const statuses = async () => (await membersOf(tester, made)).map((row) => `${row.userNick} ${row.attendStatus}`)
  assert.deepEqual(await statuses(), ['Ada 3'])
  const until = async (expected: readonly string[]) => {
    for (let tries = 0; tries < 100; tries += 1) {
      if (JSON.stringify((await statuses()).toSorted()) === JSON.stringify(expected)) return
      await sleep(50)
    }
    assert.deepEqual(await statuses(), expected)
  }
  tester.advance(61_000)
  await until(['Ada 3', 'Bram 3', 'Cleo 2'])
  tester.advance(31_000)
  await until(['Ada 3', 'Bram 3', 'Cleo 3'])
  tester.advance(29_000)
  await until(['Ada 3', 'Bram 6', 'Cleo 3'])
  tester.advance(61_000)
  await until(['Ada 6', 'Bram 6', 'Cleo 6'])
  const late = await make(tester, { start: '-1m', locked: true, people: [{ guest: 'Zoe', stays: [{ from: '+10s' }] }] })
  tester.advance(11_000)
  await sleep(500)
  const { body } = await tester.call('GET', '/sandbox/conferences')
  const listed = body['conferences'] as { conferenceId: string; stepsLeft: number; refused: object[] }[]
  assert.deepEqual(
    listed.map(({ conferenceId, stepsLeft, refused }) => [conferenceId, stepsLeft, refused.length]),
    [
      [made.conferenceId, 0, 0],
      [late.conferenceId, 0, 1],
    ],
  )
  assert.partialDeepStrictEqual(listed[1]?.refused[0], { step: 'Zoe joins', reason: 'conference-locked' })
})

test('[SB2] [SB8] an app lists and ends what it has made, and nothing of another app', async () => {
  await using tester = await startSandbox()
  const mine = await make(tester, { people: [{ unionId: ADA.unionId }] })
  await make(tester, { end: '-1m', people: [{ unionId: ADA.unionId }] })
  const list = async (as?: 'dingacmeread') =>
    ((await tester.call('GET', '/sandbox/conferences', as && { as })).body['conferences'] as object[]).length
  assert.deepEqual([await list(), await list('dingacmeread')], [2, 0])
  assert.deepEqual((await tester.call('DELETE', '/sandbox/conferences', { as: 'dingacmeread' })).body, { ended: 0 })
  assert.equal((await membersOf(tester, mine))[0]?.attendStatus, 3)
  assert.deepEqual((await tester.call('DELETE', '/sandbox/conferences')).body, { ended: 1 })
  assert.equal(await list(), 0)
  assert.equal((await membersOf(tester, mine))[0]?.attendStatus, 6)
})

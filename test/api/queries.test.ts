import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyDraw } from '../../src/conference/any-command.fixture.ts'
import type { StubApi } from '../../src/dingtalk/gateway/stub-api.fixture.ts'
import { EVERYBODY, openWorld, PEOPLE, type Corp, type QueryWorld, type Step } from '../worlds/query-world.ts'

const PATH = '/v1.0/conference'
const EVER = 'startTime=0&endTime=9999999999999'

const NUMBERS = { n: fc.nat(9), who: fc.nat(9) }
const stepOf = <What extends Exclude<Step['do'], 'ask'>>(...whats: What[]) =>
  fc.record({ do: fc.constantFrom(...whats), ...NUMBERS }) as fc.Arbitrary<Step>
/** Any step, with any existing conference or booking. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: stepOf('create') },
  { weight: 3, arbitrary: stepOf('book', 'hold', 'hold', 'hold', 'cancel') },
  { weight: 4, arbitrary: stepOf('join', 'guest') },
  { weight: 2, arbitrary: stepOf('leave', 'invite', 'kick') },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('ask' as const), ...NUMBERS, drawn: anyDraw }) },
)
type Row = Record<string, string | number>
type Body = Record<string, unknown> & { nextToken?: string; totalCount?: number; hasMore?: boolean }

async function read(api: StubApi, corp: Corp, path: string, body?: unknown): Promise<Body> {
  const answer = await api.send(body ? 'POST' : 'GET', `${PATH}/${path}`, body, { token: corp })
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  return answer.body as Body
}

/** All rows of a list, read in pages of two. */
async function readAll(api: StubApi, corp: Corp, path: string, key: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let token = '0'; ;) {
    const body = await read(api, corp, `${path}${path.includes('?') ? '&' : '?'}maxResults=2&nextToken=${token}`)
    rows.push(...(body[key] as Row[]))
    if ('hasMore' in body) assert.equal(body.hasMore, body.nextToken !== undefined)
    if (body.nextToken === undefined || body.nextToken === '') {
      if (body.totalCount !== undefined) assert.equal(body.totalCount, rows.length, path)
      return rows
    }
    token = body.nextToken
  }
}

const ids = (rows: readonly Row[]) => rows.map((row) => row['conferenceId'])
const count = (rows: readonly Row[], isCounted: (row: Row) => boolean) => rows.filter(isCounted).length

/** Compares all the answers that an organization can read with each other. */
async function assertAgreement({ api, held: all, booked, conductor }: QueryWorld, corp: Corp): Promise<void> {
  const held = await Promise.all(
    all.map(async (one) => ({ ...one, ended: (await conductor.loadCommitted(one.id)).head.endedAt !== undefined })),
  )
  const own = held.filter((one) => one.corp === corp)
  const newestFirst = own.map(({ id }) => id)
  const running = await readAll(api, corp, 'orgConferences', 'onGoingConfList')
  assert.deepEqual(ids(running).toSorted(), own.flatMap(({ id, ended }) => (ended ? [] : [id])).toSorted())
  const begun = await readAll(api, corp, `videoConferences/histories/dataLists?${EVER}&realData=true`, 'list')
  assert.deepEqual(ids(begun).toSorted(), newestFirst.toSorted())
  const settled = await readAll(api, corp, `videoConferences/histories/dataLists?${EVER}&realData=false`, 'list')
  assert.equal(running.length + settled.length, begun.length)
  const reported: unknown[] = [running, begun, settled]

  for (const { id, roomCode, ended } of own) {
    const { confInfo } = (await read(api, corp, `videoConferences/${id}`)) as { confInfo: Row }
    const members = await readAll(api, corp, `videoConferences/${id}/members`, 'memberModels')
    const sessions = await readAll(api, corp, `videoConferences/${id}/details`, 'list')
    const data = (await read(api, corp, `videoConferences/${id}/infos?realData=true`)) as Row
    const inside = count(members, ({ attendStatus }) => attendStatus === 3)
    const attended = count(members, ({ joinTime }) => joinTime !== undefined)
    assert.equal(confInfo['activeNum'], inside)
    assert.deepEqual([confInfo['attendNum'], data['userCount']], [attended, attended])
    assert.deepEqual(
      begun.find(({ conferenceId }) => conferenceId === id),
      data,
    )
    const everybody = [...(await conductor.loadCommitted(id)).members.values()]
    assert.equal(confInfo['invitedNum'], everybody.filter(({ invited }) => invited).length)
    assert.equal(members.length, everybody.length)
    const open = sessions.filter(({ leaveTime }) => leaveTime === undefined)
    assert.equal(new Set(open.map(({ unionId, nick }) => unionId ?? nick)).size, inside)
    assert.equal(new Set(sessions.map(({ unionId, nick }) => unionId ?? nick)).size, attended)
    const ofCode = own.filter((one) => one.roomCode === roomCode).map((one) => one.id)
    const coded = await readAll(api, corp, `roomCodes/${roomCode}/infos`, 'conferenceList')
    assert.deepEqual(ids(coded).toSorted(), ofCode.toSorted())
    if (!ended) {
      const { infos } = await read(api, corp, 'videoConferences/query', { conferenceIdList: held.map((one) => one.id) })
      const info = (infos as Row[]).find(({ conferenceId }) => conferenceId === id) as unknown as { userList: Row[] }
      assert.deepEqual(
        info.userList.map(({ userId, attendStatus }) => [userId, attendStatus]),
        members.map(({ unionId, attendStatus }) => [unionId, attendStatus]),
      )
      reported.push(infos)
    }
    const metrics = await read(api, corp, `videoConferences/${id}/lastMetricDatas/query`, { unionIdList: EVERYBODY })
    const measured = new Set(sessions.flatMap(({ unionId }) => unionId ?? []))
    assert.equal('metricMap' in metrics, measured.size > 0, 'an empty map is left out')
    assert.deepEqual(Object.keys((metrics['metricMap'] ?? {}) as object).toSorted(), [...measured].toSorted())
    reported.push(confInfo, members, sessions, data, metrics)
  }

  for (const { id } of booked.filter((one) => one.corp === corp)) {
    const rows = await readAll(api, corp, `videoConferences/scheduleConferences/${id}`, 'conferenceList')
    const last = ids(begun).find((conference) => own.find((one) => one.id === conference)?.bookingId === id)
    assert.deepEqual(ids(rows), last === undefined ? [] : [last])
    reported.push(rows)
  }
  await assertOngoing(api, corp, held, reported)

  const text = JSON.stringify(reported)
  for (const { id, title, roomCode } of booked.filter((one) => one.corp !== corp)) {
    for (const secret of [id, title, roomCode]) assert.equal(text.includes(secret), false, `${corp} sees ${secret}`)
    assert.equal(
      (await api.get(`${PATH}/roomCodes/${roomCode}/infos`, { token: corp })).status,
      403,
      'whether held or not',
    )
    for (const path of [
      `videoConferences/scheduleConferences/${id}`,
      `scheduleConferences/${id}/infos?requestUnionId=x`,
    ]) {
      const answer = await api.get(`${PATH}/${path}`, { token: corp })
      assert.equal(answer.status, 400, path)
    }
  }
  for (const { id, title, roomCode } of held.filter((one) => one.corp !== corp)) {
    for (const secret of [id, title, roomCode]) assert.equal(text.includes(secret), false, `${corp} sees ${secret}`)
    for (const path of [
      '',
      '/members',
      '/details',
      '/infos?realData=true',
      '/metricDatas?beginTime=0&endTime=1&unionId=a',
    ]) {
      const answer = await api.get(`${PATH}/videoConferences/${id}${path}`, { token: corp })
      assert.equal(answer.status, 403, path)
    }
    assert.equal((await api.get(`${PATH}/roomCodes/${roomCode}/infos`, { token: corp })).status, 403)
  }
}

/** `users/lists` agrees with the members. For a person of another organization it has only the caller's conferences. */
async function assertOngoing(
  api: StubApi,
  corp: Corp,
  held: readonly (QueryWorld['held'][number] & { ended: boolean })[],
  reported: unknown[],
): Promise<void> {
  const rosters = await Promise.all(
    held.map(async (one) => ({
      ...one,
      members: await readAll(api, one.corp, `videoConferences/${one.id}/members`, 'memberModels'),
    })),
  )
  for (const unionId of EVERYBODY) {
    const isOwn = PEOPLE[corp].includes(unionId)
    const expected: (readonly [unknown, unknown])[] = []
    for (const { id, corp: owner, ended, members } of rosters) {
      if (ended || (owner !== corp && !isOwn)) continue
      const row = members.find((member) => member['unionId'] === unionId)
      if (row) expected.push([id, [row['attendStatus'], row['host'], row['coHost'], row['outerOrgMember'] ?? false]])
    }
    const answer = await api.get(`${PATH}/users/lists?unionId=${unionId}`, { token: corp })
    if (answer.status === 400) {
      assert.deepEqual([isOwn, expected], [false, []], unionId)
      continue
    }
    const map = (answer.body['memberModelMap'] ?? {}) as Record<string, Row>
    const rows = Object.entries(map).map(([id, row]) => {
      return [id, [row['attendStatus'], row['host'], row['coHost'], row['outerOrgMember']]] as const
    })
    const byId = (one: readonly [unknown, unknown], other: readonly [unknown, unknown]) =>
      String(one[0]) < String(other[0]) ? -1 : 1
    assert.deepEqual(rows.toSorted(byId), expected.toSorted(byId), unionId)
    assert.deepEqual((answer.body['onGoingConfIdList'] as string[]).toSorted(), Object.keys(map).toSorted())
    if (!isOwn) reported.push(answer.body)
  }
}

test('[QU15] [QU16] [BK6] after any sequence of commands all answers agree, and none reveals another organization', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 50 }), async (steps) => {
      await using world = await openWorld()
      for (const step of steps) await world.take(step)
      await assertAgreement(world, 'acme')
      await assertAgreement(world, 'globex')
    }),
    { numRuns: 25 },
  )
})

/** Paged lists, each with the part of a row that does not change while the row is on the list. */
const WALKS = [
  { path: 'orgConferences?', key: 'onGoingConfList', name: 'conferenceId' },
  { path: `videoConferences/histories/dataLists?${EVER}&realData=true&`, key: 'list', name: 'conferenceId' },
  { path: 'videoConferences/{first}/members?', key: 'memberModels', name: 'unionId' },
  { path: 'videoConferences/{first}/details?', key: 'list', name: 'sessionId' },
  { path: 'roomCodes/{code}/infos?', key: 'conferenceList', name: 'conferenceId' },
] as const

for (const { path, key, name } of WALKS) {
  test(`[QU5] following the tokens of ${path.split('?')[0]} returns each row once while people join and leave`, async () => {
    const firstSteps: Step[] = [
      { do: 'create', n: 0, who: 0 },
      ...[0, 1, 3].map((who): Step => ({ do: 'join', n: 0, who })),
      { do: 'create', n: 2, who: 0 },
      { do: 'create', n: 4, who: 0 },
      { do: 'book', n: 0, who: 1 },
      ...[3, 4, 5].flatMap((n): Step[] => [
        { do: 'hold', n: 0, who: 0 },
        { do: 'ask', n, who: 0, drawn: { type: 'close', who: 0, id: 0, flag: true, byApp: true } },
      ]),
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 5, maxLength: 25 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, size) => {
          await using world = await openWorld()
          for (const step of firstSteps) await world.take(step)
          const toCome = [...steps]
          const [first] = world.held
          const [booking] = world.booked
          assert.ok(first && booking)
          const url = path.replace('{first}', first.id).replace('{code}', booking.roomCode)
          const names = async () =>
            (await readAll(world.api, 'acme', url.slice(0, -1), key)).map((row) => row[name] ?? row['userNick'])
          let stayed = await names()
          assert.notEqual(stayed.length, 0)
          const met: unknown[] = []
          for (let token: string | undefined = '0'; token !== undefined;) {
            const body = await read(world.api, 'acme', `${url}maxResults=${size}&nextToken=${token}`)
            met.push(...(body[key] as Row[]).map((row) => row[name] ?? row['userNick']))
            token = body.nextToken === '' ? undefined : body.nextToken
            for (const step of toCome.splice(0, 3)) await world.take(step)
            const still = new Set(await names())
            stayed = stayed.filter((one) => still.has(one))
          }
          assert.equal(new Set(met).size, met.length, 'a row was repeated')
          assert.deepEqual(
            stayed.filter((one) => !met.includes(one)),
            [],
            'a row was skipped',
          )
        },
      ),
      { numRuns: 8 },
    )
  })
}

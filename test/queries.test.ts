import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { StubApi } from '../src/api/dingtalk/stub.scenario.ts'
import { EVERYBODY, openWorld, type Corp, type QueryWorld, type Step } from './query-world.ts'

const PATH = '/v1.0/conference'
const EVER = 'startTime=0&endTime=9999999999999'

/** All that can happen, to the `n`th conference that there is. */
const anyStep = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('create' as const), n: fc.nat(1), who: fc.nat(4) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('join' as const), n: fc.nat(9), who: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), n: fc.nat(9), who: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('invite', 'kick', 'guest', 'close'), n: fc.nat(9), who: fc.nat(4) }),
  },
)
type Row = Record<string, string | number>
type Body = Record<string, unknown> & { nextToken?: string; totalCount?: number; hasMore?: boolean }

async function read(api: StubApi, corp: Corp, path: string, body?: unknown): Promise<Body> {
  const answer = await api.send(body ? 'POST' : 'GET', `${PATH}/${path}`, body, { token: corp })
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  return answer.body as Body
}

/** All rows of a list, a page of two after another. */
async function readAll(api: StubApi, corp: Corp, path: string, key: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let token = '0'; ;) {
    const body = await read(api, corp, `${path}${path.includes('?') ? '&' : '?'}maxResults=2&nextToken=${token}`)
    rows.push(...(body[key] as Row[]))
    if ('hasMore' in body) assert.equal(body.hasMore, body.nextToken !== undefined)
    if (body.nextToken === undefined) {
      if (body.totalCount !== undefined) assert.equal(body.totalCount, rows.length, path)
      return rows
    }
    token = body.nextToken
  }
}

const ids = (rows: readonly Row[]) => rows.map((row) => row['conferenceId'])
const count = (rows: readonly Row[], isCounted: (row: Row) => boolean) => rows.filter(isCounted).length

/** Compares everything that an organisation can read with everything else that it can read. */
async function assertAgreement({ api, held, conduct }: QueryWorld, corp: Corp): Promise<void> {
  const own = held.filter((one) => one.corp === corp)
  const newestFirst = own.map(({ id }) => id)
  const running = await readAll(api, corp, 'orgConferences', 'onGoingConfList')
  assert.deepEqual(ids(running).toSorted(), own.flatMap(({ id, ended }) => (ended ? [] : [id])).toSorted())
  const all = await readAll(api, corp, `videoConferences/histories/dataLists?${EVER}&realData=true`, 'list')
  assert.deepEqual(ids(all).toSorted(), newestFirst.toSorted())
  const settled = await readAll(api, corp, `videoConferences/histories/dataLists?${EVER}&realData=false`, 'list')
  assert.equal(running.length + settled.length, all.length)
  const told: unknown[] = [running, all, settled]

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
      all.find(({ conferenceId }) => conferenceId === id),
      data,
    )
    const everybody = [...(await conduct.settled(id)).members.values()]
    assert.equal(confInfo['invitedNum'], everybody.filter(({ invited }) => invited).length)
    assert.equal(members.length, everybody.length)
    const open = sessions.filter(({ leaveTime }) => leaveTime === undefined)
    assert.equal(new Set(open.map(({ unionId, sessionId }) => unionId ?? sessionId)).size, inside)
    assert.equal(new Set(sessions.map(({ unionId, sessionId }) => unionId ?? sessionId)).size, attended)
    assert.deepEqual(ids(await readAll(api, corp, `roomCodes/${roomCode}/infos`, 'conferenceList')), [id])
    if (!ended) {
      const { infos } = await read(api, corp, 'videoConferences/query', { conferenceIdList: held.map((one) => one.id) })
      const info = (infos as Row[]).find(({ conferenceId }) => conferenceId === id) as unknown as { userList: Row[] }
      assert.deepEqual(
        info.userList.map(({ userId, attendStatus }) => [userId, attendStatus]),
        members.map(({ unionId, attendStatus }) => [unionId, attendStatus]),
      )
      told.push(infos)
    }
    const metrics = await read(api, corp, `videoConferences/${id}/lastMetricDatas/query`, { unionIdList: EVERYBODY })
    const measured = new Set(sessions.flatMap(({ unionId }) => unionId ?? []))
    assert.deepEqual(Object.keys(metrics['metricMap'] as object).toSorted(), [...measured].toSorted())
    told.push(confInfo, members, sessions, data, metrics)
  }

  const text = JSON.stringify(told)
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

test('[QU15] [QU16] whatever was asked, all answers agree, and none tells of another organisation', async () => {
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

/** Lists that are paged through, with what of a row is the same as long as it is on the list. */
const WALKS = [
  { path: 'orgConferences?', key: 'onGoingConfList', name: 'conferenceId' },
  { path: `videoConferences/histories/dataLists?${EVER}&realData=true&`, key: 'list', name: 'conferenceId' },
  { path: 'videoConferences/{first}/members?', key: 'memberModels', name: 'userNick' },
  { path: 'videoConferences/{first}/details?', key: 'list', name: 'sessionId' },
] as const

for (const { path, key, name } of WALKS) {
  test(`[QU5] following the tokens of ${path.split('?')[0]} meets each row once while people come and go`, async () => {
    const firstSteps: Step[] = Array.from({ length: 6 }, (_, n) => ({
      do: n % 2 ? 'join' : 'create',
      n: 0,
      who: n % 3,
    }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 5, maxLength: 25 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, size) => {
          await using world = await openWorld()
          for (const step of firstSteps) await world.take(step)
          const toCome = [...steps]
          const url = path.replace('{first}', String(world.held[0]?.id))
          const names = async () => (await readAll(world.api, 'acme', url.slice(0, -1), key)).map((row) => row[name])
          let stayed = await names()
          const met: unknown[] = []
          for (let token: string | undefined = '0'; token !== undefined;) {
            const body = await read(world.api, 'acme', `${url}maxResults=${size}&nextToken=${token}`)
            met.push(...(body[key] as Row[]).map((row) => row[name]))
            token = body.nextToken
            for (const step of toCome.splice(0, 3)) await world.take(step)
            const still = new Set(await names())
            stayed = stayed.filter((one) => still.has(one))
          }
          const unique = met.filter((one) => one !== 'Guest')
          assert.equal(new Set(unique).size, unique.length, 'a row was repeated')
          assert.deepEqual(
            stayed.filter((one) => !met.includes(one)),
            [],
            'a row was skipped',
          )
        },
      ),
      { numRuns: 12 },
    )
  })
}

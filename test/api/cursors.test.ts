import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listOperations } from '../../scripts/api-pages/operations.ts'
import { refusal, type StubApi } from '../../src/dingtalk/gateway/stub-api.fixture.ts'
import { openWorld, type Corp, type QueryWorld } from '../worlds/query-world.ts'

const PATH = '/v1.0/conference'
const CODES = 'QueryConferenceInfoByRoomCode'
const NO_ENGINE = ['QueryCloudRecordText', 'QueryMinutesText']

type List = Readonly<{ operation: string; corp: Corp; path: string; refused: readonly [number, string, string] }>

const UPPER = [400, 'paramError', 'PARAM ERROR'] as const
const PLAIN = [400, 'paramError', 'paramError'] as const
const WITH_REASON = [400, 'paramsError', 'error:nextToken is malformed'] as const

/** Two conferences of each organization, two of one booking, and a page of one row of each list. */
async function openLists(): Promise<QueryWorld & { lists: readonly List[] }> {
  const world = await openWorld()
  for (const n of [0, 2, 1, 3]) await world.take({ do: 'create', n, who: 0 })
  for (const n of [0, 1, 2, 3]) for (const who of [0, 1, 3]) await world.take({ do: 'join', n, who })
  await world.take({ do: 'book', n: 0, who: 1 })
  await world.take({ do: 'hold', n: 0, who: 0 })
  await world.take({ do: 'ask', n: 4, who: 0, drawn: { type: 'close', who: 0, id: 0, flag: true, byApp: true } })
  await world.take({ do: 'hold', n: 0, who: 0 })
  const lists = world.held.flatMap(({ id, corp, roomCode }, index): List[] => [
    { operation: 'QueryConferenceMembers', corp, path: `videoConferences/${id}/members?`, refused: UPPER },
    { operation: 'GetConfDetailData', corp, path: `videoConferences/${id}/details?`, refused: UPPER },
    // The last two have the same room code.
    ...(index === 4 ? [] : [{ operation: CODES, corp, path: `roomCodes/${roomCode}/infos?`, refused: PLAIN }]),
  ])
  const ofCorps = (['acme', 'globex'] as const).flatMap((corp): List[] => [
    { operation: 'QueryOrgConferenceList', corp, path: 'orgConferences?', refused: UPPER },
    {
      operation: 'GetHistoryConfDataList',
      corp,
      path: 'videoConferences/histories/dataLists?startTime=0&endTime=9999999999999&realData=true&',
      refused: UPPER,
    },
  ])
  const ofBookings = world.booked.map(({ id, corp }): List => {
    const path = `videoConferences/scheduleConferences/${id}?`
    return { operation: 'QueryScheduleConferenceInfo', corp, path, refused: WITH_REASON }
  })
  return { ...world, lists: [...lists, ...ofCorps, ...ofBookings] }
}

const get = (api: StubApi, { corp, path }: List, query: string) => api.get(`${PATH}/${path}${query}`, { token: corp })

test('[GW24] every operation with a cursor is tried here, or has no engine', async () => {
  await using world = await openLists()
  const paged = [...(await listOperations()).values()].filter(
    ({ schema }) => schema.querystring?.properties?.['nextToken'],
  )
  const tried = new Set(world.lists.map(({ operation }) => operation))
  assert.deepEqual(paged.map(({ name }) => name).toSorted(), [...tried, ...NO_ENGINE].toSorted())
})

test('[GW24] [GW25] [MB4] [QU6] [BK6] a cursor continues its own list, and is refused by every other list', async () => {
  await using world = await openLists()
  const { api, lists } = world
  const cursors: { list: List; cursor: string }[] = []
  for (const list of lists) {
    const { body } = await get(api, list, 'maxResults=1')
    const { nextToken } = body
    if (typeof nextToken !== 'string' || nextToken === '') continue
    if (!['GetConfDetailData', 'GetHistoryConfDataList'].includes(list.operation)) {
      assert.match(nextToken, /^[1-9][0-9]{0,18}$/, list.operation)
      assert.ok(BigInt(nextToken) < 2n ** 63n, 'a signed number of 64 bits')
    }
    cursors.push({ list, cursor: nextToken })
  }
  const sources = new Set(cursors.map(({ list }) => list.operation))
  assert.equal(sources.size, 5, `${[...sources].join()} have a second page`)
  for (const { list: source, cursor } of cursors) {
    for (const list of lists) {
      const answer = await get(api, list, `nextToken=${cursor}`)
      const what = `${source.operation} ${source.path} → ${list.operation} ${list.path}`
      if (list === source) assert.equal(answer.status, 200, what)
      else assert.deepEqual(refusal(answer), list.refused, what)
    }
  }
})

for (const cursor of [
  '1',
  '10',
  '007',
  '00',
  '9223372036854775808',
  '9999999999999999999',
  '178000010000032806583187463486316812465265777',
  'A'.repeat(32),
  'A'.repeat(31),
  `${'A'.repeat(31)}=`,
  '-1',
  '1.0',
]) {
  test(`[GW24] [MB4] [QU6] the cursor ${cursor}, which no list has returned, is refused by each of them`, async () => {
    await using world = await openLists()
    for (const list of world.lists) {
      assert.deepEqual(refusal(await get(world.api, list, `nextToken=${cursor}`)), list.refused, list.operation)
    }
  })
}

test('[GW24] a cursor of the history stays valid while its filters change', async () => {
  await using world = await openLists()
  const list = world.lists.find(({ operation, corp }) => operation === 'GetHistoryConfDataList' && corp === 'acme')
  assert.ok(list)
  const first = (await get(world.api, list, 'maxResults=1')).body as {
    nextToken: string
    list: { conferenceId: string }[]
  }
  const later = { ...list, path: list.path.replace('9999999999999', '8999999999999') }
  const { status, body } = await get(world.api, later, `nextToken=${first.nextToken}&title=meeting`)
  assert.equal(status, 200)
  const rest = (body['list'] as { conferenceId: string }[]).map(({ conferenceId }) => conferenceId)
  assert.equal(rest.includes(first.list[0]?.conferenceId ?? ''), false)
  assert.notEqual(rest.length, 0)
})

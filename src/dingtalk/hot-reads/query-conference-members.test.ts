import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../../conference/identity.ts'
import type { PageRequest } from '../../service/read/roster-store.ts'
import type { RosterPage } from '../../service/read/read-model.ts'
import { toPlaceCursor } from '../gateway/number-cursor.ts'
import { CONFERENCE, NOW, member, refusal, stubApi } from '../gateway/stub-api.fixture.ts'

const LIST = ['QueryConferenceMembers', CONFERENCE] as const
const PATH = `/v1.0/conference/videoConferences/${CONFERENCE}/members`

const ada = member({
  seq: 1,
  jobNumber: '007',
  status: 3,
  host: true,
  joinedAt: 1_780_000_100_000 as EpochMs,
  doneMs: 0,
  since: 1_780_000_100_000 as EpochMs,
  device: 'Mac',
})
const bram = member({
  seq: 2,
  status: 6,
  outside: true,
  coHost: true,
  joinedAt: 1_780_000_110_000 as EpochMs,
  leftAt: 1_780_000_150_000 as EpochMs,
  doneMs: 40_000,
  device: 'iOS',
})
const { unionId: _, ...desk } = member({ seq: 3, nick: 'Desk "2"', status: 4, outside: true, byPhone: true })
const page = (fields: Partial<RosterPage> = {}): RosterPage => ({
  conferenceId: CONFERENCE,
  members: [ada, bram, desk],
  total: 5,
  ...fields,
})

test('[MB1] rows have the keys that apply, in the order of the documentation, and no null', async () => {
  await using api = stubApi({ roster: { listMembers: async () => page({ next: 3 }) } })
  const answer = await api.get(PATH)
  assert.equal(answer.status, 200)
  assert.equal(answer.headers['content-type'], 'application/json;charset=utf-8')
  assert.equal(
    answer.text.replaceAll(/(?<="duration":) +/g, ''),
    JSON.stringify({
      memberModels: [
        {
          unionId: 'union1',
          conferenceId: CONFERENCE,
          userNick: 'Person 1',
          jobNumber: '007',
          joinTime: 1_780_000_100_000,
          duration: 65_000,
          host: true,
          attendStatus: 3,
          pstnJoin: false,
          coHost: false,
        },
        {
          unionId: 'union2',
          conferenceId: CONFERENCE,
          userNick: 'Person 2',
          joinTime: 1_780_000_110_000,
          leaveTime: 1_780_000_150_000,
          duration: 40_000,
          host: false,
          attendStatus: 6,
          outerOrgMember: true,
          pstnJoin: false,
          coHost: true,
        },
        {
          conferenceId: CONFERENCE,
          userNick: 'Desk "2"',
          duration: 0,
          host: false,
          attendStatus: 4,
          outerOrgMember: true,
          pstnJoin: true,
          coHost: false,
        },
      ],
      nextToken: toPlaceCursor(LIST, 3),
      totalCount: 5,
    }),
  )
})

for (const [query, wanted] of [
  ['', { after: 0, limit: 128 }],
  ['?nextToken=&maxResults=', { after: 0, limit: 128 }],
  ['?nextToken=0', { after: 0, limit: 128 }],
  [`?nextToken=${toPlaceCursor(LIST, 2)}&maxResults=1`, { after: 2, limit: 1 }],
  ['?maxResults=2147483647', { after: 0, limit: 2_147_483_647 }],
  [`?nextToken=${toPlaceCursor(LIST, 2_147_483_647)}`, { after: 2_147_483_647, limit: 128 }],
  [`?nextToken=${toPlaceCursor(LIST, 3)}&nextToken=x&maxResults=20&maxResults=0`, { after: 3, limit: 20 }],
  [`?unknown=1&nextToken=${toPlaceCursor(LIST, 7)}`, { after: 7, limit: 128 }],
] as const) {
  test(`[MB2] [MB3] "${query}" asks for ${wanted.limit} after ${wanted.after}`, async () => {
    const calls: PageRequest[] = []
    await using api = stubApi({
      roster: {
        async listMembers(_caller, _id, request) {
          calls.push(request)
          return page()
        },
      },
    })
    assert.equal((await api.get(PATH + query)).status, 200)
    assert.deepEqual(calls, [wanted])
  })
}

for (const query of [
  'maxResults=0',
  'maxResults=-1',
  'maxResults=1.5',
  'maxResults=abc',
  'maxResults=1e3',
  'maxResults=0x10',
  'maxResults=%205',
  'maxResults=2147483648',
  'maxResults=99999999999999999999',
  'nextToken=x',
  'nextToken=-1',
  'nextToken=%200',
  'nextToken=1.0',
  'nextToken=3',
  'nextToken=007',
  'nextToken=99999999999999999999',
  `nextToken=${toPlaceCursor(['QueryConferenceMembers', '6a10c4f2b7e39014d58a0c72'], 3)}`,
  'maxResults=0&maxResults=5',
]) {
  test(`[MB4] ${query} is a bad parameter`, async () => {
    await using api = stubApi()
    assert.deepEqual(refusal(await api.get(`${PATH}?${query}`)), [400, 'paramError', 'PARAM ERROR'])
  })
}

for (const [id, expected] of [
  ['', [400, 'missingRoomId', 'MISSING ROOM ID']],
  ['%20', [400, 'missingRoomId', 'MISSING ROOM ID']],
  ['%20%09', [400, 'missingRoomId', 'MISSING ROOM ID']],
  ['1', [404, 'roomNotFound', 'ROOM NOT FOUND']],
  ['6A10C4F2B7E39014D58A0C71', [404, 'roomNotFound', 'ROOM NOT FOUND']],
  ['%00', [404, 'roomNotFound', 'ROOM NOT FOUND']],
  [`${CONFERENCE}0`, [404, 'roomNotFound', 'ROOM NOT FOUND']],
  ['a%2Fb', [404, 'roomNotFound', 'ROOM NOT FOUND']],
] as const) {
  test(`[MB5] the id "${id}" is ${expected[1]}`, async () => {
    await using api = stubApi()
    assert.deepEqual(refusal(await api.get(`/v1.0/conference/videoConferences/${id}/members`)), expected)
  })
}

test('[MB2] the last page has no nextToken, and an empty page has an empty list', async () => {
  await using api = stubApi({ roster: { listMembers: async () => page({ members: [] }) } })
  assert.equal((await api.get(PATH)).text, '{"memberModels":[],"totalCount":5}')
})

test('[MB6] a millisecond later the same roster has a longer duration', async () => {
  const roster = page()
  let now = NOW
  await using api = stubApi({ now: () => now, roster: { listMembers: async () => roster } })
  for (const passed of [0, 1, 1, 8, 990, 34_000, 86_400_000]) {
    now += passed
    const { memberModels } = (await api.get(PATH)).body as { memberModels: { duration: number }[] }
    assert.deepEqual(
      memberModels.map(({ duration }) => duration),
      [now - 1_780_000_100_000, 40_000, 0],
    )
  }
})

test('[MB7] concurrent answers have the durations of their own moments', async () => {
  const roster = page()
  let now = NOW
  await using api = stubApi({ now: () => now++, roster: { listMembers: async () => roster } })
  const answers = await Promise.all(Array.from({ length: 20 }, () => api.get(PATH)))
  const durations = answers.map(
    ({ body }) => (body as { memberModels: { duration: number }[] }).memberModels[0]?.duration,
  )
  assert.equal(new Set(durations).size, 20)
})

test('[MB8] an ended conference is answered like any other', async () => {
  await using api = stubApi({ roster: { listMembers: async () => page({ members: [bram], total: 1 }) } })
  const { status, body } = await api.get(PATH)
  assert.deepEqual([status, body['totalCount']], [200, 1])
})

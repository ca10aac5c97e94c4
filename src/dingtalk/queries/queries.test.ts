import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, ParticipantId, PersonKey, UnionId } from '../../conference/identity.ts'
import type { SessionRecord } from '../../service/read/history-model.ts'
import type { ConferenceHead } from '../../service/conduct/conference-head.ts'
import { toCursor } from '../gateway/cursor.ts'
import { toStartCursor } from '../gateway/number-cursor.ts'
import { CALLERS, CONFERENCE, HEAD, member, NOW, refusal, stubApi, type Given } from '../gateway/stub-api.fixture.ts'

const PATH = '/v1.0/conference'
const ROOM = `${PATH}/videoConferences/${CONFERENCE}`
const HISTORY = `${PATH}/videoConferences/histories/dataLists?startTime=1&endTime=2`
const LINK = 'https://meet.example/app?roomCode=1&token=1_x'
const ENDED: ConferenceHead = { ...HEAD, endedAt: (HEAD.startedAt + 60_000) as EpochMs }
const PLACE = { at: HEAD.startedAt, id: CONFERENCE }
const cursorOfHistory = toCursor(['GetHistoryConfDataList', HEAD.organizationId], PLACE)
const cursorOfDetails = toCursor(['GetConfDetailData', CONFERENCE], PLACE)
const cursorOfRunning = toStartCursor(['QueryOrgConferenceList', HEAD.organizationId], PLACE)
const OF_LIST = { conferenceId: CONFERENCE, title: 'Weekly sync', roomCode: '42731905566' }
const BY_ADA = { creatorId: 'ada', creatorNick: 'Ada' }

/** Answers, and what the service was asked for. */
async function get(url: string, given: (note: (...calls: unknown[]) => void) => Given) {
  const calls: unknown[][] = []
  await using api = stubApi(given((...all) => void calls.push(all)))
  return { answer: await api.get(url), calls }
}

const running = (rows: readonly ConferenceHead[], next?: typeof PLACE) => (note: (...calls: unknown[]) => void) => ({
  history: {
    listStartedAt: async (_caller: unknown, at: EpochMs) => (at === HEAD.startedAt ? [HEAD] : []),
    async pageRunning(...all: unknown[]) {
      note(...all)
      return { rows, total: 7, ...(next && { next }) }
    },
  },
})

test('[QU1] [QU18] [QU19] a batch returns its conferences with their members', async () => {
  const key = 'user:x' as PersonKey
  const members = [
    { ...member({ seq: 1, status: 3 }), key, audio: true, video: false },
    { ...member({ seq: 2, status: 6, callFailure: 'timed-out' }), key },
  ]
  const { unionId: _, ...guest } = member({ seq: 3, nick: 'Guest', status: 3 })
  const calls: unknown[] = []
  await using api = stubApi({
    history: {
      async listRunning(_caller, ids) {
        calls.push(ids)
        return [
          { head: { ...HEAD, audioPolicy: 'barred' }, members: [...members, { ...guest, key }] },
          { head: { ...HEAD, audioPolicy: 'free' }, members: [] },
          { head: { ...HEAD, audioPolicy: 'strict' }, members: [] },
        ]
      },
    },
  })
  const body = { conferenceIdList: [CONFERENCE, 'odd', CONFERENCE] }
  const answer = await api.send('POST', `${PATH}/videoConferences/query`, body)
  const info = { conferenceId: CONFERENCE, title: 'Weekly sync', startTime: HEAD.startedAt, status: 2 }
  const off = { cameraStatus: 0, micStatus: 0 }
  assert.deepEqual(answer.body, {
    infos: [
      {
        ...info,
        mediaStatus: 4,
        userList: [
          { userId: 'union1', nick: 'Person 1', attendStatus: 3, cameraStatus: 1, micStatus: 2 },
          { userId: 'union2', nick: 'Person 2', attendStatus: 6, ...off, rejectDescription: 'timed out' },
          { nick: 'Guest', attendStatus: 3, ...off },
        ],
      },
      { ...info, mediaStatus: 0, userList: [] },
      { ...info, mediaStatus: 0, userList: [] },
    ],
  })
  assert.deepEqual(calls, [[CONFERENCE, CONFERENCE]], 'an id of an odd form is none')
})

for (const [body, reason] of [
  [{}, 'conferenceIdList is missing'],
  [{ conferenceIdList: [] }, 'conferenceIdList is malformed'],
  [{ conferenceIdList: [' '] }, 'conferenceIdList.0 is malformed'],
  [{ conferenceIdList: CONFERENCE }, 'conferenceIdList is malformed'],
  [
    { conferenceIdList: Array.from({ length: 1_001 }, () => CONFERENCE) },
    'conferenceIdList may have at most 1000 entries',
  ],
  [{ conferenceIdList: ['odd'] }, 'conference not found'],
] as const) {
  test(`[QU2] a batch of ${JSON.stringify(body).slice(0, 50)} is a bad parameter: ${reason}`, async () => {
    await using api = stubApi()
    const answer = await api.send('POST', `${PATH}/videoConferences/query`, body)
    assert.deepEqual(refusal(answer), [400, 'paramsError', `error:${reason}`])
  })
}

test('[QU3] [QU4] an ongoing conference has these keys, and the page has the next token', async () => {
  const { answer, calls } = await get(`${PATH}/orgConferences?maxResults=1`, running([HEAD], PLACE))
  assert.deepEqual(answer.body, {
    onGoingConfList: [{ ...OF_LIST, status: 2, startTime: HEAD.startedAt, ...BY_ADA, bizType: '0' }],
    hasMore: true,
    nextToken: cursorOfRunning,
    totalCount: 7,
  })
  assert.deepEqual(calls, [[CALLERS['app'], { limit: 1 }]])
  const last = await get(`${PATH}/orgConferences?nextToken=${cursorOfRunning}`, running([]))
  assert.deepEqual(last.answer.body, { onGoingConfList: [], hasMore: false, totalCount: 7 })
  assert.deepEqual(last.calls, [[CALLERS['app'], { after: PLACE, limit: 128 }]])
})

for (const [query, limit] of [
  ['', 128],
  ['?nextToken=&maxResults=', 128],
  ['?nextToken=0', 128],
  ['?maxResults=1000', 1_000],
  ['?maxResults=2147483647', 1_000],
] as const) {
  test(`[QU4] orgConferences${query} is a first page of ${limit}`, async () => {
    assert.deepEqual((await get(`${PATH}/orgConferences${query}`, running([]))).calls, [[CALLERS['app'], { limit }]])
  })
}

for (const [path, code, message] of [
  ['orgConferences?', 'paramError', 'PARAM ERROR'],
  ['roomCodes/1/infos?', 'paramError', 'paramError'],
  [`videoConferences/${CONFERENCE}/details?`, 'paramError', 'PARAM ERROR'],
  ['videoConferences/histories/dataLists?startTime=1&endTime=2&realData=true&', 'paramError', 'PARAM ERROR'],
] as const) {
  for (const flaw of ['maxResults=0', 'maxResults=1.5', 'maxResults=2147483648', 'nextToken=x', 'nextToken=12']) {
    test(`[QU6] ${path}${flaw} is a bad parameter`, async () => {
      await using api = stubApi({ history: { listStartedAt: async () => [] } })
      assert.deepEqual(refusal(await api.get(`${PATH}/${path}${flaw}`)), [400, code, message])
    })
  }
}

test('[QU7] the conferences of a room code have their link and, once ended, their end', async () => {
  const calls: unknown[][] = []
  await using api = stubApi({
    history: {
      async pageByRoomCode(...all) {
        calls.push(all)
        return { rows: [HEAD, ENDED], total: 2 }
      },
    },
  })
  const answer = await api.get(`${PATH}/roomCodes/427%20319%2005566/infos`)
  const shared = { ...OF_LIST, startTime: HEAD.startedAt, ...BY_ADA, bizType: '0', externalLinkUrl: LINK }
  assert.deepEqual(answer.body, {
    conferenceList: [
      { ...shared, externalLinkUrl: 'https://meet.example/app?roomCode=1&token=1_x', status: 2 },
      { ...shared, status: 1, endTime: ENDED.endedAt, confDuration: 60_000 },
    ],
    hasMore: false,
    totalCount: 2,
  })
  assert.deepEqual(calls, [[CALLERS['app'], '42731905566', { limit: 128 }]])
})

for (const [code, wire] of [
  ['%20', 'missingRoomCode'],
  ['', 'missingRoomCode'],
  ['12a', 'invalidRoomCode'],
  ['-1', 'invalidRoomCode'],
  ['1'.repeat(33), 'invalidRoomCode'],
] as const) {
  test(`[QU8] the room code "${code}" is refused as ${wire}`, async () => {
    await using api = stubApi()
    assert.deepEqual(refusal(await api.get(`${PATH}/roomCodes/${code}/infos`)), [400, wire, wire])
  })
}

const LENGTH = NOW - HEAD.startedAt
const UNHEARD = { isHeard: false, provenAt: (HEAD.startedAt + 900) as EpochMs }

for (const [what, head, realData, more] of [
  ['in progress, as it stands', HEAD, true, { timeLength: LENGTH }],
  [
    'in progress, a moment after its last leave',
    { ...HEAD, provenAt: (NOW + 7) as EpochMs },
    true,
    { timeLength: LENGTH + 7 },
  ],
  ['in progress, with nobody to hear', { ...HEAD, ...UNHEARD }, true, { timeLength: 900 }],
  ['in progress, settled', HEAD, false, {}],
  ['ended, as it stands', ENDED, true, { endTime: ENDED.endedAt, timeLength: 60_000 }],
  ['ended, settled', ENDED, false, { endTime: ENDED.endedAt, timeLength: 60_000 }],
] as const) {
  const data = { conferenceId: CONFERENCE, title: 'Weekly sync', ...BY_ADA, startTime: HEAD.startedAt }
  const expected = { ...data, ...more, userCount: 2, freeType: '0', scene: 'ding_talk' }

  test(`[QU9] the data of a conference, ${what}`, async () => {
    await using api = stubApi({ heads: { loadOwned: async () => head } })
    assert.deepEqual((await api.get(`${ROOM}/infos?realData=${realData}`)).body, expected)
  })

  test(`[QU9] [QU12] the history has the same data for a conference ${what}`, async () => {
    const { answer, calls } = await get(
      `${HISTORY}&realData=${realData}&title=a&creatorNike=b&maxResults=5`,
      (note) => ({
        history: {
          async pageBegun(...all: unknown[]) {
            note(...all)
            return { rows: [head], next: PLACE }
          },
        },
      }),
    )
    assert.deepEqual(answer.body, { list: [expected], nextToken: cursorOfHistory })
    const wanted = { from: 1, to: 2, onlyEnded: !realData, title: 'a', creator: 'b' }
    assert.deepEqual(calls, [[CALLERS['app'], wanted, { limit: 5 }]])
  })
}

test('[QU12] the history is empty for another scene or free type, and complete for its own', async () => {
  const given = { history: { pageBegun: async () => ({ rows: [HEAD] }) } }
  for (const [filter, length] of [
    ['scene=ding_talk&freeType=0', 1],
    ['scene=&freeType=', 1],
    ['scene=webinar', 0],
    ['freeType=1', 0],
  ] as const) {
    await using api = stubApi(given)
    const { body } = await api.get(`${HISTORY}&realData=true&${filter}`)
    assert.equal((body['list'] as unknown[]).length, length, filter)
    assert.equal('nextToken' in body, false)
  }
})

test('[QU10] [QU11] [QM11] a session has its person, device, length and quality', async () => {
  const open: SessionRecord = {
    conferenceId: CONFERENCE,
    participantId: '6a10c50ab7e39014d58a0c88' as ParticipantId,
    unionId: 'ada' as UnionId,
    nick: 'Ada',
    host: true,
    coHost: true,
    outside: false,
    device: 'Mac',
    joinedAt: (NOW - 1_000) as EpochMs,
    grade: 2,
  }
  const { unionId: _, grade: _measured, ...guest } = open
  const over = { host: false, leftAt: (NOW - 400) as EpochMs, outside: true, device: 'other' } as const
  const { answer, calls } = await get(`${ROOM}/details?nick=a&nextToken=${cursorOfDetails}`, (note) => ({
    history: {
      async pageSessions(...all: unknown[]) {
        note(...all)
        return {
          rows: [open, { ...guest, ...over, reason: 'removed' }, { ...guest, ...over, coHost: false, reason: 'lost' }],
        }
      },
    },
  }))
  const entered = { conferenceId: CONFERENCE, sessionId: open.participantId, nick: 'Ada', joinTime: open.joinedAt }
  const left = { ...entered, leaveTime: over.leftAt, duration: 600, belongOrg: 'false', networkQuality: '-1' }
  assert.deepEqual(answer.body, {
    list: [
      {
        ...entered,
        unionId: 'ada',
        role: '主持人',
        status: '会议中',
        duration: 1_000,
        belongOrg: 'true',
        deviceType: 'Mac',
        networkQuality: '2',
      },
      { ...left, role: '联席主持人', status: '被移出' },
      { ...left, role: '参会人', status: '已离会' },
    ],
  })
  assert.deepEqual(calls, [[CALLERS['app'], CONFERENCE, { nick: 'a', after: PLACE, limit: 100 }]])
})

for (const [path, row] of [
  [`${ROOM}/infos`, [400, 'paramError', 'PARAM ERROR']],
  [`${ROOM}/infos?realData=yes`, [400, 'paramError', 'PARAM ERROR']],
  [`${PATH}/videoConferences/%20/infos?realData=true`, [400, 'missingRoomId', 'MISSING ROOM ID']],
  [`${PATH}/videoConferences/odd/infos?realData=true`, [404, 'roomNotFound', 'ROOM NOT FOUND']],
  [`${PATH}/videoConferences/%20/details`, [400, 'missingRoomId', 'MISSING ROOM ID']],
  [`${PATH}/videoConferences/odd/details`, [404, 'roomNotFound', 'ROOM NOT FOUND']],
  [HISTORY, [400, 'paramError', 'PARAM ERROR']],
  [`${PATH}/videoConferences/histories/dataLists?realData=true&endTime=1`, [400, 'paramError', 'PARAM ERROR']],
  [`${HISTORY}x&realData=true`, [400, 'paramError', 'PARAM ERROR']],
] as const) {
  test(`[QU14] ${path} is refused as ${row[1]}`, async () => {
    await using api = stubApi()
    assert.deepEqual(refusal(await api.get(path)), row)
  })
}

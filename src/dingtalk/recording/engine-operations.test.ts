import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Compile } from 'typebox/compile'
import * as minutesContract from '../../../contract/dingtalk/minutes.ts'
import * as recordingContract from '../../../contract/dingtalk/recording.ts'
import { InviteMcu } from '../../../contract/dingtalk/room-systems.ts'
import { EngineError } from '../../service/control/engine-ports.ts'
import { CONFERENCE_ERROR_CODES, ConferenceError } from '../../conference/conference-error.ts'
import { CALLERS, refusal, stubApi, type Given } from '../gateway/stub-api.fixture.ts'
import { MINUTES_CASES } from '../minutes/minutes-cases.fixture.ts'
import { RECORDING_CASES } from './recording-cases.fixture.ts'
import {
  PATH,
  ROOM,
  ada,
  bad,
  unknownUser,
  unexpectedError,
  notStopped,
  whiteList,
  type Case,
  post,
  inMeeting,
  STREAM,
  WHITE,
} from './engine-case.fixture.ts'

const CASES: readonly Case[] = [
  ...RECORDING_CASES,
  ...MINUTES_CASES,
  {
    operation: 'InviteMcu',
    call: post(`${PATH}/mcus/invite`, { ...ada, roomCode: '427 319 05566', mcuRoomCode: '900' }),
    method: 'inviteRoomSystem',
    serviceArgs: [CALLERS['app'], { roomCode: '42731905566', roomSystemCode: '900', operator: 'ada' }],
    answer: { success: true },
    missing: ['room-system-engine-not-configured', bad('room system engine not configured')],
    refusals: { ...inMeeting, 'user-not-found': unknownUser },
  },
]

/** By operation, the schema of its answer. */
const OPERATIONS = new Map(
  [...Object.values(recordingContract), ...Object.values(minutesContract), InviteMcu].flatMap((one) =>
    typeof one === 'object' && 'operationId' in one ? [[one.operationId as string, { schema: one.response[200] }]] : [],
  ),
)

for (const {
  operation,
  call,
  method,
  serviceArgs,
  engine,
  found,
  answer,
  missing,
  refusals,
  unexpectedError: own = unexpectedError,
} of CASES) {
  const answering = (work: (...given: unknown[]) => Promise<unknown>) =>
    stubApi({ engines: { [method]: work } as NonNullable<Given['engines']> })

  test(`[EG7] ${operation} asks its engine and translates the answer`, async () => {
    const given: unknown[][] = []
    const calls: unknown[][] = []
    const port = new Proxy(
      {},
      {
        get:
          (_target, name) =>
          async (...args: unknown[]) => {
            calls.push([name, ...args])
            return found
          },
      },
    )
    await using api = answering(async (...all) => {
      const use = all.find((one) => typeof one === 'function') as ((engine: object) => unknown) | undefined
      given.push(all.filter((one) => one !== use))
      return use?.(port)
    })
    const { status, body } = await call(api)
    assert.deepEqual([status, body], [200, answer])
    assert.deepEqual(given, [serviceArgs])
    assert.deepEqual(calls, engine ? [engine] : [])
    const { schema } = OPERATIONS.get(operation) ?? {}
    assert.ok(schema && Compile(schema).Check(body))
  })

  test(`[EG1] ${operation} answers a missing engine with its own error`, async () => {
    const [name, row] = missing
    await using api = answering(() => Promise.reject(new EngineError(name)))
    assert.deepEqual(refusal(await call(api)), row)
    assert.deepEqual(api.logged, [])
  })

  test(`[GW17] ${operation} spells its refusals as documented, and any other code is an unexpected error`, async () => {
    for (const code of CONFERENCE_ERROR_CODES) {
      await using api = answering(() => Promise.reject(new ConferenceError(code)))
      assert.deepEqual(refusal(await call(api)), refusals[code] ?? own, code)
      assert.equal(api.logged.length, refusals[code] ? 0 : 1, code)
    }
  })

  test(`[GW14] an unexpected error of ${operation} is logged once with its cause, and hidden from the caller`, async () => {
    await using api = answering(() => Promise.reject(new Error('disk full')))
    assert.deepEqual(refusal(await call(api)), own)
    assert.equal((api.logged[0] as { err: { message: string } }).err.message, 'disk full')
  })
}

for (const [what, path, body, row] of [
  ['recording without its host', `${ROOM}/cloudRecords/start`, {}, bad('unionId is missing')],
  ['an unknown layout', `${ROOM}/cloudRecords/start`, { ...ada, mode: 'mosaic' }, bad('mode is malformed')],
  ['a stop by nobody', `${ROOM}/cloudRecords/stop`, {}, notStopped],
  ['the recordings of nobody', `${ROOM}/cloudRecords/getVideos`, undefined, bad('unionId is missing')],
  ['no file', `${ROOM}/cloudRecords/videos/getPlayInfos?unionId=ada&regionId=cn`, undefined, bad('mediaId is missing')],
  ['2001 paragraphs', `${ROOM}/cloudRecords/getTexts?maxResults=2001`, undefined, bad('maxResults is malformed')],
  ['a third direction', `${ROOM}/cloudRecords/getTexts?direction=2`, undefined, bad('direction is malformed')],
  ['a cursor of words', `${ROOM}/cloudRecords/getTexts?nextToken=x`, undefined, bad('nextToken is malformed')],
  [
    'a cursor beyond all numbers',
    `${ROOM}/cloudRecords/getTexts?nextToken=9007199254740992`,
    undefined,
    bad('nextToken is malformed'),
  ],
  ['no address', `${ROOM}/streamOuts/start`, { ...STREAM, streamUrlList: [] }, bad('streamUrlList is malformed')],
  [
    'eleven addresses',
    `${ROOM}/streamOuts/start`,
    { ...STREAM, streamUrlList: Array.from({ length: 11 }, () => 'rtmp://x') },
    bad('streamUrlList may have at most 10 entries'),
  ],
  [
    'an address of a page',
    `${ROOM}/streamOuts/start`,
    { ...STREAM, streamUrlList: ['https://x'] },
    bad('streamUrlList.0 is malformed'),
  ],
  ['a stop of no stream', `${ROOM}/streamOuts/stop`, { ...ada, stopAllStream: true }, bad('streamId is missing')],
  ['captions neither on nor off', `${ROOM}/subtitleEvents`, {}, bad('enable is missing')],
  ['minutes in no direction', `${ROOM}/minutes/textInfos`, undefined, bad('direction is missing')],
  [
    'minutes of another kind',
    `${ROOM}/flashMinutes/summaries?bizType=x&recorderUnionId=ada`,
    undefined,
    bad('bizType is malformed'),
  ],
  ['a pause by nobody', `${ROOM}/minutes/pause`, {}, notStopped],
  ['minutes of no owner', `${ROOM}/flashMinutes/recordPermissions`, ada, bad('bizType is missing')],
  ['an allow list that is none', whiteList('x'), {}, bad('requestBody is malformed')],
  ['an allow list of nobody', whiteList({ ...WHITE, settingRangeList: [] }), {}, bad('requestBody is malformed')],
  ['a room system without a code', `${PATH}/mcus/invite`, { ...ada, roomCode: '1' }, bad('mcuRoomCode is missing')],
  ['a blank id', `${PATH}/%20/minutes/audioInfos?unionId=ada`, undefined, bad('conferenceId is malformed')],
  ['an id of another form', `${PATH}/x/minutes/audioInfos?unionId=ada`, undefined, bad('conference not found')],
] as const) {
  test(`[EG2] ${what} is refused before an engine is args for: ${row[2]}`, async () => {
    await using api = stubApi()
    assert.deepEqual(refusal(await (body === undefined ? api.get(path) : api.send('POST', path, body))), row)
  })
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONFERENCE_ERROR_CODES, ConferenceError, type ConferenceErrorCode } from '../../conference/conference-error.ts'
import {
  CALLERS,
  CONFERENCE,
  refusal,
  stubApi,
  type Answer,
  type Given,
  type StubApi,
} from '../gateway/stub-api.fixture.ts'

type Row = readonly [status: number, code: string, message: string]
type Method = keyof NonNullable<Given['engines']>

const PATH = '/v1.0/conference/videoConferences'
const ROOM = `${PATH}/${CONFERENCE}`
const ada = { unionId: 'ada' }

const bad = (reason: string): Row => [400, 'paramsError', `error:${reason}`]
const unknownUser: Row = [400, 'unknownUserError', 'unknownUserError']
const fault: Row = [500, 'systemError', 'systemError:internal failure']
const plainFault: Row = [500, 'systemError', 'system error']
const over: Row = [400, 'roomClosed', 'the meeting has ended']
const closed: Row = [400, 'resourceClose', 'The meeting has ended']
const notFound: Row = [400, 'cloudRecordNotFound', 'cloudRecordNotFound']
const notHost: Row = [400, 'recordStopPermissionError', "you can't operator, please contact meeting manager"]
const notStopped: Row = [400, 'recordStopError', 'record stop error, please try again']

type Refusals = Partial<Record<ConferenceErrorCode, Row>>
const inMeeting: Refusals = {
  'conference-not-found': bad('conference not found'),
  'conference-ended': bad('conference ended'),
  'not-permitted': bad('not permitted'),
}
const starting: Refusals = {
  'user-not-found': bad('user not found'),
  'conference-not-found': bad('conference not found'),
  'conference-ended': over,
  'not-permitted': [404, 'recordStartPermissionError', 'permissionError:not permitted'],
}
const stopping: Refusals = {
  'user-not-found': notHost,
  'conference-not-found': notStopped,
  'conference-ended': over,
  'not-permitted': notHost,
}
const minutes: Refusals = {
  'user-not-found': unknownUser,
  'conference-not-found': bad('conference not found'),
  'not-permitted': [404, 'permissionError', 'permissionError:not permitted'],
}
const recordings: Refusals = { ...minutes, 'conference-ended': closed }
const pushing: Refusals = {
  ...inMeeting,
  'user-not-found': unknownUser,
  'not-permitted': [400, 'orgAccessForbidden', 'orgAccessForbidden'],
}

const STREAM = {
  ...ada,
  streamUrlList: ['rtmp://live.example/x'],
  streamName: 'main',
  needHostJoin: false,
  mode: 'speech',
  smallWindowPosition: 'float_bottom',
}
const WHITE = {
  ...ada,
  bizType: 'cloud_record',
  operation: 1,
  settingRangeList: [{ settingRangeId: 'x', settingRangeType: 1 }],
}
const whiteList = (order: unknown) =>
  `${PATH}/enterpriseSetting/record/whiteAccount?requestBody=${encodeURIComponent(JSON.stringify(order))}`

type Case = {
  operation: string
  call: (api: StubApi) => Promise<Answer>
  method: Method
  /** What the service is asked, after who asks. */
  asked: readonly unknown[]
  missing: readonly [name: string, row: Row]
  refusals: Refusals
  fault?: Row
}
const post = (path: string, body: unknown) => (api: StubApi) => api.send('POST', path, body)
const get = (path: string) => (api: StubApi) => api.get(path)

const NO_RECORDING = 'recording-engine-not-configured'
const NO_MINUTES = 'minutes-engine-not-configured'
const NO_PUSH = 'live-push-engine-not-configured'

const reading = (operation: string, path: string): Case => ({
  operation,
  call: get(`${ROOM}/${path}`),
  method: 'readRecording',
  asked: [CONFERENCE, 'ada'],
  missing: [NO_RECORDING, notFound],
  refusals: recordings,
})
const ofMinutes = (operation: string, call: Case['call'], people: readonly string[] = ['ada']): Case => ({
  operation,
  call,
  method: 'readMinutes',
  asked: [CONFERENCE, people],
  missing: [NO_MINUTES, notFound],
  refusals: minutes,
})

const CASES: readonly Case[] = [
  {
    operation: 'StartCloudRecord',
    call: post(`${ROOM}/cloudRecords/start`, { ...ada, mode: 'full_screen', smallWindowPosition: 'relative_right' }),
    method: 'controlRecording',
    asked: [CONFERENCE, 'ada'],
    missing: [NO_RECORDING, [404, 'recordStartError', 'recordStartError:recording engine not configured']],
    refusals: starting,
  },
  {
    operation: 'StopCloudRecord',
    call: post(`${ROOM}/cloudRecords/stop`, ada),
    method: 'controlRecording',
    asked: [CONFERENCE, 'ada'],
    missing: [NO_RECORDING, notStopped],
    refusals: stopping,
    fault: plainFault,
  },
  reading('QueryCloudRecordVideo', 'cloudRecords/getVideos?unionId=ada'),
  reading('QueryCloudRecordVideoPlayInfo', 'cloudRecords/videos/getPlayInfos?unionId=ada&mediaId=f0&regionId=cn'),
  reading(
    'QueryCloudRecordText',
    'cloudRecords/getTexts?unionId=ada&direction=1&maxResults=2000&nextToken=1780000207940000',
  ),
  {
    operation: 'StartStreamOut',
    call: post(`${ROOM}/streamOuts/start`, STREAM),
    method: 'controlLivePush',
    asked: [CONFERENCE, 'ada'],
    missing: [NO_PUSH, bad('live push engine not configured')],
    refusals: pushing,
  },
  {
    operation: 'StopStreamOut',
    call: post(`${ROOM}/streamOuts/stop`, { ...ada, stopAllStream: true, streamId: '' }),
    method: 'controlLivePush',
    asked: [CONFERENCE, 'ada'],
    missing: [NO_PUSH, bad('live push engine not configured')],
    refusals: pushing,
  },
  {
    operation: 'OptRecordWhiteAccount',
    call: post(whiteList(WHITE), undefined),
    method: 'allowRecording',
    asked: ['ada'],
    missing: [NO_RECORDING, bad('recording engine not configured')],
    refusals: { 'user-not-found': unknownUser },
  },
  {
    operation: 'SetSubtitleEvent',
    call: post(`${ROOM}/subtitleEvents`, { enable: false }),
    method: 'controlCaptions',
    asked: [CONFERENCE],
    missing: ['caption-engine-not-configured', bad('caption engine not configured')],
    refusals: inMeeting,
  },
  {
    operation: 'StartMinutes',
    call: post(`${ROOM}/minutes/start`, { ...ada, ownerUnionId: 'bram' }),
    method: 'controlMinutes',
    asked: [CONFERENCE, ['ada', 'bram']],
    missing: [NO_MINUTES, [404, 'recordStartError', 'recordStartError:minutes engine not configured']],
    refusals: starting,
  },
  {
    operation: 'StopMinutes',
    call: post(`${ROOM}/minutes/pause`, ada),
    method: 'controlMinutes',
    asked: [CONFERENCE, ['ada']],
    missing: [NO_MINUTES, notStopped],
    refusals: stopping,
    fault: plainFault,
  },
  ofMinutes('QueryMinutesText', get(`${ROOM}/minutes/textInfos?direction=0`), []),
  ofMinutes('QueryMinutesAudio', get(`${ROOM}/minutes/audioInfos?unionId=ada`)),
  ofMinutes('QueryMinutesMeetingResult', get(`${ROOM}/minutes/meetingResult?unionId=ada`)),
  ofMinutes('QueryMinutesSummary', post(`${ROOM}/minutes/summaries/query`, { ...ada, summaryTypeList: ['x'] })),
  ofMinutes('QueryFlashMinutesSummary', get(`${ROOM}/flashMinutes/summaries?bizType=cloud_record&recorderUnionId=ada`)),
  ofMinutes('QueryRecordMinutesUrl', get(`${ROOM}/flashMinutes/recordUrls?bizType=minutes&recorderUnionId=ada`)),
  ofMinutes(
    'GenerateFlashMinutesDocumentUrl',
    get(`${ROOM}/flashMinutes/document/generate?bizType=minutes&unionId=ada&expireTime=1780000000000`),
  ),
  ofMinutes(
    'AddRecordPermission',
    post(`${ROOM}/flashMinutes/recordPermissions`, { unionId: 'bram', ownerUnionId: 'ada', bizType: 'minutes' }),
    ['ada', 'bram'],
  ),
  {
    operation: 'InviteMcu',
    call: post(`${PATH}/mcus/invite`, { ...ada, roomCode: '427 319 05566', mcuRoomCode: '900' }),
    method: 'inviteRoomSystem',
    asked: ['42731905566', 'ada'],
    missing: ['room-system-engine-not-configured', bad('room system engine not configured')],
    refusals: { ...inMeeting, 'user-not-found': unknownUser },
  },
]

for (const { operation, call, method, asked, missing, refusals, fault: own = fault } of CASES) {
  const answering = (work: (...given: unknown[]) => Promise<unknown>) =>
    stubApi({ engines: { [method]: work } as NonNullable<Given['engines']> })

  test(`[EG1] ${operation} says in its own words that its engine is missing`, async () => {
    const given: unknown[][] = []
    const [name, row] = missing
    await using api = answering(async (...all) => {
      given.push(all)
      return name
    })
    assert.deepEqual(refusal(await call(api)), row)
    assert.deepEqual(given, [[CALLERS['app'], ...asked]])
    assert.deepEqual(api.logged, [])
  })

  test(`[GW17] ${operation} spells its refusals as its page does, and what it cannot meet is a fault`, async () => {
    for (const code of CONFERENCE_ERROR_CODES) {
      await using api = answering(() => Promise.reject(new ConferenceError(code)))
      assert.deepEqual(refusal(await call(api)), refusals[code] ?? own, code)
      assert.equal(api.logged.length, refusals[code] ? 0 : 1, code)
    }
  })

  test(`[GW14] a fault of ${operation} is told to nobody and logged once with its cause`, async () => {
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
    bad('streamUrlList is malformed'),
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
  test(`[EG2] ${what} is refused before an engine is asked for: ${row[2]}`, async () => {
    await using api = stubApi()
    assert.deepEqual(refusal(await (body === undefined ? api.get(path) : api.send('POST', path, body))), row)
  })
}

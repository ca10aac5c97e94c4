import type { ConferenceErrorCode } from '../../conference/conference-error.ts'
import type { EngineErrorCode } from '../../service/control/engine-ports.ts'
import { CALLERS, CONFERENCE, type Answer, type Given, type StubApi } from '../gateway/stub-api.fixture.ts'

export type Row = readonly [status: number, code: string, message: string]
type Method = keyof NonNullable<Given['engines']>

export const PATH = '/v1.0/conference/videoConferences'
export const ROOM = `${PATH}/${CONFERENCE}`
export const ada = { unionId: 'ada' }

export const bad = (reason: string): Row => [400, 'paramsError', `error:${reason}`]
export const unknownUser: Row = [400, 'unknownUserError', 'unknownUserError']
export const unexpectedError: Row = [500, 'systemError', 'systemError:internal failure']
export const plainSystemError: Row = [500, 'systemError', 'system error']
const over: Row = [400, 'roomClosed', 'the meeting has ended']
const closed: Row = [400, 'resourceClose', 'The meeting has ended']
const notFound: Row = [400, 'cloudRecordNotFound', 'cloudRecordNotFound']
const notHost: Row = [400, 'recordStopPermissionError', "you can't operator, please contact meeting manager"]
export const notStopped: Row = [400, 'recordStopError', 'record stop error, please try again']

export type Refusals = Partial<Record<ConferenceErrorCode, Row>>
export const inMeeting: Refusals = {
  'conference-not-found': bad('conference not found'),
  'conference-ended': bad('conference ended'),
  'not-permitted': bad('not permitted'),
}
export const starting: Refusals = {
  'user-not-found': bad('user not found'),
  'conference-not-found': bad('conference not found'),
  'conference-ended': over,
  'not-permitted': [404, 'recordStartPermissionError', 'permissionError:not permitted'],
}
export const stopping: Refusals = {
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
export const pushing: Refusals = {
  ...inMeeting,
  'user-not-found': unknownUser,
  'not-permitted': [400, 'orgAccessForbidden', 'orgAccessForbidden'],
}

export const STREAM = {
  ...ada,
  streamUrlList: ['rtmp://live.example/x'],
  streamName: 'main',
  needHostJoin: false,
  mode: 'speech',
  smallWindowPosition: 'float_bottom',
}
export const WHITE = {
  ...ada,
  bizType: 'cloud_record',
  operation: 1,
  settingRangeList: [{ settingRangeId: 'x', settingRangeType: 1 }],
}
export const whiteList = (order: unknown) =>
  `${PATH}/enterpriseSetting/record/whiteAccount?requestBody=${encodeURIComponent(JSON.stringify(order))}`

export type Case = {
  operation: string
  call: (api: StubApi) => Promise<Answer>
  method: Method
  /** The arguments of the service, but for what it does with the engine. */
  serviceArgs: readonly unknown[]
  /** What the engine is asked. Absent where the service asks it itself. */
  engine?: readonly [method: string, ...args: unknown[]]
  /** What the engine answers. */
  found?: unknown
  answer: object
  missing: readonly [name: EngineErrorCode, row: Row]
  refusals: Refusals
  unexpectedError?: Row
}
export const post = (path: string, body: unknown) => (api: StubApi) => api.send('POST', path, body)
export const get = (path: string) => (api: StubApi) => api.get(path)

export const NO_RECORDING = 'recording-engine-not-configured'
export const NO_MINUTES = 'minutes-engine-not-configured'
export const NO_PUSH = 'live-push-engine-not-configured'

export const inRoom = { caller: CALLERS['app'], id: CONFERENCE }
export const byAda = { ...inRoom, people: ['ada'] }
export const done = { code: '200' }
const span = { startMs: 1, endMs: 2 }
const times = { startTime: 1, endTime: 2 }
export const paragraph = {
  ...span,
  paragraphId: 7,
  recordId: 5,
  speaker: 'ada',
  nick: 'Ada',
  text: 'Hello.',
  sentences: [{ ...span, speaker: 'ada', text: 'Hello.', words: [{ ...span, wordId: 'w', text: 'Hello' }] }],
}
export const paragraphModel = {
  ...times,
  unionId: 'ada',
  nickName: 'Ada',
  recordId: 5,
  paragraph: 'Hello.',
  sentenceList: [
    { ...times, unionId: 'ada', sentence: 'Hello.', wordList: [{ ...times, wordId: 'w', word: 'Hello' }] },
  ],
}
export const chapter = { ...span, id: 1, headline: 'Plans', summary: 'All of them.' }
export const chapterModel = { id: 1, start: 1, end: 2, headline: 'Plans', summary: 'All of them.' }
export const highlight = { ...span, id: 1, sentenceId: 3, text: 'Call Bram.' }
export const highlightModel = { id: 1, sentenceId: 3, start: 1, end: 2, text: 'Call Bram.' }

export type Read = Pick<Case, 'engine' | 'found' | 'answer'>
export const reading = (operation: string, path: string, read: Read): Case => ({
  operation,
  call: get(`${ROOM}/${path}`),
  method: 'readRecording',
  serviceArgs: [byAda],
  missing: [NO_RECORDING, notFound],
  refusals: recordings,
  ...read,
})
export const ofMinutes = (
  operation: string,
  call: Case['call'],
  read: Read,
  people: readonly string[] = ['ada'],
): Case => ({
  operation,
  call,
  method: 'readMinutes',
  serviceArgs: [{ ...inRoom, people }],
  missing: [NO_MINUTES, notFound],
  refusals: minutes,
  ...read,
})

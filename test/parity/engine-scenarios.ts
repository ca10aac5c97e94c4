import { ADA, BRAM } from '../worlds/tester.ts'
import { FAULT, NOBODY, PARAMS, UNKNOWN_USER } from './control-scenarios.ts'
import type { Call, Scenario } from './scenarios.ts'
import type { World } from './world.ts'

type Who = { unionId: string }

/** One call as some person, of a conference that `World` has. */
type Ask = (conferenceId: string, who?: Who) => Call

const stopped = '400 recordStopError record stop error, please try again'
const notYours = "400 recordStopPermissionError you can't operator, please contact meeting manager"
const over = '400 roomClosed the meeting has ended'
const nobody = { unionId: NOBODY }

/** Without an engine nothing is answered with 200. */
const refused = (errors: Scenario['errors']): Scenario => ({ answers: [], errors })
const broken = (ask: Ask) => (world: World) => ({ ...ask(world.unknown, nobody), broken: true as const })

const starting = (ask: Ask): Scenario['errors'] => ({
  [over]: ({ ended }) => ask(ended),
  [PARAMS]: ({ unknown }) => ask(unknown),
  '404 recordStartError recordStartError:%s': ({ running }) => ask(running),
  '404 recordStartPermissionError permissionError:%s': ({ foreign }) => ask(foreign),
  [FAULT]: broken(ask),
})
const stopping = (ask: Ask): Scenario['errors'] => ({
  [notYours]: ({ foreign }) => ask(foreign),
  [over]: ({ ended }) => ask(ended),
  [stopped]: ({ running }) => ask(running),
  '500 systemError system error': broken(ask),
})
/** Also for whatever of minutes is refused as the reading of a recording is. */
const minutes = (ask: Ask): Scenario['errors'] => ({
  [UNKNOWN_USER]: ({ running }) => ask(running, nobody),
  [PARAMS]: ({ unknown }) => ask(unknown),
  '400 cloudRecordNotFound cloudRecordNotFound': ({ ended }) => ask(ended),
  '404 permissionError permissionError:%s': ({ foreign }) => ask(foreign),
  [FAULT]: broken(ask),
})
const recordings = (ask: Ask): Scenario['errors'] => ({
  ...minutes(ask),
  '400 resourceClose The meeting has ended': ({ ended }) => ask(ended),
  '400 cloudRecordNotFound cloudRecordNotFound': ({ running }) => ask(running),
})
const pushing = (ask: Ask): Scenario['errors'] => ({
  '400 orgAccessForbidden orgAccessForbidden': ({ foreign }) => ask(foreign),
  [UNKNOWN_USER]: ({ running }) => ask(running, nobody),
  [PARAMS]: ({ running }) => ask(running),
  [FAULT]: broken(ask),
})

const inBody =
  (fields: object = {}): Ask =>
  (conferenceId, { unionId } = ADA) => ({ conferenceId, body: { unionId, ...fields } })
const inQuery =
  (fields: Record<string, string> = {}): Ask =>
  (conferenceId, { unionId } = ADA) => ({ conferenceId, query: { unionId, ...fields } })
const ofRecorder: Ask = (conferenceId, { unionId } = ADA) => ({
  conferenceId,
  query: { bizType: 'minutes', recorderUnionId: unionId },
})
const LAYOUT = { mode: 'grid', smallWindowPosition: 'float_right' }
const STREAM = { streamUrlList: ['rtmp://live.example/x'], streamName: 'main', needHostJoin: false, ...LAYOUT }

/** Of the operations whose engine is missing. */
export const ENGINE_SCENARIOS: Readonly<Record<string, Scenario>> = {
  StartCloudRecord: refused({
    ...starting(inBody(LAYOUT)),
    '404 recordStartPermissionError permissionError:%s': ({ running }) => inBody()(running, BRAM),
  }),
  StopCloudRecord: refused({ ...stopping(inBody()), [notYours]: ({ running }) => inBody()(running, BRAM) }),
  QueryCloudRecordVideo: refused(recordings(inQuery())),
  QueryCloudRecordVideoPlayInfo: refused(recordings(inQuery({ mediaId: 'f0e1', regionId: 'cn-shenzhen' }))),
  QueryCloudRecordText: refused(recordings(inQuery({ direction: '1', maxResults: '2000' }))),
  StartStreamOut: refused(pushing(inBody(STREAM))),
  StopStreamOut: refused(pushing(inBody({ stopAllStream: true, streamId: '5f2c' }))),
  SetSubtitleEvent: refused({
    [PARAMS]: ({ running }) => ({ conferenceId: running, body: { enable: true } }),
    [FAULT]: ({ unknown }) => ({ conferenceId: unknown, body: { enable: true }, broken: true }),
  }),
  StartMinutes: refused(starting(inBody({ ownerUnionId: ADA.unionId, recordAudio: true }))),
  StopMinutes: refused(stopping(inBody())),
  QueryMinutesText: refused(minutes(inQuery({ direction: '0' }))),
  QueryMinutesAudio: refused(minutes(inQuery())),
  QueryMinutesMeetingResult: refused(minutes(inQuery())),
  QueryMinutesSummary: refused(minutes(inBody({ summaryTypeList: [] }))),
  QueryFlashMinutesSummary: refused(minutes(ofRecorder)),
  QueryRecordMinutesUrl: refused(minutes(ofRecorder)),
  GenerateFlashMinutesDocumentUrl: refused(minutes(inQuery({ bizType: 'cloud_record' }))),
  AddRecordPermission: refused(minutes(inBody({ bizType: 'minutes', ownerUnionId: ADA.unionId, shareScope: 0 }))),
  InviteMcu: refused({
    [UNKNOWN_USER]: async (world) => ({ body: { ...(await roomOf(world)), unionId: NOBODY } }),
    [PARAMS]: async (world) => ({ body: { ...(await roomOf(world)), unionId: ADA.unionId } }),
    [FAULT]: () => ({ body: { roomCode: '1', mcuRoomCode: '2', unionId: NOBODY }, broken: true }),
  }),
  OptRecordWhiteAccount: refused({
    [UNKNOWN_USER]: () => whiteList(NOBODY),
    [PARAMS]: () => whiteList(ADA.unionId),
    [FAULT]: () => ({ ...whiteList(NOBODY), broken: true }),
  }),
}

async function roomOf({ tester, running }: World): Promise<{ roomCode: unknown; mcuRoomCode: string }> {
  const { body } = await tester.call('GET', `/v1.0/conference/videoConferences/${running}`)
  return { roomCode: (body['confInfo'] as Record<string, unknown>)['roomCode'], mcuRoomCode: '900' }
}

function whiteList(unionId: string): Call {
  const settingRangeList = [{ settingRangeId: 'dingacme', settingRangeType: 1 }]
  return {
    query: { requestBody: JSON.stringify({ bizType: 'cloud_record', operation: 1, unionId, settingRangeList }) },
  }
}

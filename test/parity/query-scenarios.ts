import { ADA, BRAM } from '../worlds/tester.ts'
import { heldTwice } from './booking-scenarios.ts'
import type { Call, Scenario } from './scenarios.ts'
import type { World } from './world.ts'

const EVER = { startTime: 1_600_000_000_000, endTime: 4_000_000_000_000 }
const SERIES = { beginTime: EVER.startTime, endTime: EVER.endTime, unionId: ADA.unionId }

/** The errors of the operations that only the SDK knows: those of QueryConferenceInfo. */
function errorsWith(call: Call, flawed: Call): Scenario['errors'] {
  return {
    '400 missingRoomId MISSING ROOM ID': () => ({ ...call, conferenceId: '%20' }),
    '400 paramError PARAM ERROR': ({ running }) => ({ ...call, ...flawed, conferenceId: running }),
    '403 noPermission NO PERMISSION': ({ foreign }) => ({ ...call, conferenceId: foreign }),
    '404 roomNotFound ROOM NOT FOUND': ({ unknown }) => ({ ...call, conferenceId: unknown }),
    '500 systemError SYSTEM ERROR': ({ unknown }) => ({ ...call, conferenceId: unknown, broken: true }),
  }
}

const batch = (...conferenceIdList: string[]) => ({ body: { conferenceIdList } })

export const QUERY_SCENARIOS: Readonly<Record<string, Scenario>> = {
  QueryConferenceInfoBatch: {
    answers: [({ running, ended, foreign, unknown }) => batch(running, ended, foreign, unknown)],
    errors: {
      '400 paramsError error:%s': () => batch(),
      '400 resourceClose The meeting has ended': ({ ended }) => batch(ended),
      '404 permissionError permissionError:%s': ({ foreign }) => batch(foreign),
      '500 systemError systemError:%s': ({ running }) => ({ ...batch(running), broken: true }),
    },
  },
  QueryOrgConferenceList: {
    answers: [
      () => ({ query: { nextToken: '0', maxResults: 10 } }),
      async ({ create }) => {
        await create()
        return { query: { maxResults: 1 } }
      },
    ],
    errors: {
      '400 paramError PARAM ERROR': () => ({ query: { maxResults: 0 } }),
      '500 systemError SYSTEM ERROR': () => ({ query: {}, broken: true }),
    },
  },
  QueryConferenceInfoByRoomCode: {
    answers: [
      async (world) => ({ roomCode: await codeOf(world, world.running), query: {} }),
      async (world) => ({ roomCode: await codeOf(world, world.ended), query: { nextToken: '0', maxResults: 10 } }),
      () => ({ roomCode: '99999999999', query: {} }),
      async (world) => ({ roomCode: (await heldTwice(world)).roomCode, query: { maxResults: 1 } }),
    ],
    errors: {
      '400 invalidRoomCode invalidRoomCode': () => ({ roomCode: 'abc', query: {} }),
      '400 missingRoomCode missingRoomCode': () => ({ roomCode: '%20', query: {} }),
      '400 paramError paramError': () => ({ roomCode: '1', query: { maxResults: 0 } }),
      '403 noPermission noPermission': async (world) => ({
        roomCode: await codeOf(world, world.foreign, 'dingglobexapp'),
        query: {},
      }),
      '500 systemError systemError': () => ({ roomCode: '1', query: {}, broken: true }),
    },
  },
  GetConfDataByConferenceId: {
    answers: [
      ({ running }) => ({ conferenceId: running, query: { realData: true } }),
      ({ running }) => ({ conferenceId: running, query: { realData: false } }),
      ({ ended }) => ({ conferenceId: ended, query: { realData: false } }),
    ],
    errors: errorsWith({ query: { realData: true } }, { query: {} }),
  },
  GetConfDetailData: {
    answers: [
      ({ running }) => ({ conferenceId: running, query: {} }),
      ({ running }) => ({ conferenceId: running, query: { nick: 'a', maxResults: 1 } }),
      ({ ended }) => ({ conferenceId: ended, query: {} }),
    ],
    errors: errorsWith({ query: {} }, { query: { maxResults: 0 } }),
  },
  GetHistoryConfDataList: {
    answers: [
      () => ({ query: { ...EVER, realData: true, maxResults: 1 } }),
      () => ({
        query: { ...EVER, realData: false, title: 'sync', creatorNike: 'ada', scene: 'ding_talk', freeType: '0' },
      }),
      () => ({ query: { ...EVER, realData: true, scene: 'webinar' } }),
    ],
    errors: {
      '400 paramError PARAM ERROR': () => ({ query: { ...EVER } }),
      '500 systemError SYSTEM ERROR': () => ({ query: { ...EVER, realData: true }, broken: true }),
    },
  },
  GetUserLastMetric: {
    answers: [({ running }) => ({ conferenceId: running, body: { unionIdList: [ADA.unionId, BRAM.unionId] } })],
    errors: errorsWith({ body: { unionIdList: [ADA.unionId] } }, { body: { unionIdList: [] } }),
  },
  GetUserMetricData: {
    answers: [
      ({ running }) => ({ conferenceId: running, query: SERIES }),
      ({ ended }) => ({ conferenceId: ended, query: SERIES }),
    ],
    errors: errorsWith({ query: SERIES }, { query: { unionId: ADA.unionId } }),
  },
}

async function codeOf({ tester }: World, id: string, as?: 'dingglobexapp'): Promise<string> {
  const { body } = await tester.call('GET', `/v1.0/conference/videoConferences/${id}`, as && { as })
  return (body['confInfo'] as { roomCode: string }).roomCode
}

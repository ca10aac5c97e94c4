import { ADA, BRAM, GUS } from '../worlds/tester.ts'
import { FAULT, NOBODY, PARAMS } from './control-scenarios.ts'
import type { Call, Scenario } from './scenarios.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000
const NO_BOOKING = '3f6c1b0e-52d7-4a8b-9c41-e07a5d2f9b16'
const PERMISSION = '400 permissionError permissionError:%s'
const CANCELLED = '400 resourceCancel Schedule conference has canceled'
const BAD = '400 paramError paramError'
const BAD_ID = '400 scheduleConferenceIdError scheduleConferenceIdError'
const BAD_CREATOR = '400 creatorUidError creatorUidError'
const OUTSIDER = '400 userNotInOrg userNotInOrg'
const FORBIDDEN = '403 noPermission noPermission'
const BROKEN = '500 systemError systemError'

const order = (now = Date.now()) => ({
  creatorUnionId: ADA.unionId,
  title: 'Quarter review',
  startTime: now + HOUR,
  endTime: now + 2 * HOUR,
})
const EVERYTHING = {
  hostUnionId: ADA.unionId,
  cohostUnionIds: [BRAM.unionId],
  confAllowedCorpId: 'dingacme',
  lockRoom: 0,
  muteOnJoin: 6,
  screenShareForbidden: 1,
  aiAgentSummarySetting: { value: 'disable', receiverType: 1 },
  moziConfOpenRecordSetting: { recordAutoStart: 1, mode: 'grid' },
  moziConfVirtualExtraSetting: {
    waitingRoom: 2,
    joinBeforeHost: 1,
    enableChat: 1,
    pushMinutesCard: true,
    moziConfExtensionAppSettings: [{ coolAppCode: 'COOLAPP-0-1', autoOpenMode: 2, extensionAppBizData: 'x' }],
  },
}
const tooManyApps = {
  moziConfVirtualExtraSetting: { moziConfExtensionAppSettings: Array.from({ length: 11 }, () => ({})) },
}

/** A call with a new booking of Ada's in its body. */
const on =
  (body: (id: string) => Record<string, unknown>, also: Partial<Call> = {}) =>
  async ({ book }: World): Promise<Call> => ({ body: body((await book()).scheduleConferenceId), ...also })
const cancelled =
  (body: (id: string) => Record<string, unknown>) =>
  async (world: World): Promise<Call> => ({ body: body(await cancel(world)) })

const change = (scheduleConferenceId: string) => ({ ...order(), scheduleConferenceId, title: 'Moved' })
const named = (scheduleConferenceId: string) => ({ creatorUnionId: ADA.unionId, scheduleConferenceId })
const settings = (id: string) => ({ ...named(id), scheduleConfSettingModel: EVERYTHING })
const link = (id: string) => ({ ...named(id), coolAppCode: 'COOLAPP-0-1', useExtensionApp: true })
const by = (unionId: string, body: (id: string) => Record<string, unknown>) => (id: string) => ({
  ...body(id),
  creatorUnionId: unionId,
})
const FROM_GLOBEX = { as: 'dingglobexapp' } as const

export const BOOKING_SCENARIOS: Readonly<Record<string, Scenario>> = {
  CreateScheduleConference: {
    answers: [() => ({ body: order() }), () => ({ body: { ...order(), scheduleConfSettingModel: EVERYTHING } })],
    errors: {
      [PARAMS]: () => ({ body: { ...order(), endTime: 1 } }),
      [FAULT]: () => ({ body: order(), broken: true }),
    },
  },
  UpdateScheduleConference: {
    answers: [on(change)],
    errors: {
      [PARAMS]: () => ({ body: change(NO_BOOKING) }),
      [PERMISSION]: on(by(BRAM.unionId, change)),
      [CANCELLED]: cancelled(change),
      [FAULT]: () => ({ body: change(NO_BOOKING), broken: true }),
    },
  },
  CancelScheduleConference: {
    answers: [on(named), cancelled(named)],
    errors: {
      [PARAMS]: on(by(NOBODY, named)),
      [PERMISSION]: on(by(GUS.unionId, named)),
      [FAULT]: () => ({ body: named(NO_BOOKING), broken: true }),
    },
  },
  QueryScheduleConference: {
    answers: [
      async ({ book }) => ({ ...(await placed(book)), query: { requestUnionId: ADA.unionId } }),
      async ({ book }) => ({ ...(await placed(book)), query: { requestUnionId: BRAM.unionId } }),
    ],
    errors: {
      [PARAMS]: () => ({ scheduleConferenceId: NO_BOOKING, query: { requestUnionId: ADA.unionId } }),
      [PERMISSION]: async ({ book }) => ({
        ...(await placed(book)),
        query: { requestUnionId: GUS.unionId },
        ...FROM_GLOBEX,
      }),
      [CANCELLED]: async (world) => ({
        scheduleConferenceId: await cancel(world),
        query: { requestUnionId: ADA.unionId },
      }),
      [FAULT]: () => ({ scheduleConferenceId: NO_BOOKING, query: { requestUnionId: ADA.unionId }, broken: true }),
    },
  },
  QueryScheduleConferenceInfo: {
    answers: [
      async ({ book }) => ({ ...(await placed(book)), query: {} }),
      async (world) => ({
        scheduleConferenceId: (await heldTwice(world)).scheduleConferenceId,
        query: { maxResults: 1 },
      }),
      async (world) => ({
        scheduleConferenceId: (await heldOnce(world)).scheduleConferenceId,
        query: { nextToken: '0' },
      }),
    ],
    errors: {
      '400 invalidScheduleConferenceId invalidScheduleConferenceId': async ({ book }) => ({
        ...(await placed(book)),
        query: {},
        ...FROM_GLOBEX,
      }),
      [PARAMS]: async ({ book }) => ({ ...(await placed(book)), query: { maxResults: 0 } }),
      [FAULT]: () => ({ scheduleConferenceId: NO_BOOKING, query: {}, broken: true }),
    },
  },
  QueryScheduleConfSettings: {
    answers: [
      async ({ book }) => ({ query: await placed(book) }),
      async ({ book }) => ({ query: await placed(() => book(EVERYTHING)) }),
    ],
    errors: {
      [BAD]: () => ({ query: {} }),
      [BAD_ID]: () => ({ query: { scheduleConferenceId: NO_BOOKING } }),
      [FORBIDDEN]: async ({ book }) => ({ query: await placed(book), ...FROM_GLOBEX }),
      [BROKEN]: () => ({ query: { scheduleConferenceId: NO_BOOKING }, broken: true }),
    },
  },
  UpdateScheduleConfSettings: {
    answers: [on(settings), on(named)],
    errors: {
      [BAD]: on((id) => ({ ...named(id), scheduleConfSettingModel: { muteOnJoin: 5 } })),
      [BAD_CREATOR]: on(by(BRAM.unionId, settings)),
      [BAD_ID]: () => ({ body: settings(NO_BOOKING) }),
      [OUTSIDER]: on((id) => ({ ...named(id), scheduleConfSettingModel: { hostUnionId: GUS.unionId } })),
      '400 extensionAppSettingError extensionAppSettingCountError': on((id) => ({
        ...named(id),
        scheduleConfSettingModel: tooManyApps,
      })),
      [FORBIDDEN]: on(by(GUS.unionId, settings), FROM_GLOBEX),
      [BROKEN]: () => ({ body: settings(NO_BOOKING), broken: true }),
    },
  },
  CreateCustomShortLink: {
    answers: [on(link)],
    errors: {
      [BAD]: on(named),
      [BAD_CREATOR]: on(by(BRAM.unionId, link)),
      [BAD_ID]: () => ({ body: link(NO_BOOKING) }),
      [OUTSIDER]: on(by(NOBODY, link)),
      [FORBIDDEN]: on(by(GUS.unionId, link), FROM_GLOBEX),
      [BROKEN]: () => ({ body: link(NO_BOOKING), broken: true }),
    },
  },
}

async function placed(book: () => ReturnType<World['book']>) {
  const { scheduleConferenceId } = await book()
  return { scheduleConferenceId }
}

async function cancel({ tester, book }: World): Promise<string> {
  const { scheduleConferenceId } = await book()
  await tester.call('POST', '/v1.0/conference/scheduleConferences/cancel', { body: named(scheduleConferenceId) })
  return scheduleConferenceId
}

/** A booking of which one conference has ended and one goes on. */
export async function heldTwice(world: World): Promise<Awaited<ReturnType<World['book']>>> {
  const booking = await heldOnce(world)
  await world.hold(booking)
  return booking
}

/** A booking of which one conference has ended. */
async function heldOnce({ tester, book, hold }: World): Promise<Awaited<ReturnType<World['book']>>> {
  const booking = await book()
  const id = await hold(booking)
  await tester.call('DELETE', `/v1.0/conference/videoConferences/${id}?unionId=${ADA.unionId}`)
  return booking
}

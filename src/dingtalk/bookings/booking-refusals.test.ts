import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BOOKING_ERROR_CODES, BookingError, type BookingErrorCode } from '../../service/booking/booking-error.ts'
import { refusal, stubApi, type Given, type StubApi } from '../gateway/stub-api.fixture.ts'

type Row = readonly [status: number, code: string, message: string]
type Case = {
  operation: string
  use: keyof NonNullable<Given['bookings']>
  call: (api: StubApi) => ReturnType<StubApi['get']>
  unexpectedError: Row
  refusals: Partial<Record<BookingErrorCode, Row>>
}

const ID = '3f6c1b0e-52d7-4a8b-9c41-e07a5d2f9b16'
const PATH = '/v1.0/conference/scheduleConferences'
const named = { creatorUnionId: 'ada', scheduleConferenceId: ID }
const order = { ...named, title: 'Review', startTime: 1, endTime: 2 }

const bad = (reason: string): Row => [400, 'paramsError', `error:${reason}`]
const same = (code: string, status = 400): Row => [status, code, code]
const canceled: Row = [400, 'resourceCancel', 'Schedule conference has canceled']
const systemError: Row = [500, 'systemError', 'systemError:internal failure']
const plainSystemError = same('systemError', 500)
const forbidden: Case['refusals'] = {
  'not-permitted': [400, 'permissionError', 'permissionError:not permitted'],
  'user-outside': [400, 'permissionError', 'permissionError:user outside'],
}
const own: Case['refusals'] = { ...forbidden, 'not-creator': [400, 'permissionError', 'permissionError:not creator'] }
const unknown: Case['refusals'] = {
  'booking-not-found': bad('booking not found'),
  'user-not-found': bad('user not found'),
}
const newer: Case['refusals'] = {
  'booking-not-found': same('scheduleConferenceIdError'),
  'booking-cancelled': same('scheduleConferenceIdError'),
  'not-permitted': same('noPermission', 403),
  'not-creator': same('creatorUidError'),
  'user-not-found': same('userNotInOrg'),
  'user-outside': same('userNotInOrg'),
}

const CASES: readonly Case[] = [
  {
    operation: 'CreateScheduleConference',
    use: 'book',
    call: (api) => api.send('POST', PATH, order),
    unexpectedError: systemError,
    refusals: {
      'times-wrong': bad('times wrong'),
      'user-not-found': bad('user not found'),
      'organization-wrong': bad('organization wrong'),
      'too-many-apps': bad('too many apps'),
    },
  },
  {
    operation: 'UpdateScheduleConference',
    use: 'change',
    call: (api) => api.send('PUT', PATH, order),
    unexpectedError: systemError,
    refusals: { ...unknown, ...own, 'booking-cancelled': canceled, 'times-wrong': bad('times wrong') },
  },
  {
    operation: 'CancelScheduleConference',
    use: 'cancel',
    call: (api) => api.send('POST', `${PATH}/cancel`, named),
    unexpectedError: systemError,
    refusals: { ...unknown, ...own },
  },
  {
    operation: 'QueryScheduleConference',
    use: 'load',
    call: (api) => api.get(`${PATH}/${ID}/infos?requestUnionId=ada`),
    unexpectedError: systemError,
    refusals: { ...unknown, ...forbidden, 'booking-cancelled': canceled },
  },
  {
    operation: 'QueryScheduleConferenceInfo',
    use: 'findLastConference',
    call: (api) => api.get(`/v1.0/conference/videoConferences/scheduleConferences/${ID}`),
    unexpectedError: systemError,
    refusals: {
      'booking-not-found': same('invalidScheduleConferenceId'),
      'not-permitted': same('invalidScheduleConferenceId'),
    },
  },
  {
    operation: 'QueryScheduleConfSettings',
    use: 'loadSettings',
    call: (api) => api.get(`${PATH}/settings?scheduleConferenceId=${ID}`),
    unexpectedError: plainSystemError,
    refusals: {
      'booking-not-found': same('scheduleConferenceIdError'),
      'booking-cancelled': same('scheduleConferenceIdError'),
      'not-permitted': same('noPermission', 403),
    },
  },
  {
    operation: 'UpdateScheduleConfSettings',
    use: 'changeSettings',
    call: (api) => api.send('PUT', `${PATH}/settings`, named),
    unexpectedError: plainSystemError,
    refusals: {
      ...newer,
      'organization-wrong': same('paramError'),
      'too-many-apps': [400, 'extensionAppSettingError', 'extensionAppSettingCountError'],
    },
  },
  {
    operation: 'CreateCustomShortLink',
    use: 'createShortLink',
    call: (api) => api.send('POST', '/v1.0/conference/customShortLinks', { ...named, coolAppCode: 'x' }),
    unexpectedError: plainSystemError,
    refusals: newer,
  },
]

const failing = (use: Case['use'], error: Error) =>
  stubApi({ bookings: { [use]: () => Promise.reject(error) } as NonNullable<Given['bookings']> })

for (const { operation, use, call, unexpectedError, refusals } of CASES) {
  test(`[GW17] ${operation} spells its refusals as documented, and any other code is an unexpected error`, async () => {
    for (const code of BOOKING_ERROR_CODES) {
      await using api = failing(use, new BookingError(code))
      const answer = await call(api)
      assert.deepEqual(refusal(answer), refusals[code] ?? unexpectedError, code)
      assert.deepEqual(Object.keys(answer.body).sort(), ['code', 'message', 'requestid'])
      assert.equal(api.logged.length, refusals[code] ? 0 : 1, code)
    }
  })

  test(`[GW14] an unexpected error of ${operation} is logged once with its cause, and hidden from the caller`, async () => {
    await using api = failing(use, new Error('disk full'))
    const answer = await call(api)
    assert.deepEqual(refusal(answer), unexpectedError)
    assert.doesNotMatch(answer.text, /disk/)
    assert.equal(api.logged.length, 1)
  })
}

for (const [what, call, row] of [
  ['a booking without a title', (api: StubApi) => api.send('POST', PATH, { ...order, title: '' }), 'paramsError'],
  [
    'an id that no booking has',
    (api: StubApi) => api.get(`${PATH}/settings?scheduleConferenceId=x`),
    'scheduleConferenceIdError',
  ],
  ['settings of nothing', (api: StubApi) => api.get(`${PATH}/settings`), 'paramError'],
  [
    'a blank booking',
    (api: StubApi) => api.get('/v1.0/conference/videoConferences/scheduleConferences/%20'),
    'invalidScheduleConferenceId',
  ],
  [
    'a cursor of another form',
    (api: StubApi) => api.get(`/v1.0/conference/videoConferences/scheduleConferences/${ID}?nextToken=x`),
    'paramsError',
  ],
] as const) {
  test(`[GW17] ${what} is refused as ${row}`, async () => {
    await using api = stubApi()
    const answer = await call(api)
    assert.deepEqual([answer.status, answer.body.code], [400, row])
  })
}

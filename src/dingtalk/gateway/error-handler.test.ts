import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONFERENCE_ERROR_CODES, ConferenceError, type ConferenceErrorCode } from '../../conference/conference-error.ts'
import { CONFERENCE, refusal, stubApi, type Given, type StubApi } from './stub-api.fixture.ts'

type Row = readonly [status: number, code: string, message: string]
type Case = {
  operation: string
  call: (api: StubApi) => ReturnType<StubApi['get']>
  /** The services of which every call fails with `error`. */
  failing: (error: Error) => Given
  unexpectedError: Row
  refusals: Partial<Record<ConferenceErrorCode, Row>>
}

const ROOM = `/v1.0/conference/videoConferences/${CONFERENCE}`
const people = { userList: [{ unionId: 'bram' }] }
const bad = (reason: string): Row => [400, 'paramsError', `error:${reason}`]
const inMeeting: Case['refusals'] = {
  'conference-not-found': bad('conference not found'),
  'conference-ended': bad('conference ended'),
  'not-permitted': bad('not permitted'),
}
const unknownUser: Row = [400, 'unknownUserError', 'unknownUserError']
const systemError: Row = [500, 'systemError', 'systemError:internal failure']

function rejecting(reason: Error) {
  return async () => {
    throw reason
  }
}

const CASES: readonly Case[] = [
  {
    operation: 'QueryConferenceMembers',
    call: (api) => api.get(`${ROOM}/members`),
    failing: (error) => ({ roster: { listMembers: rejecting(error) } }),
    unexpectedError: [500, 'systemError', 'SYSTEM ERROR'],
    refusals: {
      'conference-not-found': [404, 'roomNotFound', 'ROOM NOT FOUND'],
      'not-permitted': [403, 'noPermission', 'NO PERMISSION'],
    },
  },
  {
    operation: 'QueryUserOnGoingConference',
    call: (api) => api.get('/v1.0/conference/users/lists?unionId=bram'),
    failing: (error) => ({ roster: { listOngoing: rejecting(error) } }),
    unexpectedError: [500, 'system.error', 'system.error'],
    refusals: { 'user-not-found': [400, 'param.error', 'param.error'] },
  },
  {
    operation: 'CreateVideoConference',
    call: (api) => api.send('POST', '/v1.0/conference/videoConferences', { userId: 'ada', confTitle: 'Sync' }),
    failing: (error) => ({ conferences: { create: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: { 'user-not-found': unknownUser },
  },
  {
    operation: 'CloseVideoConference',
    call: (api) => api.send('DELETE', `${ROOM}?unionId=ada`),
    failing: (error) => ({ conferences: { close: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: {
      'user-not-found': unknownUser,
      'conference-not-found': bad('conference not found'),
      'conference-ended': [400, 'resourceClose', 'The meeting has ended'],
      'not-permitted': [404, 'permissionError', 'permissionError:not permitted'],
    },
  },
  {
    operation: 'QueryConferenceInfo',
    call: (api) => api.get(ROOM),
    failing: (error) => ({ heads: { loadOwned: rejecting(error) } }),
    unexpectedError: [500, 'systemError', 'SYSTEM ERROR'],
    refusals: {
      'conference-not-found': [404, 'roomNotFound', 'ROOM NOT FOUND'],
      'not-permitted': [403, 'noPermission', 'NO PERMISSION'],
    },
  },
  {
    operation: 'LockConference',
    call: (api) => api.send('POST', `${ROOM}/lock`, { action: 'lock' }),
    failing: (error) => ({ conferences: { setLocked: rejecting(error) } }),
    unexpectedError: [500, 'systemError', 'systemError'],
    refusals: {
      'conference-not-found': [400, 'paramsError', 'paramsError'],
      'conference-ended': [400, 'confClosed', 'confClosed'],
      'not-permitted': [400, 'noPermission', 'noPermission'],
    },
  },
  {
    operation: 'InviteUsers',
    call: (api) => api.send('POST', `${ROOM}/users/invite`, { inviteeList: [{ unionId: 'bram', nick: 'Bram' }] }),
    failing: (error) => ({ conferences: { invite: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: {
      'user-not-found': unknownUser,
      'conference-not-found': bad('conference not found'),
      'conference-ended': bad('conference ended'),
      'conference-locked': bad('conference locked'),
      'not-permitted': bad('not permitted'),
    },
  },
  {
    operation: 'KickMembers',
    call: (api) => api.send('POST', `${ROOM}/members/kick`, people),
    failing: (error) => ({ conferences: { remove: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: {
      'user-not-found': unknownUser,
      'conference-not-found': bad('conference not found'),
      'conference-ended': bad('conference ended'),
      'not-permitted': bad('not permitted'),
      'member-not-found': bad('member not found'),
      'session-not-found': bad('session not found'),
    },
  },
  {
    operation: 'MuteMembers',
    call: (api) => api.send('POST', `${ROOM}/members/mute`, { action: 'mute', ...people }),
    failing: (error) => ({ conferences: { setMuted: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: {
      ...inMeeting,
      'user-not-found': unknownUser,
      'member-not-found': bad('member not found'),
      'session-not-found': bad('session not found'),
    },
  },
  {
    operation: 'MuteAll',
    call: (api) => api.send('POST', `${ROOM}/allMembers/mute`, { action: 'mute' }),
    failing: (error) => ({ conferences: { setAllMuted: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: inMeeting,
  },
  {
    operation: 'Focus',
    call: (api) => api.send('POST', `${ROOM}/focus`, { action: 'focus', unionId: 'bram' }),
    failing: (error) => ({ conferences: { setFocus: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: { ...inMeeting, 'user-not-found': unknownUser, 'member-not-found': bad('not in the meeting') },
  },
  {
    operation: 'UpdateMemberNick',
    call: (api) => api.send('POST', `${ROOM}/members/updateNick`, { unionId: 'bram', nick: 'Bram' }),
    failing: (error) => ({ conferences: { rename: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: { ...inMeeting, 'user-not-found': unknownUser, 'member-not-found': bad('member not found') },
  },
  {
    operation: 'UpdateVideoConferenceSetting',
    call: (api) => api.send('PUT', ROOM, { muteAll: true }),
    failing: (error) => ({ conferences: { changeSettings: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: inMeeting,
  },
  {
    operation: 'UpdateVideoConferenceExtInfo',
    call: (api) => api.send('PUT', `${ROOM}/extInfo`),
    failing: (error) => ({ heads: { loadOwned: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: {
      'conference-not-found': bad('conference not found'),
      'not-permitted': bad('not permitted'),
    },
  },
  {
    operation: 'Cohosts',
    call: (api) => api.send('POST', `${ROOM}/coHosts/set`, { action: 'add', ...people }),
    failing: (error) => ({ conferences: { setCoHosts: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: {
      'user-not-found': unknownUser,
      'conference-not-found': bad('conference not found'),
      'conference-ended': bad('conference ended'),
      'not-permitted': bad('not permitted'),
      'member-not-found': bad('member not found'),
    },
  },
  {
    operation: 'CreateAutoLoginUrl',
    call: (api) =>
      api.send('POST', '/v1.0/conference/videoConferences/createAutoLoginUrl', {
        meetingUrl: 'https://meet.example/app?roomCode=1',
        unionId: 'bram',
      }),
    failing: (error) => ({ admission: { createPersonalLink: rejecting(error) } }),
    unexpectedError: systemError,
    refusals: {
      'user-not-found': unknownUser,
      'pass-invalid': bad('pass invalid'),
      'conference-not-found': bad('conference not found'),
      'conference-ended': bad('conference ended'),
      'conference-locked': bad('conference locked'),
      banned: bad('banned'),
      'not-permitted': bad('not permitted'),
    },
  },
]

for (const { operation, call, failing, unexpectedError, refusals } of CASES) {
  test(`[GW17] ${operation} spells its refusals as documented, and any other code is an unexpected error`, async () => {
    for (const code of CONFERENCE_ERROR_CODES) {
      await using api = stubApi(failing(new ConferenceError(code)))
      const answer = await call(api)
      assert.deepEqual(refusal(answer), refusals[code] ?? unexpectedError, code)
      assert.deepEqual(Object.keys(answer.body).sort(), ['code', 'message', 'requestid'])
      assert.equal(api.logged.length, refusals[code] ? 0 : 1, code)
    }
  })

  test(`[GW14] an unexpected error of ${operation} is logged once with its cause, and hidden from the caller`, async () => {
    await using api = stubApi(failing(new Error('disk full')))
    const answer = await call(api)
    assert.deepEqual(refusal(answer), unexpectedError)
    assert.doesNotMatch(answer.text, /disk/)
    assert.equal(api.logged.length, 1)
    assert.equal((api.logged[0] as { err: { message: string } }).err.message, 'disk full')
  })
}

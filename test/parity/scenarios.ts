import { ADA, BRAM, CLEO, GUS } from '../worlds/tester.ts'
import { BOOKING_SCENARIOS } from './booking-scenarios.ts'
import { CONTROL_SCENARIOS, FAULT, NOBODY, PARAMS, UNKNOWN_USER } from './control-scenarios.ts'
import { ENGINE_SCENARIOS } from './engine-scenarios.ts'
import { QUERY_SCENARIOS } from './query-scenarios.ts'
import type { World } from './world.ts'

/** One call of an operation, however it is made. */
export type Call = {
  conferenceId?: string
  corpId?: string
  roomCode?: string
  scheduleConferenceId?: string
  unionId?: string
  query?: Record<string, string | number | boolean>
  body?: Record<string, unknown>
  as?: 'dingacmeapp' | 'dingacmewrite' | 'dingglobexapp'
  /** In place of the token of an app. */
  token?: string
  /** Made while the store is broken. */
  broken?: true
}
type Make = (world: World) => Call | Promise<Call>

export type Scenario = {
  answers: readonly Make[]
  errors: Readonly<Record<string, Make>>
  /** Errors that no client library can bring about. */
  byHandOnly?: readonly string[]
}

const APP = { appKey: 'dingacmeapp', appSecret: 'acme-secret' }
const SUITE = {
  suiteKey: 'suiteacme',
  suiteSecret: 'suite-secret',
  suiteTicket: 'suite-ticket',
  authCorpId: 'dingacme',
}
const USER = { clientId: 'dingacmeapp', clientSecret: 'acme-secret' }
const ITSELF = { suiteKey: 'suiteacme', suiteSecret: 'suite-secret', suiteTicket: 'suite-ticket' }
const SSO = { corpid: 'dingacme', ssoSecret: 'acme-sso-secret' }
const UNIFIED = { client_id: 'dingacmeapp', client_secret: 'acme-secret', grant_type: 'client_credentials' }

/** The table that QueryConferenceMembers and QueryConferenceInfo share. */
const reading: Scenario['errors'] = {
  '400 missingRoomId MISSING ROOM ID': () => ({ conferenceId: '%20' }),
  '403 noPermission NO PERMISSION': ({ foreign }) => ({ conferenceId: foreign }),
  '404 roomNotFound ROOM NOT FOUND': ({ unknown }) => ({ conferenceId: unknown }),
  '500 systemError SYSTEM ERROR': ({ unknown }) => ({ conferenceId: unknown, broken: true }),
}

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  ...QUERY_SCENARIOS,
  ...ENGINE_SCENARIOS,
  ...CONTROL_SCENARIOS,
  ...BOOKING_SCENARIOS,
  QueryConferenceMembers: {
    answers: [
      ({ running }) => ({ conferenceId: running }),
      async ({ tester, running }) => {
        const { body } = await tester.call('GET', `/v1.0/conference/videoConferences/${running}/members?maxResults=1`)
        return { conferenceId: running, query: { maxResults: 1, nextToken: String(body['nextToken']) } }
      },
      ({ ended }) => ({ conferenceId: ended, query: { nextToken: '0' } }),
    ],
    errors: {
      ...reading,
      '400 paramError PARAM ERROR': ({ running }) => ({ conferenceId: running, query: { maxResults: 0 } }),
    },
  },
  QueryUserOnGoingConference: {
    answers: [ADA, BRAM, GUS].map(({ unionId }) => () => ({ query: { unionId } })),
    errors: {
      '400 param.error param.error': () => ({ query: { unionId: NOBODY } }),
      '400 param.error missing.user.info': () => ({ query: {} }),
      '500 system.error system.error': () => ({ query: { unionId: NOBODY }, broken: true }),
    },
  },
  CreateVideoConference: {
    answers: [
      () => ({ body: { userId: ADA.unionId, confTitle: 'Sync' } }),
      () => ({ body: { userId: ADA.unionId, confTitle: 'Sync', inviteCaller: false, inviteUserIds: [BRAM.unionId] } }),
    ],
    errors: {
      [UNKNOWN_USER]: () => ({ body: { userId: NOBODY, confTitle: 'Sync' } }),
      [PARAMS]: () => ({ body: { confTitle: 'Sync' } }),
      '400 paramsTitleError error:%s': () => ({ body: { userId: ADA.unionId, confTitle: 'x'.repeat(257) } }),
      [FAULT]: () => ({ body: { userId: NOBODY, confTitle: 'Sync' }, broken: true }),
    },
  },
  CloseVideoConference: {
    answers: [async ({ create }) => ({ conferenceId: await create(), query: { unionId: ADA.unionId } })],
    errors: {
      [UNKNOWN_USER]: ({ running }) => ({ conferenceId: running, query: { unionId: NOBODY } }),
      [PARAMS]: ({ unknown }) => ({ conferenceId: unknown, query: { unionId: ADA.unionId } }),
      '400 resourceClose The meeting has ended': ({ ended }) => ({
        conferenceId: ended,
        query: { unionId: ADA.unionId },
      }),
      '404 permissionError permissionError:%s': ({ running }) => ({
        conferenceId: running,
        query: { unionId: BRAM.unionId },
      }),
      [FAULT]: ({ unknown }) => ({ conferenceId: unknown, query: { unionId: ADA.unionId }, broken: true }),
    },
  },
  QueryConferenceInfo: {
    answers: [
      ({ running }) => ({ conferenceId: running }),
      ({ ended }) => ({ conferenceId: ended }),
      async ({ book, hold }) => ({ conferenceId: await hold(await book()) }),
    ],
    errors: reading,
  },
  LockConference: {
    answers: [
      async ({ create }) => ({ conferenceId: await create(), body: { action: 'lock' } }),
      async ({ create }) => ({ conferenceId: await create(), body: { action: 'unlock' } }),
    ],
    errors: {
      '400 paramsError paramsError': ({ running }) => ({ conferenceId: running, body: {} }),
      '400 confClosed confClosed': ({ ended }) => ({ conferenceId: ended, body: { action: 'lock' } }),
      '400 noPermission noPermission': ({ foreign }) => ({ conferenceId: foreign, body: { action: 'lock' } }),
      '400 commandError commandError': ({ running }) => ({ conferenceId: running, body: { action: 'bolt' } }),
      '500 systemError systemError': ({ unknown }) => ({
        conferenceId: unknown,
        body: { action: 'lock' },
        broken: true,
      }),
    },
  },
  CreateAutoLoginUrl: {
    answers: [({ link }) => ({ body: { meetingUrl: link, unionId: CLEO.unionId } })],
    errors: {
      [UNKNOWN_USER]: ({ link }) => ({ body: { meetingUrl: link, unionId: NOBODY } }),
      [PARAMS]: () => ({ body: { meetingUrl: 'https://example.com/', unionId: CLEO.unionId } }),
      [FAULT]: ({ link }) => ({ body: { meetingUrl: link, unionId: NOBODY }, broken: true }),
    },
  },
  GetAccessToken: {
    answers: [() => ({ body: APP })],
    errors: {
      '400 invalidClientIdOrSecret 无效的clientId或者clientSecret': () => ({ body: { ...APP, appSecret: 'wrong' } }),
      '400 Missingbody body is mandatory for this action.': () => ({}),
      '400 MissingappKey appKey is mandatory for this action.': () => ({ body: { appSecret: 'acme-secret' } }),
    },
    byHandOnly: ['400 Missingbody body is mandatory for this action.'],
  },
  OpenConnection: {
    answers: [
      () => ({ body: { ...USER, subscriptions: [{ type: 'EVENT', topic: '*' }] } }),
      () => ({ body: { clientId: ITSELF.suiteKey, clientSecret: ITSELF.suiteSecret } }),
    ],
    errors: {
      '401 authFailed 鉴权失败': () => ({ body: { ...USER, clientSecret: 'wrong' } }),
      '400 Missingbody body is mandatory for this action.': () => ({}),
    },
    byHandOnly: ['400 Missingbody body is mandatory for this action.'],
  },
  GetCorpAccessToken: {
    answers: [() => ({ body: SUITE })],
    errors: {
      '400 invalidSuiteKey suitekey不合法': () => ({ body: { ...SUITE, suiteSecret: 'wrong' } }),
      '400 invalidSuiteTicket suiteTicket无效': () => ({ body: { ...SUITE, suiteTicket: 'stale' } }),
      '400 invalidAuthInfo 授权关系不存在': () => ({ body: { ...SUITE, authCorpId: 'dingglobex' } }),
    },
  },
  GetToken: {
    answers: [
      () => ({ corpId: 'dingacme', body: UNIFIED }),
      () => ({ corpId: 'dingacme', body: { ...UNIFIED, client_id: 'suiteacme', client_secret: 'suite-secret' } }),
    ],
    errors: {
      '400 invalid.client invalid.client': () => ({ corpId: 'dingacme', body: { ...UNIFIED, client_secret: 'wrong' } }),
      '400 unsupported.grant.type unsupported.grant.type': () => ({
        corpId: 'dingacme',
        body: { ...UNIFIED, grant_type: 'password' },
      }),
      '401 unauthorized.client unauthorized.client': () => ({ corpId: 'dingglobex', body: UNIFIED }),
      '500 server.error server.error': () => ({ corpId: 'dingacme', body: UNIFIED, broken: true }),
    },
  },
  GetSuiteAccessToken: {
    answers: [() => ({ body: ITSELF })],
    errors: {
      '400 invalidSuiteTicket suiteTicket无效': () => ({ body: { ...ITSELF, suiteTicket: 'stale' } }),
      '400 invalidClientIdOrSecret clientId或者clientSecret错误': () => ({ body: { ...ITSELF, suiteSecret: 'wrong' } }),
    },
  },
  GetAuthInfo: {
    answers: [
      async ({ suiteToken }) => ({ query: { authCorpId: 'dingacme' }, token: await suiteToken() }),
      () => ({ query: { authCorpId: 'dingacme' } }),
    ],
    errors: {
      '400 invalidAuthInfo 授权关系不存在': async ({ suiteToken }) => ({
        query: { authCorpId: 'dingglobex' },
        token: await suiteToken(),
      }),
    },
  },
  CreateJsapiTicket: {
    answers: [() => ({})],
    errors: { '400 InvalidAuthentication 不合法的access_token': () => ({ token: 'stale' }) },
  },
  GetSsoAccessToken: {
    answers: [() => ({ body: SSO })],
    errors: {
      '400 invalidCorpIdOrSsoSecret 无效的corpid或者ssoSecret': () => ({ body: { ...SSO, ssoSecret: 'wrong' } }),
    },
  },
  GetSsoUserInfo: {
    answers: [async ({ signIn, ssoToken }) => ({ query: { code: await signIn() }, token: await ssoToken() })],
    errors: {
      '400 InvalidAuthentication 不合法的access_token': () => ({ query: { code: 'any' } }),
      '400 invalidParameter.authCode.notFound 不存在的authCode': async ({ ssoToken }) => ({
        query: { code: 'stale' },
        token: await ssoToken(),
      }),
    },
  },
  GetUserToken: {
    answers: [
      async ({ signIn }) => ({ body: { ...USER, grantType: 'authorization_code', code: await signIn() } }),
      async ({ signIn }) => ({ body: { ...USER, grantType: 'authorization_code', code: await signIn('openid') } }),
      async ({ userToken }) => ({
        body: { ...USER, grantType: 'refresh_token', refreshToken: (await userToken()).refreshToken },
      }),
    ],
    errors: {
      '400 invalidClientIdOrSecret 无效的clientId或者clientSecret': () => ({
        body: { ...USER, clientSecret: 'wrong', grantType: 'authorization_code', code: 'any' },
      }),
      '400 Missingbody body is mandatory for this action.': () => ({}),
    },
    byHandOnly: ['400 Missingbody body is mandatory for this action.'],
  },
  GetUser: {
    answers: [
      async ({ userToken }) => ({ unionId: 'me', token: (await userToken()).accessToken }),
      async ({ userToken }) => ({ unionId: BRAM.unionId, token: (await userToken()).accessToken }),
    ],
    errors: {
      '404 invalidParameter.user.notFound 找不到该用户': async ({ userToken }) => ({
        unionId: NOBODY,
        token: (await userToken()).accessToken,
      }),
    },
  },
  LegacyGetUserInfo: {
    answers: [async ({ signIn }) => ({ body: { code: await signIn() } })],
    errors: {
      'errcode 40078': () => ({ body: { code: 'stale' } }),
      'errcode 88 40014': () => ({ query: { access_token: 'stale' }, body: { code: 'any' } }),
    },
  },
  LegacyGetCallBackFailedResult: {
    answers: [async ({ failCallbacks }) => (await failCallbacks(), {})],
    errors: {
      'errcode -1': () => ({ broken: true }),
      'errcode 88 40014': () => ({ query: { access_token: 'stale' } }),
      'errcode 88 60011': async ({ failCallbacks }) => (await failCallbacks('dingacmewrite'), { as: 'dingacmewrite' }),
    },
  },
  LegacyGetToken: {
    answers: [() => ({ query: { appkey: APP.appKey, appsecret: APP.appSecret } })],
    errors: { 'errcode 40096': () => ({ query: { appkey: APP.appKey, appsecret: 'wrong' } }) },
  },
  LegacyGetUser: {
    answers: [() => ({ body: { userid: 'ada' } }), () => ({ body: { userid: 'bram', language: 'en_US' } })],
    errors: {
      'errcode 33012': () => ({ body: { userid: 'x'.repeat(65) } }),
      'errcode 400002': () => ({ body: {} }),
      'errcode -1': () => ({ body: { userid: 'ada' }, broken: true }),
      'errcode 60121': () => ({ body: { userid: 'nobody' } }),
      'errcode 88 40014': () => ({ query: { access_token: 'stale' }, body: { userid: 'ada' } }),
    },
    byHandOnly: ['errcode 33012', 'errcode 400002'],
  },
  LegacyGetUserByUnionId: {
    answers: [() => ({ body: { unionid: ADA.unionId } })],
    errors: {
      'errcode 60121': () => ({ body: { unionid: NOBODY } }),
      'errcode 88 40014': () => ({ query: { access_token: 'stale' }, body: { unionid: ADA.unionId } }),
    },
  },
}

import { createRequire } from 'node:module'
import type { Call } from '../parity/scenarios.ts'

// The SDK is CommonJS, and its types are looser than ours: what of it is used here is typed below.
const require = createRequire(import.meta.url)

type Model = new (fields: Record<string, unknown>) => object
type Answered = { statusCode: number; body: object }
type Client = Record<string, (...given: unknown[]) => Promise<Answered>>
type Module = Record<string, Model> & { default: new (config: object) => Client }
const conference = require('@alicloud/dingtalk/conference_1_0') as Module
const oauth2 = require('@alicloud/dingtalk/oauth2_1_0') as Module
const gateway = require('@alicloud/dingtalk/gateway_1_0') as Module
const contact = require('@alicloud/dingtalk/contact_1_0') as Module
const openApi = require('@alicloud/openapi-client') as { Config: Model; OpenApiRequest: Model; Params: Model }

/** What the SDK throws of a refusal. */
export type SdkError = Error & {
  code: string
  statusCode: number
  accessDeniedDetail?: Record<string, unknown>
  data: Record<string, unknown>
}

type Way = {
  method: string
  /** Of the module that has the operation. */
  module: Module
  /** The arguments before the request. */
  place?: (call: Call) => unknown
  /** An operation of the tokens that needs one itself. */
  needsToken?: true
  /** Absent if the operation has only path parameters. */
  model?: string
  lists?: Record<string, string>
  rename?: Record<string, string>
}

const id = (call: Call) => call.conferenceId
const code = (call: Call) => call.roomCode
const booking = (call: Call) => call.scheduleConferenceId

/** Of one conference, and called by the SDK just as the operation is. */
function plain(operation: string): Way {
  const method = `${operation[0]?.toLowerCase()}${operation.slice(1)}`
  return { module: conference, method, place: id, model: operation }
}

/** Those whose engine is missing. */
const REFUSED = [
  'SetSubtitleEvent',
  'StartCloudRecord',
  'StopCloudRecord',
  'QueryCloudRecordVideo',
  'QueryCloudRecordVideoPlayInfo',
  'QueryCloudRecordText',
  'StartStreamOut',
  'StopStreamOut',
  'StartMinutes',
  'StopMinutes',
  'QueryMinutesText',
  'QueryMinutesAudio',
  'QueryMinutesMeetingResult',
  'QueryMinutesSummary',
  'QueryFlashMinutesSummary',
  'QueryRecordMinutesUrl',
  'GenerateFlashMinutesDocumentUrl',
  'AddRecordPermission',
]

const WAYS: Readonly<Record<string, Way>> = {
  ...Object.fromEntries(REFUSED.map((operation) => [operation, plain(operation)])),
  QueryConferenceMembers: {
    module: conference,
    method: 'queryConferenceMembers',
    place: id,
    model: 'QueryConferenceMembers',
  },
  QueryUserOnGoingConference: {
    module: conference,
    method: 'queryUserOnGoingConference',
    model: 'QueryUserOnGoingConference',
  },
  CreateVideoConference: { module: conference, method: 'createVideoConference', model: 'CreateVideoConference' },
  CloseVideoConference: {
    module: conference,
    method: 'closeVideoConference',
    place: id,
    model: 'CloseVideoConference',
  },
  QueryConferenceInfo: { module: conference, method: 'queryConferenceInfo', place: id },
  LockConference: { module: conference, method: 'lockConference', place: id, model: 'LockConference' },
  InviteUsers: {
    module: conference,
    method: 'inviteUsers',
    place: id,
    model: 'InviteUsers',
    lists: { inviteeList: 'InviteUsersRequestInviteeList', phoneInviteeList: 'InviteUsersRequestPhoneInviteeList' },
  },
  KickMembers: {
    module: conference,
    method: 'kickMembers',
    place: id,
    model: 'KickMembers',
    lists: { userList: 'KickMembersRequestUserList' },
  },
  MuteMembers: {
    module: conference,
    method: 'muteMembers',
    place: id,
    model: 'MuteMembers',
    lists: { userList: 'MuteMembersRequestUserList' },
  },
  MuteAll: { module: conference, method: 'muteAll', place: id, model: 'MuteAll' },
  UpdateVideoConferenceSetting: {
    module: conference,
    method: 'updateVideoConferenceSetting',
    place: id,
    model: 'UpdateVideoConferenceSetting',
  },
  UpdateVideoConferenceExtInfo: { module: conference, method: 'updateVideoConferenceExtInfo', place: id },
  Focus: { module: conference, method: 'focus', place: id, model: 'Focus' },
  Cohosts: {
    module: conference,
    method: 'cohosts',
    place: id,
    model: 'Cohosts',
    lists: { userList: 'CohostsRequestUserList' },
  },
  CreateScheduleConference: {
    module: conference,
    method: 'createScheduleConference',
    model: 'CreateScheduleConference',
  },
  UpdateScheduleConference: {
    module: conference,
    method: 'updateScheduleConference',
    model: 'UpdateScheduleConference',
  },
  CancelScheduleConference: {
    module: conference,
    method: 'cancelScheduleConference',
    model: 'CancelScheduleConference',
  },
  QueryScheduleConference: {
    module: conference,
    method: 'queryScheduleConference',
    place: booking,
    model: 'QueryScheduleConference',
  },
  QueryScheduleConferenceInfo: {
    module: conference,
    method: 'queryScheduleConferenceInfo',
    place: booking,
    model: 'QueryScheduleConferenceInfo',
  },
  QueryScheduleConfSettings: {
    module: conference,
    method: 'queryScheduleConfSettings',
    model: 'QueryScheduleConfSettings',
  },
  UpdateScheduleConfSettings: {
    module: conference,
    method: 'updateScheduleConfSettings',
    model: 'UpdateScheduleConfSettings',
  },
  CreateCustomShortLink: { module: conference, method: 'createCustomShortLink', model: 'CreateCustomShortLink' },
  QueryConferenceInfoBatch: {
    module: conference,
    method: 'queryConferenceInfoBatch',
    model: 'QueryConferenceInfoBatch',
  },
  QueryOrgConferenceList: { module: conference, method: 'queryOrgConferenceList', model: 'QueryOrgConferenceList' },
  QueryConferenceInfoByRoomCode: {
    module: conference,
    method: 'queryConferenceInfoByRoomCode',
    place: code,
    model: 'QueryConferenceInfoByRoomCode',
  },
  GetConfDataByConferenceId: {
    module: conference,
    method: 'getConfDataByConferenceId',
    place: id,
    model: 'GetConfDataByConferenceId',
  },
  GetConfDetailData: { module: conference, method: 'getConfDetailData', place: id, model: 'GetConfDetailData' },
  GetHistoryConfDataList: { module: conference, method: 'getHistoryConfDataList', model: 'GetHistoryConfDataList' },
  GetUserLastMetric: { module: conference, method: 'getUserLastMetric', place: id, model: 'GetUserLastMetric' },
  GetUserMetricData: { module: conference, method: 'getUserMetricData', place: id, model: 'GetUserMetricData' },
  GetAccessToken: { module: oauth2, method: 'getAccessToken', model: 'GetAccessToken' },
  GetCorpAccessToken: { module: oauth2, method: 'getCorpAccessToken', model: 'GetCorpAccessToken' },
  GetSuiteAccessToken: { module: oauth2, method: 'getSuiteAccessToken', model: 'GetSuiteAccessToken' },
  GetAuthInfo: { module: oauth2, method: 'getAuthInfo', model: 'GetAuthInfo', needsToken: true },
  CreateJsapiTicket: { module: oauth2, method: 'createJsapiTicket', needsToken: true },
  GetSsoAccessToken: { module: oauth2, method: 'getSsoAccessToken', model: 'GetSsoAccessToken' },
  GetSsoUserInfo: { module: oauth2, method: 'getSsoUserInfo', model: 'GetSsoUserInfo', needsToken: true },
  GetUserToken: { module: oauth2, method: 'getUserToken', model: 'GetUserToken' },
  OpenConnection: {
    module: gateway,
    method: 'openConnection',
    model: 'OpenConnection',
    lists: { subscriptions: 'OpenConnectionRequestSubscriptions' },
  },
  GetUser: { module: contact, method: 'getUser', place: (call) => call.unionId },
  GetToken: {
    module: oauth2,
    method: 'getToken',
    place: (call) => call.corpId,
    model: 'GetToken',
    rename: { client_id: 'clientId', client_secret: 'clientSecret', grant_type: 'grantType' },
  },
}

/** The official SDK, against any endpoint. */
export function sdkClient(endpoint: string) {
  const config = new openApi.Config({ endpoint, protocol: 'http' })
  const clients = new Map([conference, oauth2, contact, gateway].map((module) => [module, new module.default(config)]))

  return {
    /** Makes the call as an application would. @throws SdkError */
    async call(operation: string, token: string, call: Call): Promise<Answered> {
      const newer = NEWER[operation]
      if (newer !== undefined) return callNewer(clients.get(conference) as Client, { operation, newer, token, call })
      const way = WAYS[operation]
      const client = way && clients.get(way.module)
      if (!way || !client) throw new Error(`the SDK has no ${operation}`)
      const request = way.model && [new (modelOf(way, `${way.model}Request`))(fieldsOf(way, call))]
      const needsNoToken = way.module === oauth2 || way.module === gateway
      const headers = needsNoToken && !way.needsToken ? {} : headersOf(way, operation, token)
      const given = [...(way.place ? [way.place(call)] : []), ...(request || []), headers, {}]
      return (client[`${way.method}WithOptions`] as Client[string]).apply(client, given)
    },
  }
}

/** Paths of the operations newer than SDK 2.2.27, which are made as its generated code makes every call. */
const NEWER: Readonly<Record<string, string>> = {
  CreateAutoLoginUrl: '/v1.0/conference/videoConferences/createAutoLoginUrl',
  UpdateMemberNick: '/v1.0/conference/videoConferences/{conferenceId}/members/updateNick',
  InviteMcu: '/v1.0/conference/videoConferences/mcus/invite',
  OptRecordWhiteAccount: '/v1.0/conference/videoConferences/enterpriseSetting/record/whiteAccount',
}

function callNewer(
  client: Client,
  { operation, newer, token, call }: { operation: string; newer: string; token: string; call: Call },
): Promise<Answered> {
  const { conferenceId = '', body, query } = call
  const request = new openApi.OpenApiRequest({ headers: { 'x-acs-dingtalk-access-token': token }, body, query })
  const params = new openApi.Params({
    action: operation,
    version: 'conference_1.0',
    protocol: 'HTTP',
    pathname: newer.replace('{conferenceId}', conferenceId),
    method: 'POST',
    authType: 'AK',
    style: 'ROA',
    reqBodyType: 'json',
    bodyType: 'json',
  })
  return (client['execute'] as Client[string]).apply(client, [params, request, {}])
}

function headersOf({ module }: Way, operation: string, token: string): object {
  return new (module[`${operation}Headers`] as Model)({ xAcsDingtalkAccessToken: token })
}

function modelOf({ module }: Way, name: string): Model {
  const model = module[name]
  if (!model) throw new Error(`the SDK has no ${name}`)
  return model
}

function fieldsOf(way: Way, { query, body }: Call): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries({ ...query, ...body })) {
    const list = way.lists?.[name]
    const element = list === undefined ? undefined : modelOf(way, list)
    fields[way.rename?.[name] ?? name] = element
      ? (value as Record<string, unknown>[]).map((one) => new element(one))
      : value
  }
  return fields
}

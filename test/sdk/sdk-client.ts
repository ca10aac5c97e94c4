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
  /** What stands before the request among the arguments. */
  place?: (call: Call) => unknown
  /** Absent if the operation has no request but its place. */
  model?: string
  lists?: Record<string, string>
  rename?: Record<string, string>
}

const id = (call: Call) => call.conferenceId

const WAYS: Readonly<Record<string, Way>> = {
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
  Cohosts: {
    module: conference,
    method: 'cohosts',
    place: id,
    model: 'Cohosts',
    lists: { userList: 'CohostsRequestUserList' },
  },
  GetAccessToken: { module: oauth2, method: 'getAccessToken', model: 'GetAccessToken' },
  GetCorpAccessToken: { module: oauth2, method: 'getCorpAccessToken', model: 'GetCorpAccessToken' },
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
  const clients = new Map([conference, oauth2].map((module) => [module, new module.default(config)]))

  return {
    /** Makes the call as an application would. @throws SdkError */
    async call(operation: string, token: string, call: Call): Promise<Answered> {
      if (operation === 'CreateAutoLoginUrl') return createAutoLoginUrl(clients.get(conference) as Client, token, call)
      const way = WAYS[operation]
      const client = way && clients.get(way.module)
      if (!way || !client) throw new Error(`the SDK has no ${operation}`)
      const request = way.model && [new (modelOf(way, `${way.model}Request`))(fieldsOf(way, call))]
      const headers = way.module === conference ? headersOf(operation, token) : {}
      const given = [...(way.place ? [way.place(call)] : []), ...(request || []), headers, {}]
      return (client[`${way.method}WithOptions`] as Client[string]).apply(client, given)
    },
  }
}

/** Newer than SDK 2.2.27, so made as its generated code makes every call. */
function createAutoLoginUrl(client: Client, token: string, { body }: Call): Promise<Answered> {
  const request = new openApi.OpenApiRequest({ headers: { 'x-acs-dingtalk-access-token': token }, body })
  const params = new openApi.Params({
    action: 'CreateAutoLoginUrl',
    version: 'conference_1.0',
    protocol: 'HTTP',
    pathname: '/v1.0/conference/videoConferences/createAutoLoginUrl',
    method: 'POST',
    authType: 'AK',
    style: 'ROA',
    reqBodyType: 'json',
    bodyType: 'json',
  })
  return (client['execute'] as Client[string]).apply(client, [params, request, {}])
}

function headersOf(operation: string, token: string): object {
  return new (conference[`${operation}Headers`] as Model)({ xAcsDingtalkAccessToken: token })
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

import Type from 'typebox'
import { NonBlank, answers, security } from './envelope.ts'

const tags = ['tokens']

const IssuedToken = answers(
  Type.Object({
    accessToken: Type.String({ description: '32 hexadecimal digits for the header `x-acs-dingtalk-access-token`.' }),
    expireIn: Type.Integer({ description: 'Lifetime in seconds: 7200.' }),
  }),
)

/** `POST /v1.0/oauth2/accessToken` */
export const GetAccessToken = {
  operationId: 'GetAccessToken',
  summary: 'Get the token of an internal app',
  description:
    'Issues the access token of an app of one organization. While it is valid, another call returns the ' +
    'same token and renews its lifetime.',
  tags,
  body: Type.Object({ appKey: NonBlank('Client id.'), appSecret: NonBlank('Client secret.') }),
  response: IssuedToken,
}

/** `POST /v1.0/oauth2/corpAccessToken` */
export const GetCorpAccessToken = {
  operationId: 'GetCorpAccessToken',
  summary: 'Get the token of a third-party app for one organization',
  description:
    'Issues the access token of a third-party app for one organization that has authorized it. Each call ' +
    'returns a new token; earlier ones stay valid until they expire.',
  tags,
  body: Type.Object({
    suiteKey: NonBlank('Client id of the third-party app.'),
    suiteSecret: NonBlank('Its client secret.'),
    authCorpId: NonBlank('The organization that has authorized it.'),
    suiteTicket: NonBlank('Its ticket. If no ticket is set for the app, any text is accepted.'),
  }),
  response: IssuedToken,
}

/** `POST /v1.0/oauth2/{corpId}/token` */
export const GetToken = {
  operationId: 'GetToken',
  summary: 'Get a token, for an internal or a third-party app',
  description:
    'Issues an access token to an internal or a third-party app. The keys are named as in OAuth. An ' +
    'internal app gets the same token as from GetAccessToken.',
  tags,
  params: Type.Object({ corpId: Type.String({ description: 'The organization in which the app works.' }) }),
  body: Type.Object({
    client_id: NonBlank('Client id.'),
    client_secret: NonBlank('Client secret.'),
    grant_type: Type.Literal('client_credentials', { description: 'Always `client_credentials`.' }),
  }),
  response: answers(
    Type.Object({
      access_token: Type.String({ description: '32 hexadecimal digits for the header `x-acs-dingtalk-access-token`.' }),
      expires_in: Type.Integer({ description: 'Lifetime in seconds: 7200.' }),
    }),
  ),
}

/** `POST /v1.0/oauth2/suiteAccessToken` */
export const GetSuiteAccessToken = {
  operationId: 'GetSuiteAccessToken',
  summary: 'Get the token of a third-party app itself',
  description:
    'Issues an access token of a third-party app, for no organization. Only GetAuthInfo takes it. Each call returns a ' +
    'new token; earlier ones stay valid until they expire.',
  tags,
  body: Type.Object({
    suiteKey: NonBlank('Client id of the third-party app.'),
    suiteSecret: NonBlank('Its client secret.'),
    suiteTicket: NonBlank('Its ticket. If no ticket is set for the app, any text is accepted.'),
  }),
  response: IssuedToken,
}

/** `GET /v1.0/oauth2/apps/authInfo` */
export const GetAuthInfo = {
  operationId: 'GetAuthInfo',
  summary: 'Get what a third-party app is in an organization',
  description:
    'Returns the organization that has authorized a third-party app, and the ids of the app there. Takes a token of the ' +
    'app for that organization, or from GetSuiteAccessToken.',
  tags,
  security,
  querystring: Type.Object({
    authCorpId: Type.Optional(Type.String({ description: 'The organization. Required.' })),
  }),
  response: answers(
    Type.Object({
      authAppInfo: Type.Object({
        agentList: Type.Array(
          Type.Object({
            agentId: Type.Integer({ description: 'Id of the app in the organization.' }),
            agentName: Type.String({ description: 'Name of the app.' }),
            appId: Type.Integer({ description: 'Id of the app.' }),
          }),
          { description: 'Always one.' },
        ),
      }),
      authCorpInfo: Type.Object({ corpName: Type.String({ description: 'Name of the organization.' }) }),
    }),
  ),
}

/** `POST /v1.0/oauth2/jsapiTickets` */
export const CreateJsapiTicket = {
  operationId: 'CreateJsapiTicket',
  summary: 'Get a ticket for signing JSAPI calls',
  description:
    'Returns the ticket with which the pages of an app sign their configuration of the JSAPI of DingTalk. Rollcall has no ' +
    'JSAPI, so nothing here checks it. The ticket is for one app in one organization and changes every two hours.',
  tags,
  security,
  response: answers(
    Type.Object({
      jsapiTicket: Type.String({ description: '64 hexadecimal digits.' }),
      expireIn: Type.Integer({ description: 'Seconds until it changes, 7200 at most.' }),
    }),
  ),
}

/** `POST /v1.0/oauth2/userAccessToken` */
export const GetUserToken = {
  operationId: 'GetUserToken',
  summary: 'Get the token of a person who has signed in with the app',
  description:
    'Takes the code of the sign-in page, or renews the token with the refresh token. While the token is valid, another ' +
    'call returns the same one and renews its lifetime. Each code is taken once, within 5 minutes.',
  tags,
  body: Type.Object({
    clientId: NonBlank('Client id, of an internal or a third-party app.'),
    clientSecret: NonBlank('Its client secret.'),
    grantType: Type.Union([Type.Literal('authorization_code'), Type.Literal('refresh_token')], {
      description: 'What the app shows.',
    }),
    code: Type.Optional(NonBlank('With `authorization_code`: the `authCode` of the sign-in page.')),
    refreshToken: Type.Optional(NonBlank('With `refresh_token`: the refresh token. It is valid for 30 days.')),
  }),
  response: answers(
    Type.Object({
      accessToken: Type.String({ description: '32 hexadecimal digits. For the operations that need a user token.' }),
      refreshToken: Type.String({ description: '32 hexadecimal digits, valid for 30 days.' }),
      expireIn: Type.Integer({ description: 'Lifetime in seconds: 7200.' }),
      corpId: Type.Optional(
        Type.String({ description: 'Organization of the person, if the scope of the sign-in had `corpid`.' }),
      ),
    }),
  ),
}

/** `POST /v1.0/oauth2/ssoAccessToken` */
export const GetSsoAccessToken = {
  operationId: 'GetSsoAccessToken',
  summary: 'Get the token of an organization, to ask who has signed in',
  description:
    'Issues a token of an organization, for GetSsoUserInfo only. Each call returns a new token; earlier ones stay valid ' +
    'until they expire. A new secret of the organization ends them.',
  tags,
  body: Type.Object({
    corpid: NonBlank('The organization. The key is all lower case.'),
    ssoSecret: NonBlank('Its secret, which an administrator of the organization makes.'),
  }),
  response: answers(
    Type.Object({
      accessToken: Type.String({ description: '32 hexadecimal digits for the header `x-acs-dingtalk-access-token`.' }),
      expireIn: Type.Integer({ description: 'Lifetime in seconds: 3600.' }),
    }),
  ),
}

/** `GET /v1.0/oauth2/ssoUserInfo` */
export const GetSsoUserInfo = {
  operationId: 'GetSsoUserInfo',
  summary: 'Get the person of a sign-in code, for an organization',
  description:
    'Takes the code that a person has let an app of the organization have, and returns who they are. A code is taken once, ' +
    'within 5 minutes. The token in the header is that of the organization, from GetSsoAccessToken.',
  tags,
  security,
  querystring: Type.Object({
    code: Type.Optional(Type.String({ description: 'The `authCode` of the sign-in page. Required.' })),
  }),
  response: answers(
    Type.Object({
      userId: Type.String({ description: 'userId in the organization.' }),
      userName: Type.String({ description: 'Name.' }),
      corpId: Type.String({ description: 'The organization.' }),
      corpName: Type.String({ description: 'Its name.' }),
      isAdmin: Type.Boolean({ description: 'The person administers the organization.' }),
      email: Type.Optional(Type.String({ description: 'Email address, if there is one.' })),
    }),
  ),
}

/** `GET /gettoken`, as on the legacy host. */
export const LegacyGetToken = {
  operationId: 'LegacyGetToken',
  summary: 'Get the token of an internal app (legacy)',
  description: 'The older form of GetAccessToken. The status is always 200; `errcode` has the result.',
  tags,
  querystring: Type.Object({
    appkey: NonBlank('Client id.'),
    appsecret: NonBlank('Client secret.'),
  }),
  response: {
    200: Type.Object({
      errcode: Type.Integer({ description: '0, or the error number; then the other keys are absent.' }),
      errmsg: Type.String({ description: '`ok`, or a text.' }),
      access_token: Type.Optional(Type.String({ description: '32 hexadecimal digits.' })),
      expires_in: Type.Optional(Type.Integer({ description: 'Lifetime in seconds: 7200.' })),
    }),
  },
}

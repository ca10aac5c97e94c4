import Type from 'typebox'
import { NonBlank, answers } from './envelope.ts'

const tags = ['tokens']

const IssuedToken = answers(
  Type.Object({
    accessToken: Type.String({ description: '32 hex digits for the header `x-acs-dingtalk-access-token`.' }),
    expireIn: Type.Integer({ description: 'Seconds of life: 7200.' }),
  }),
)

/** `POST /v1.0/oauth2/accessToken` */
export const GetAccessToken = {
  operationId: 'GetAccessToken',
  summary: 'Get the token of an internal app',
  description:
    'Gets the token of an app of one organisation. Fetched again while it is valid, it is the same one, and ' +
    'its life is renewed.',
  tags,
  body: Type.Object({ appKey: NonBlank('Client id.'), appSecret: NonBlank('Client secret.') }),
  response: IssuedToken,
}

/** `POST /v1.0/oauth2/corpAccessToken` */
export const GetCorpAccessToken = {
  operationId: 'GetCorpAccessToken',
  summary: 'Get the token of a third-party app for one organisation',
  description:
    'Gets the token of a third-party app for one organisation that has authorised it. A new one each time; ' +
    'the older ones stay valid until they expire.',
  tags,
  body: Type.Object({
    suiteKey: NonBlank('Client id of the third-party app.'),
    suiteSecret: NonBlank('Its secret.'),
    authCorpId: NonBlank('The organisation that has authorised it.'),
    suiteTicket: NonBlank('Its ticket; any text, if none is set for it.'),
  }),
  response: IssuedToken,
}

/** `POST /v1.0/oauth2/{corpId}/token` */
export const GetToken = {
  operationId: 'GetToken',
  summary: 'Get a token, as either kind of app',
  description:
    'Gets a token for either kind of app, with names as in OAuth. An app of an organisation gets what ' +
    'GetAccessToken gives it.',
  tags,
  params: Type.Object({ corpId: Type.String({ description: 'The organisation that the app works in.' }) }),
  body: Type.Object({
    client_id: NonBlank('Client id.'),
    client_secret: NonBlank('Client secret.'),
    grant_type: Type.Literal('client_credentials', { description: 'Always `client_credentials`.' }),
  }),
  response: answers(
    Type.Object({
      access_token: Type.String({ description: '32 hex digits for the header `x-acs-dingtalk-access-token`.' }),
      expires_in: Type.Integer({ description: 'Seconds of life: 7200.' }),
    }),
  ),
}

/** `GET /gettoken`, the way of the legacy host. */
export const LegacyGetToken = {
  operationId: 'LegacyGetToken',
  summary: 'Get the token of an internal app, the old way',
  description: 'The older way to what GetAccessToken gives. HTTP 200 always; what happened is in `errcode`.',
  tags,
  querystring: Type.Object({
    appkey: NonBlank('Client id.'),
    appsecret: NonBlank('Client secret.'),
  }),
  response: {
    200: Type.Object({
      errcode: Type.Integer({ description: '0, or the number of what went wrong; the other keys are then left out.' }),
      errmsg: Type.String({ description: '`ok`, or a text.' }),
      access_token: Type.Optional(Type.String({ description: '32 hex digits.' })),
      expires_in: Type.Optional(Type.Integer({ description: 'Seconds of life: 7200.' })),
    }),
  },
}

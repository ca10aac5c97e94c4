import Type, { type TSchema } from 'typebox'
import { NonBlank } from './envelope.ts'

const tags = ['users']

/** Always HTTP 200: what went wrong is in `errcode`. */
function legacyAnswer<T extends TSchema>(result: T) {
  return {
    200: Type.Object({
      errcode: Type.Integer({ description: '0, or the number of what went wrong.' }),
      errmsg: Type.String({ description: '`ok`, or a text.' }),
      request_id: Type.String({ description: 'Names this request in the log of the server.' }),
      sub_code: Type.Optional(Type.String({ description: 'With errcode 88: which of the refusals of the gateway.' })),
      sub_msg: Type.Optional(Type.String({ description: 'With errcode 88: its text.' })),
      result: Type.Optional(result),
    }),
  }
}

/** A bad one is told in the legacy way, so it is not required here. */
const querystring = Type.Object({
  access_token: Type.Optional(Type.String({ description: 'Token of the app; no header in these two operations.' })),
})

/** `POST /topapi/v2/user/get` */
export const GetUser = {
  operationId: 'LegacyGetUser',
  summary: 'Find a person by his userId',
  description:
    'Finds a person by his id in the organisation. The token stands in the query; HTTP 200 always, what ' +
    'happened is in `errcode`. The body is JSON or a form.',
  tags,
  querystring,
  body: Type.Object({
    userid: NonBlank('His id in the organisation, of 64 characters at most.'),
    language: Type.Optional(Type.Union([Type.Literal('zh_CN'), Type.Literal('en_US')], { description: 'No effect.' })),
  }),
  response: legacyAnswer(
    Type.Object(
      {
        userid: Type.String({ description: 'His id in the organisation.' }),
        unionid: Type.String({ description: 'His unionId; all lower case here.' }),
        name: Type.String({ description: 'His name.' }),
        job_number: Type.Optional(Type.String({ description: 'Staff number, if there is one.' })),
        active: Type.Boolean({ description: 'Always `true`.' }),
        admin: Type.Boolean({ description: 'He administers the organisation.' }),
      },
      { description: 'The person; left out if something went wrong.' },
    ),
  ),
}

/** `POST /topapi/user/getbyunionid` */
export const GetUserByUnionId = {
  operationId: 'LegacyGetUserByUnionId',
  summary: 'Find the userId of a person',
  description:
    'Finds the id of a person in the organisation. The token stands in the query; HTTP 200 always, what ' +
    'happened is in `errcode`. The body is JSON or a form.',
  tags,
  querystring,
  body: Type.Object({ unionid: NonBlank('His unionId.') }),
  response: legacyAnswer(
    Type.Object(
      {
        contact_type: Type.Integer({ description: '0: a colleague.' }),
        userid: Type.String({ description: 'His id in the organisation.' }),
      },
      { description: 'The person; left out if something went wrong.' },
    ),
  ),
}

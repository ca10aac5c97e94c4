import Type, { type TSchema } from 'typebox'
import { NonBlank } from './envelope.ts'

const tags = ['users']

/** What each answer of the legacy host has. */
export const legacyFailure = {
  errcode: Type.Integer({ description: '0, or the error number.' }),
  errmsg: Type.String({ description: '`ok`, or a text.' }),
  request_id: Type.String({ description: "Id of this request, as in the server's log." }),
  sub_code: Type.Optional(Type.String({ description: "With errcode 88: the gateway's error code." })),
  sub_msg: Type.Optional(Type.String({ description: 'With errcode 88: its text.' })),
}

/** Always HTTP 200: what went wrong is in `errcode`. */
export function legacyAnswer<T extends TSchema>(result: T) {
  return { 200: Type.Object({ ...legacyFailure, result: Type.Optional(result) }) }
}

/** The token is optional in the schema, so that its absence is answered as the legacy error table says. */
export const legacyToken = Type.Object({
  access_token: Type.Optional(Type.String({ description: 'Token of the app. The legacy operations use no header.' })),
})

/** `POST /topapi/v2/user/get` */
export const GetUser = {
  operationId: 'LegacyGetUser',
  summary: 'Get a user by userId',
  description:
    'Finds a person by their userId in the organization. The token is in the query string. The status is ' +
    'always 200; `errcode` has the result. The body is JSON or a form.',
  tags,
  querystring: legacyToken,
  body: Type.Object({
    userid: NonBlank('userId in the organization, at most 64 characters.'),
    language: Type.Optional(Type.Union([Type.Literal('zh_CN'), Type.Literal('en_US')], { description: 'No effect.' })),
  }),
  response: legacyAnswer(
    Type.Object(
      {
        userid: Type.String({ description: 'userId in the organization.' }),
        unionid: Type.String({ description: 'unionId. The key is all lower case here.' }),
        name: Type.String({ description: 'Name.' }),
        job_number: Type.Optional(Type.String({ description: 'Staff number, if there is one.' })),
        active: Type.Boolean({ description: 'Always `true`.' }),
        admin: Type.Boolean({ description: 'The person is an administrator of the organization.' }),
      },
      { description: 'The person. Absent after an error.' },
    ),
  ),
}

/** `POST /topapi/user/getbyunionid` */
export const GetUserByUnionId = {
  operationId: 'LegacyGetUserByUnionId',
  summary: 'Get the userId of a unionId',
  description:
    'Finds the userId of a person in the organization. The token is in the query string. The status is ' +
    'always 200; `errcode` has the result. The body is JSON or a form.',
  tags,
  querystring: legacyToken,
  body: Type.Object({ unionid: NonBlank('unionId.') }),
  response: legacyAnswer(
    Type.Object(
      {
        contact_type: Type.Integer({ description: '0: a person of the organization.' }),
        userid: Type.String({ description: 'userId in the organization.' }),
      },
      { description: 'The person. Absent after an error.' },
    ),
  ),
}

import Type from 'typebox'
import { answers, NonBlank } from './envelope.ts'
import { legacyAnswer, legacyToken } from './users.ts'

const tags = ['users']

/** `GET /v1.0/contact/users/{unionId}` */
export const GetUser = {
  operationId: 'GetUser',
  summary: 'Get the person of a user token',
  description:
    'Returns the person who has signed in with the app, or somebody else of their organization. The token in the ' +
    'header is that of the person, from GetUserToken. The scope is that of the app.',
  tags,
  params: Type.Object({
    unionId: Type.String({ description: 'unionId, or `me` for the person of the token.' }),
  }),
  response: answers(
    Type.Object({
      nick: Type.String({ description: 'Name.' }),
      unionId: Type.String({ description: 'unionId.' }),
      openId: Type.String({ description: 'Id of the person for this app only.' }),
      email: Type.Optional(Type.String({ description: 'Email address, if there is one.' })),
    }),
  ),
}

/** `POST /topapi/v2/user/getuserinfo` */
export const GetUserInfo = {
  operationId: 'LegacyGetUserInfo',
  summary: 'Get the user of a sign-in code',
  description:
    'Takes the code that a person has let the app have, and returns who they are. A code is taken once. The token is in ' +
    'the query string. The status is always 200; `errcode` has the result. The body is JSON or a form.',
  tags,
  querystring: legacyToken,
  body: Type.Object({ code: NonBlank('The `authCode` of the sign-in page.') }),
  response: legacyAnswer(
    Type.Object(
      {
        userid: Type.String({ description: 'userId in the organization.' }),
        unionid: Type.String({ description: 'unionId. The key is all lower case here.' }),
        name: Type.String({ description: 'Name.' }),
        sys: Type.Boolean({ description: 'The person is an administrator of the organization.' }),
        sys_level: Type.Integer({ description: '1: an administrator. 0: anybody else.' }),
      },
      { description: 'The person. Absent after an error.' },
    ),
  ),
}

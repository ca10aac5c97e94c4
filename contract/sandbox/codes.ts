import Type from 'typebox'
import { answers, security } from '../dingtalk/envelope.ts'

/** `POST /sandbox/codes` */
export const MakeCode = {
  operationId: 'SandboxMakeCode',
  summary: 'Get a code of a person, without the sign-in page',
  tags: ['sandbox'],
  security,
  body: Type.Object(
    {
      unionId: Type.String({ minLength: 1, maxLength: 64, description: 'A person of the organization.' }),
      scope: Type.Optional(
        Type.Union([Type.Literal('openid'), Type.Literal('openid corpid')], { description: 'Without it: `openid`.' }),
      ),
    },
    { additionalProperties: false },
  ),
  response: answers(Type.Object({ authCode: Type.String({ description: 'Valid for 5 minutes, for one use.' }) })),
}

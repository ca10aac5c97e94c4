import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { CorpId, NextCursor, Page } from './administration.ts'
import type { FirstPasswordLinks, FirstPasswordsOrder } from './administration-types.ts'
import { schemaOf, tags, Time, webAnswers } from './schema.ts'

/**
 * `POST /api/people/password-links`: for people who are enabled, have no password, and were not made by a sign-in at the
 * identity provider; also for those who have not replaced the one that they were given, if that is asked for. Others are left out. 403 `not-administrator`; 404 `mail-absent`.
 */
export const HandOutPasswordLinks = {
  operationId: 'HandOutPasswordLinks',
  summary: 'Make links for the first passwords of many people',
  description:
    'A link replaces the former one of the person. Without `userIds`, it is for one page of the people who are found.',
  tags,
  querystring: Type.Object({
    corpId: CorpId,
    q: Type.Optional(Type.String({ maxLength: 64, description: 'As in the list of people.' })),
    department: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'Only people of this department.' }),
    ),
    state: Type.Optional(
      Type.Enum(['without-password', 'without-own-password'], {
        description:
          'Who gets a link, as in the list of people. `without-own-password`: also those who have not replaced the password ' +
          'that they were given. Absent: `without-password`.',
      }),
    ),
    ...Page,
  }),
  body: schemaOf<FirstPasswordsOrder>()(
    Type.Object({
      userIds: Type.Optional(
        Type.Array(Type.String({ pattern: PATTERNS.seedId }), { maxItems: 200, description: 'Only these people.' }),
      ),
      mail: Type.Optional(
        Type.Enum(['en', 'zh-CN'], {
          description: 'The links are mailed to the people, in this language. Absent: the answer has them.',
        }),
      ),
    }),
  ),
  response: webAnswers(
    schemaOf<FirstPasswordLinks>()(
      Type.Object({
        links: Type.Array(
          Type.Object({
            userId: Type.String(),
            name: Type.String(),
            email: Type.Optional(Type.String()),
            url: Type.String({ description: 'Shown once. With it, the person chooses a password, once.' }),
            expiresAt: Time('Until when it is valid.'),
          }),
        ),
        mailed: Type.Integer({ description: 'How many people get a mail.' }),
        withoutEmail: Type.Integer({ description: 'How many do not, since they have no email address.' }),
        cursor: NextCursor,
      }),
    ),
  ),
}

import Type from 'typebox'
import { CorpId } from './administration.ts'
import type { OverviewAnswer } from './console-live-types.ts'
import { Instant, schemaOf, tags, Time, webAnswers } from './schema.ts'

/** `GET /api/console/overview`. 403 `not-administrator`. */
export const ReadOverview = {
  operationId: 'ReadOverview',
  summary: 'Read the numbers of an organization at this moment',
  tags,
  querystring: Type.Object({
    corpId: CorpId,
    from: Instant('When the day begins where the administrator is.'),
    to: Instant('When it ends: at most 48 hours later.'),
  }),
  response: webAnswers(
    schemaOf<OverviewAnswer>()(
      Type.Object({
        now: Type.Object({
          meetings: Type.Integer({ description: 'Meetings in progress.' }),
          people: Type.Integer({ description: 'People inside. A person in two meetings counts twice.' }),
        }),
        day: Type.Object({
          total: Type.Integer({ description: 'Meetings that began in the day.' }),
          latest: Type.Array(
            Type.Object({
              conferenceId: Type.String(),
              title: Type.String(),
              startTime: Time(''),
              endTime: Type.Optional(Time('Absent while it is in progress.')),
              attended: Type.Integer({ description: 'People who have ever joined.' }),
            }),
            { description: 'The latest 10 of them, newest first.' },
          ),
        }),
        media: Type.Object({
          engine: Type.Enum(['mesh', 'livekit'], { description: 'That of new meetings.' }),
          down: Type.Boolean({ description: 'It is interrupted.' }),
          since: Type.Optional(
            Time('When it was last interrupted or came back. Absent if it was not since the server started.'),
          ),
        }),
        health: Type.Optional(
          Type.Object(
            {
              database: Type.Object({
                kind: Type.Enum(['sqlite', 'postgres']),
                up: Type.Boolean({ description: 'It can be read and written.' }),
                answerMs: Type.Integer({ description: 'How long that took. Milliseconds.' }),
              }),
              disk: Type.Optional(
                Type.Object(
                  { freeBytes: Type.Integer(), totalBytes: Type.Integer() },
                  { description: 'Of the file system of the data folder.' },
                ),
              ),
              redis: Type.Optional(
                Type.Object(
                  { connected: Type.Boolean() },
                  { description: 'The connection to the other servers. Absent for a server that is alone.' },
                ),
              ),
            },
            { description: 'Of the server that answers. For operators only.' },
          ),
        ),
      }),
    ),
  ),
}

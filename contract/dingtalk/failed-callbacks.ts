import Type from 'typebox'
import { legacyFailure, legacyToken } from './users.ts'

/** `GET /call_back/get_call_back_failed_result` */
export const GetFailedCallbacks = {
  operationId: 'LegacyGetCallBackFailedResult',
  summary: 'Get the events that the callbacks of the app gave up',
  description:
    'Returns the events that an HTTP callback of the app did not take in three attempts, the oldest first, 200 at most. What is ' +
    'returned is deleted. The token is in the query string. The status is always 200; `errcode` has the result.',
  tags: ['tokens'],
  querystring: legacyToken,
  response: {
    200: Type.Object({
      ...legacyFailure,
      has_more: Type.Optional(Type.Boolean({ description: 'Another call returns more.' })),
      failed_list: Type.Optional(
        Type.Array(
          Type.Object(
            {
              call_back_tag: Type.String({ description: 'Type of the event.' }),
              event_time: Type.Integer({ description: 'When it happened, in epoch milliseconds.' }),
            },
            { additionalProperties: Type.Unknown() },
          ),
          { description: 'Each event has a third key with the name of its type: `corpid`, `eventId` and the payload.' },
        ),
      ),
    }),
  },
}

import Type from 'typebox'
import { BookingChange, DirectoryChange } from '../event/organization-events.ts'
import { MeetingMemberStatusChange, MeetingStatusChange } from '../event/conference-events.ts'
import { CorpId, Instant } from './administration.ts'
import { tags, Time, webAnswers } from './schema.ts'

const Event = Type.Object({
  id: Type.Integer({ description: 'Grows by 1 in the organization. Gaps are events that were deleted.' }),
  eventId: Type.String({ description: 'The same in each way in which the event leaves.' }),
  type: Type.String(),
  at: Time('When it happened.'),
  data: Type.Union([MeetingStatusChange, MeetingMemberStatusChange, BookingChange, DirectoryChange]),
})

const Cursor = (description: string) => Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$', description }))

const Where = {
  corpId: CorpId,
  type: Type.Optional(
    Type.String({ minLength: 1, maxLength: 256, description: 'Only these types, with commas between them.' }),
  ),
  after: Cursor('The `next` of an earlier answer, or the `id` of an event. Begins after it.'),
  from: Instant('In place of `after`: begins with the first event of this moment or later.'),
}

const access =
  'For administrators who are signed in, and for apps with their access token in `x-acs-dingtalk-access-token` and the ' +
  'scope `VideoConference.Conference.Read`. Events of the directory need `Contact.User.Read` as well.'

/** `GET /api/events`: the events of an organization, from one on. */
export const ListEvents = {
  operationId: 'ListEvents',
  summary: 'List events',
  description: access,
  tags,
  querystring: Type.Object({
    ...Where,
    limit: Type.Optional(
      Type.String({ pattern: '^[0-9]{1,4}$', description: 'Events of the page: 100 by default, 1,000 at most.' }),
    ),
  }),
  response: webAnswers(
    Type.Object({
      events: Type.Array(Event),
      next: Type.String({ description: 'The `after` of the next page. Also there if the page is empty.' }),
      isEnd: Type.Boolean({ description: '`false` if there may be more at this moment.' }),
    }),
  ),
}

/** `GET /api/events/stream`: the same, live, as server-sent events. */
export const StreamEvents = {
  operationId: 'StreamEvents',
  summary: 'Follow events',
  description: `${access} Answers with \`text/event-stream\`. Begins after \`Last-Event-ID\`, \`after\` or \`from\`, or now.`,
  tags,
  querystring: Type.Object(Where),
}

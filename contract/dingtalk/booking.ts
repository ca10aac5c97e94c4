import Type, { type Static } from 'typebox'
import {
  Cursor,
  EpochMsNumber,
  MAX_INT32,
  NonBlank,
  Success,
  Text,
  Title,
  UnionIdText,
  answers,
  security,
} from './envelope.ts'
import { ReadSettingModel, SettingModel } from './booking-settings.ts'

const tags = ['bookings']

/** Rows of a page whose size nobody asked for. */
export const DEFAULT_HELD = 20

/** The last moment that a calendar file can name. */
const END_OF_TIME = 253_402_300_799_999
const Moment = (description: string) =>
  Type.Integer({ minimum: 0, maximum: END_OF_TIME, description: `${description} Epoch milliseconds.` })

const BookingIdText = NonBlank('The booking, as its creation named it.')

const bookingFields = {
  scheduleConferenceId: Type.String({ description: 'The booking; a UUID.' }),
  roomCode: Type.String({ description: 'Digits to type in instead of the link; the same each time it is held.' }),
  url: Type.String({ description: 'Link to share: whoever has it comes in.' }),
  phones: Type.Array(Type.String(), {
    description: 'Numbers to dial in by. Always empty: there is no telephony to dial in by.',
  }),
  requestId: Type.String({ description: 'Names this request in the log of the server.' }),
}

/** `POST /v1.0/conference/scheduleConferences` */
export const CreateScheduleConference = {
  operationId: 'CreateScheduleConference',
  summary: 'Book a meeting',
  description: 'Books a meeting.',
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('Who books.'),
    title: Title,
    startTime: Moment('Planned start.'),
    endTime: Moment('Planned end, after the start.'),
    scheduleConfSettingModel: Type.Optional(SettingModel),
  }),
  response: answers(Type.Object(bookingFields)),
}

/** `PUT /v1.0/conference/scheduleConferences` */
export const UpdateScheduleConference = {
  operationId: 'UpdateScheduleConference',
  summary: 'Move a booking, or name it anew',
  description: 'Moves a booking and names it anew. Its code and its link stay.',
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('Who booked it.'),
    scheduleConferenceId: BookingIdText,
    title: Title,
    startTime: Moment('Planned start.'),
    endTime: Moment('Planned end, after the start.'),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/scheduleConferences/cancel` */
export const CancelScheduleConference = {
  operationId: 'CancelScheduleConference',
  summary: 'Cancel a booking',
  description:
    'Cancels a booking. Nobody comes in any more; who is inside stays, and tickets that were given go on ' +
    'being good for their minute. Cancelling it again changes nothing and succeeds.',
  tags,
  security,
  body: Type.Object({ creatorUnionId: UnionIdText('Who booked it.'), scheduleConferenceId: BookingIdText }),
  response: answers(Success),
}

const BookingParams = Type.Object({ scheduleConferenceId: BookingIdText })

/** `GET /v1.0/conference/scheduleConferences/{scheduleConferenceId}/infos` */
export const QueryScheduleConference = {
  operationId: 'QueryScheduleConference',
  summary: 'Tell of a booking',
  description: 'Tells of a booking, to anybody of its organisation.',
  tags,
  security,
  params: BookingParams,
  querystring: Type.Object({ requestUnionId: UnionIdText('Who asks: anybody of the organisation.') }),
  response: answers(
    Type.Object({
      ...bookingFields,
      title: Type.String({ description: 'Title.' }),
      startTime: EpochMsNumber('Planned start.'),
      endTime: EpochMsNumber('Planned end.'),
    }),
  ),
}

const HeldConference = Type.Object({
  conferenceId: Type.String({ description: '24 hex digits.' }),
  title: Type.String({ description: 'Title it had.' }),
  roomCode: Type.String({ description: 'Of the booking.' }),
  status: Type.Integer({ description: '1 ended, 2 in progress.' }),
  startTime: EpochMsNumber('When it began.'),
  endTime: Type.Optional(EpochMsNumber('When it ended; left out before.')),
})
export type HeldConference = Static<typeof HeldConference>

/** `GET /v1.0/conference/videoConferences/scheduleConferences/{scheduleConferenceId}` */
export const QueryScheduleConferenceInfo = {
  operationId: 'QueryScheduleConferenceInfo',
  summary: 'Page through the conferences held under a booking',
  description:
    "Pages through the conferences held under a booking, newest first. DingTalk's page says that it gives " +
    'only the last one; here that is the first row, and the others follow. No page has more than 1000 rows.',
  tags,
  security,
  params: BookingParams,
  querystring: Type.Object({
    nextToken: Cursor,
    maxResults: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MAX_INT32, default: DEFAULT_HELD, description: 'Most rows, 1000 at once.' }),
    ),
  }),
  response: answers(
    Type.Object({
      conferenceList: Type.Array(HeldConference, { description: 'By start, newest first.' }),
      nextToken: Type.String({ description: 'Hand back for the next page; empty on the last one.' }),
      totalCount: Type.Integer({ description: 'Conferences held under it.' }),
    }),
  ),
}

/** `GET /v1.0/conference/scheduleConferences/settings` */
export const QueryScheduleConfSettings = {
  operationId: 'QueryScheduleConfSettings',
  summary: 'Tell the settings of a booking',
  description:
    'Tells the settings of a booking, also of a cancelled one. What is kept and not acted on is not told, but ' +
    'for extension apps.',
  tags,
  security,
  querystring: Type.Object({ scheduleConferenceId: BookingIdText }),
  response: answers(Type.Object({ scheduleConfSettingModel: ReadSettingModel })),
}

/** `PUT /v1.0/conference/scheduleConferences/settings` */
export const UpdateScheduleConfSettings = {
  operationId: 'UpdateScheduleConfSettings',
  summary: 'Change the settings of a booking',
  description:
    'Changes settings of a booking; what is left out stays as it is. They hold from the next conference on: ' +
    'one that goes on keeps those it began with.',
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('Who booked it.'),
    scheduleConferenceId: BookingIdText,
    scheduleConfSettingModel: Type.Optional(SettingModel),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/customShortLinks` */
export const CreateCustomShortLink = {
  operationId: 'CreateCustomShortLink',
  summary: 'Make one more short link to a booking',
  description:
    'Makes one more short link to a booking, and keeps what the app gave with it. It leads where the ' +
    "booking's own link does.",
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('Who booked it.'),
    scheduleConferenceId: BookingIdText,
    coolAppCode: NonBlank('Kept with the link.'),
    extensionAppBizData: Type.Optional(Text('Kept with the link.')),
    useExtensionApp: Type.Optional(Type.Boolean({ description: 'Kept with the link.' })),
  }),
  response: answers(
    Type.Object({
      result: Type.Object(
        {
          customShortLink: Type.String({ description: 'Link that leads where the booking’s does.' }),
        },
        { description: 'What was made.' },
      ),
    }),
  ),
}

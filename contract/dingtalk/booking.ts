import Type, { type Static } from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { EpochMsNumber, MAX_INT32, NonBlank, Success, Text, Title, UnionIdText, answers, security } from './envelope.ts'
import { ReadSettingModel, SettingModel } from './booking-settings.ts'

const tags = ['bookings']

/** The last moment that a calendar file can name. */
const END_OF_TIME = 253_402_300_799_999
const Moment = (description: string) =>
  Type.Integer({ minimum: 0, maximum: END_OF_TIME, description: `${description} Epoch milliseconds.` })

const BookingIdText = NonBlank('Id of the booking, as the creation returned it.')

const bookingFields = {
  scheduleConferenceId: Type.String({ description: 'Id of the booking, a UUID.' }),
  roomCode: Type.String({
    description: 'Digits to type instead of the link. The same for each conference of the booking.',
  }),
  url: Type.String({ description: 'Link to share. Anyone who has it can join.' }),
  phones: Type.Array(Type.String(), {
    description: 'Always empty: nobody can dial in.',
  }),
  requestId: Type.String({ description: "Id of this request, as in the server's log." }),
}

/** `POST /v1.0/conference/scheduleConferences` */
export const CreateScheduleConference = {
  operationId: 'CreateScheduleConference',
  summary: 'Book a meeting',
  description: 'Books a meeting.',
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('The person who books.'),
    title: Title,
    startTime: Moment('Planned start.'),
    endTime: Moment('Planned end: after the start, and in the future.'),
    scheduleConfSettingModel: Type.Optional(SettingModel),
  }),
  response: answers(Type.Object(bookingFields)),
}

/** `PUT /v1.0/conference/scheduleConferences` */
export const UpdateScheduleConference = {
  operationId: 'UpdateScheduleConference',
  summary: 'Change the time or title of a booking',
  description: 'Changes the time and title of a booking. Its code and link stay the same.',
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('The person who booked it.'),
    scheduleConferenceId: BookingIdText,
    title: Title,
    startTime: Moment('Planned start.'),
    endTime: Moment('Planned end: after the start, and in the future.'),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/scheduleConferences/cancel` */
export const CancelScheduleConference = {
  operationId: 'CancelScheduleConference',
  summary: 'Cancel a booking',
  description:
    'Cancels a booking. After that, nobody can join. People in the meeting stay. Tickets that were ' +
    'issued before remain valid until they expire, within a minute. Canceling again succeeds and changes ' +
    'nothing.',
  tags,
  security,
  body: Type.Object({ creatorUnionId: UnionIdText('The person who booked it.'), scheduleConferenceId: BookingIdText }),
  response: answers(Success),
}

const BookingParams = Type.Object({ scheduleConferenceId: BookingIdText })

/** `GET /v1.0/conference/scheduleConferences/{scheduleConferenceId}/infos` */
export const QueryScheduleConference = {
  operationId: 'QueryScheduleConference',
  summary: 'Get a booking',
  description: 'Returns a booking, to any person of its organization.',
  tags,
  security,
  params: BookingParams,
  querystring: Type.Object({
    requestUnionId: UnionIdText('The person who makes the request: any person of the organization.'),
  }),
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
  conferenceId: Type.String({ description: '24 hexadecimal digits.' }),
  title: Type.String({ description: 'Title when the conference started.' }),
  roomCode: Type.String({ description: 'Room code of the booking.' }),
  status: Type.Integer({ description: '1 ended, 2 ongoing.' }),
  startTime: EpochMsNumber('Start.'),
  endTime: Type.Optional(EpochMsNumber('End time. Absent before the end.')),
})
export type HeldConference = Static<typeof HeldConference>

/** `GET /v1.0/conference/videoConferences/scheduleConferences/{scheduleConferenceId}` */
export const QueryScheduleConferenceInfo = {
  operationId: 'QueryScheduleConferenceInfo',
  summary: 'Get the last conference of a booking',
  description: 'Returns the last conference of a booking, also of a canceled one. There is never a second page.',
  tags,
  security,
  params: BookingParams,
  querystring: Type.Object({
    nextToken: Type.Optional(
      Type.String({ pattern: PATTERNS.onlyPage, description: 'Absent, empty or `0`: there is only one page.' }),
    ),
    maxResults: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MAX_INT32, description: 'Accepted, without effect.' }),
    ),
  }),
  response: answers(
    Type.Object({
      conferenceList: Type.Array(HeldConference, {
        description: 'The conference that started last. Empty if there was none.',
      }),
      nextToken: Type.String({ description: 'Always empty.' }),
      totalCount: Type.Integer({ description: 'Number of rows: 0 or 1.' }),
    }),
  ),
}

/** `GET /v1.0/conference/scheduleConferences/settings` */
export const QueryScheduleConfSettings = {
  operationId: 'QueryScheduleConfSettings',
  summary: 'Get the settings of a booking',
  description:
    'Returns the settings of a booking. Settings that are stored without effect ' +
    'are not returned, except extension apps.',
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
    'Changes settings of a booking. Settings that are left out stay the same. They apply from the next ' +
    'conference on; an ongoing conference keeps the settings it started with.',
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('The person who booked it.'),
    scheduleConferenceId: BookingIdText,
    scheduleConfSettingModel: Type.Optional(SettingModel),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/customShortLinks` */
export const CreateCustomShortLink = {
  operationId: 'CreateCustomShortLink',
  summary: 'Create a short link to a booking',
  description:
    'Creates another short link to a booking and stores the data that the app sends with it. It leads to ' +
    "the same place as the booking's own link.",
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('The person who booked it.'),
    scheduleConferenceId: BookingIdText,
    coolAppCode: NonBlank('Stored with the link.'),
    extensionAppBizData: Type.Optional(Text('Stored with the link.')),
    useExtensionApp: Type.Optional(Type.Boolean({ description: 'Stored with the link.' })),
  }),
  response: answers(
    Type.Object({
      result: Type.Object(
        {
          customShortLink: Type.String({ description: "Link that leads to the same place as the booking's own." }),
        },
        { description: 'The result.' },
      ),
    }),
  ),
}

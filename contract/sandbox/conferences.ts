import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { answers, security, Title } from '../dingtalk/envelope.ts'
import { schemaOf } from '../web/schema.ts'
import type * as Shape from './types.ts'
import { DEVICE_NAMES } from '../text/device-name.ts'

// The conferences of the sandbox: what they are made from, and what the requests about them answer.

const tags = ['sandbox']

/** The most people of one conference. */
const MAX_PEOPLE = 500
/** The most stays of one person. */
const MAX_STAYS = 100

const When = (description: string) =>
  Type.Union([Type.Integer({ minimum: 0 }), Type.String({ pattern: PATTERNS.distance })], {
    description: `${description} Epoch milliseconds, \`now\`, or a distance from now: \`-20m\`, \`+10s\`.`,
  })

const Device = Type.Enum([...DEVICE_NAMES], { description: 'Platform of the device. Without it: `Win`.' })

const Stay = Type.Object(
  {
    from: When('When the device joins.'),
    to: Type.Optional(When('When it leaves. Without it, the person stays.')),
    device: Type.Optional(Device),
    lost: Type.Optional(Type.Boolean({ description: 'The connection of the device is lost at `to`.' })),
  },
  { additionalProperties: false },
)

const ScriptedPerson = Type.Object(
  {
    unionId: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'A person with an account.' })),
    guest: Type.Optional(Type.String({ pattern: PATTERNS.name, maxLength: 64, description: 'Name of a guest.' })),
    phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9]{3,15}$', description: 'Number of a telephone.' })),
    name: Type.Optional(
      Type.String({
        pattern: PATTERNS.name,
        maxLength: 64,
        description: 'Name in the meeting. Without it: the name of the account, or the number.',
      }),
    ),
    outside: Type.Optional(
      Type.Boolean({ description: 'The person of `unionId` is not of the organization. Then `name` is required.' }),
    ),
    status: Type.Optional(
      Type.Union([1, 2, 3, 4, 5, 6].map((status) => Type.Literal(status)) as [], {
        description:
          'The `attendStatus` that the person has now. Without `stays`, it decides when they were in the meeting.',
      }),
    ),
    device: Type.Optional(Device),
    host: Type.Optional(Type.Boolean({ description: 'The person is host.' })),
    coHost: Type.Optional(Type.Boolean({ description: 'The person is a co-host.' })),
    muted: Type.Optional(Type.Boolean({ description: 'The host has muted the person.' })),
    invitedAt: Type.Optional(When('When the person is called.')),
    stays: Type.Optional(
      Type.Array(Stay, {
        maxItems: MAX_STAYS,
        description: 'When the person is in the meeting. Stays in the future happen at their time.',
      }),
    ),
  },
  { additionalProperties: false },
)

export const ConferenceOrder = Type.Object(
  {
    title: Type.Optional(Title),
    creator: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'unionId. Without it: the host, or the first person.' }),
    ),
    start: Type.Optional(When('When the conference began. Without it: half an hour before now or before the end.')),
    end: Type.Optional(When('When it ended, or will end. Without it, it is in progress.')),
    locked: Type.Optional(Type.Boolean({ description: 'The conference is locked.' })),
    people: Type.Array(ScriptedPerson, { maxItems: MAX_PEOPLE }),
  },
  { additionalProperties: false },
)

const MadePerson = Type.Object({
  unionId: Type.Optional(Type.String()),
  userNick: Type.String(),
  attendStatus: Type.Integer({ description: 'The status now. 0: nothing has happened to the person yet.' }),
  participantIds: Type.Array(Type.String(), { description: 'One for each stay, also of the future.' }),
})

/** A conference that was made, with its people as they are now. */
export const MadeConference = schemaOf<Shape.MadeConference>()(
  Type.Object({
    conferenceId: Type.String(),
    title: Type.String(),
    roomCode: Type.String(),
    externalLinkUrl: Type.String(),
    startTime: Type.Integer({ description: 'Epoch milliseconds.' }),
    endTime: Type.Optional(Type.Integer({ description: 'Epoch milliseconds. Absent while it is in progress.' })),
    people: Type.Array(MadePerson),
    stepsLeft: Type.Integer({ description: 'How many things will still happen by the timetable.' }),
  }),
)

/** A conference that an app has made, with what its timetable did. */
export const ScriptedConference = schemaOf<Shape.ScriptedConference>()(
  Type.Object({
    conferenceId: Type.String(),
    title: Type.String(),
    stepsLeft: Type.Integer({ description: 'How many things will still happen by the timetable.' }),
    refused: Type.Array(Type.Object({ at: Type.Integer(), step: Type.String(), reason: Type.String() }), {
      description: 'Steps of the timetable that the conference refused.',
    }),
  }),
)

export const EndedConferences = Type.Object({ ended: Type.Integer({ description: 'How many were in progress.' }) })

/** `POST /sandbox/conferences` */
export const MakeConference = {
  operationId: 'SandboxMakeConference',
  summary: 'Put a conference into being',
  tags,
  security,
  body: ConferenceOrder,
  response: answers(MadeConference),
}

/** `GET /sandbox/conferences` */
export const ListConferences = {
  operationId: 'SandboxListConferences',
  summary: 'List the conferences that the app has made',
  tags,
  security,
  response: answers(Type.Object({ conferences: Type.Array(ScriptedConference) })),
}

/** `DELETE /sandbox/conferences` */
export const EndConferences = {
  operationId: 'SandboxEndConferences',
  summary: 'End the conferences that the app has made, and forget their timetables',
  tags,
  security,
  response: answers(EndedConferences),
}

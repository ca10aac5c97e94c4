import Type, { type Static } from 'typebox'

const Time = (description: string) => Type.Integer({ description: `${description} Epoch milliseconds.` })
const Count = (description: string) => Type.Integer({ minimum: 0, description })

const StatusSequence = Type.Integer({
  minimum: 1,
  description:
    'Grows with each event of the conference, in one order for all its events. A receiver drops an event with a smaller ' +
    'number than the last one it has seen of the conference.',
})

/** The conference in a `meeting_status_change`. */
const OpenConfModel = Type.Object({
  conferenceId: Type.String(),
  title: Type.String(),
  status: Type.Integer({ description: '1 ended, 2 in progress.' }),
  startTime: Time('Start.'),
  endTime: Type.Optional(Time('End. Absent while the conference is in progress.')),
  confDuration: Type.Integer({ minimum: 0, description: 'Milliseconds from the start to the end, or to the event.' }),
  activeNum: Count('People in the meeting.'),
  attendNum: Count('People who have ever joined.'),
  invitedNum: Count('People who were ever invited.'),
  creatorId: Type.String({ description: 'unionId of the creator.' }),
  creatorNick: Type.String(),
  bizType: Type.String({ description: '`0` for an instant conference, `3` for a booked one.' }),
  roomCode: Type.String(),
  scheduleConferenceId: Type.Optional(Type.String({ description: 'The booking.' })),
})
export type OpenConfModel = Static<typeof OpenConfModel>

/** A member in a `meeting_member_status_change`. */
const OpenMemberModel = Type.Object({
  userId: Type.String({ description: 'unionId. Empty for guests, telephones and people of other organizations.' }),
  conferenceId: Type.String(),
  userNick: Type.String(),
  joinTime: Type.Optional(Time('First join. Absent if the person never joined.')),
  leaveTime: Type.Optional(Time('Last leave. Absent while the person is in the meeting.')),
  duration: Type.Integer({ minimum: 0, description: 'Milliseconds in the meeting, up to the event.' }),
  attendStatus: Type.Integer({
    minimum: 1,
    maximum: 6,
    description: '1 invited, 2 ringing, 3 in the meeting, 4 did not join, 5 removed, 6 left.',
  }),
  host: Type.Boolean(),
  coHost: Type.Boolean(),
  pstnJoin: Type.Boolean({ description: 'The person takes part by telephone.' }),
  deviceType: Type.Optional(Type.String({ description: '`Win`, `Mac`, `iOS` or `Android`.' })),
  outerOrgMember: Type.Optional(Type.Boolean({ description: '`true` for a person outside the organization.' })),
})
export type OpenMemberModel = Static<typeof OpenMemberModel>

/** A conference began or ended. */
export const MeetingStatusChange = Type.Object({
  openConfModel: OpenConfModel,
  statusSeqNum: StatusSequence,
  changeScene: Type.Union([Type.Literal('conference_created'), Type.Literal('conference_closed')]),
})
export type MeetingStatusChange = Static<typeof MeetingStatusChange>

/** Members joined, left, were called or removed. */
export const MeetingMemberStatusChange = Type.Object({
  openMemberModels: Type.Array(OpenMemberModel, {
    minItems: 1,
    description: 'Everybody who changed together, at most 100.',
  }),
  statusSeqNum: StatusSequence,
  changeScene: Type.Union([
    Type.Literal('user_join'),
    Type.Literal('user_leave'),
    Type.Literal('user_invited'),
    Type.Literal('user_kicked'),
  ]),
})
export type MeetingMemberStatusChange = Static<typeof MeetingMemberStatusChange>

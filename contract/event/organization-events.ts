import Type, { type Static } from 'typebox'

const Time = (description: string) => Type.Integer({ description: `${description} Epoch milliseconds.` })

/** A booking was made, changed or canceled. */
export const BookingChange = Type.Object({
  booking: Type.Object({
    scheduleConferenceId: Type.String(),
    title: Type.String(),
    startTime: Time('Planned start; of the first date, if the booking repeats.'),
    endTime: Time('Planned end; of the last date, if the booking repeats.'),
    creatorId: Type.String({ description: 'unionId of the creator.' }),
    creatorNick: Type.String(),
    roomCode: Type.String(),
    version: Type.Integer({ minimum: 1, description: 'Grows with each change of the booking.' }),
  }),
  changeScene: Type.Union([
    Type.Literal('booking_created'),
    Type.Literal('booking_changed'),
    Type.Literal('booking_canceled'),
  ]),
})
export type BookingChange = Static<typeof BookingChange>

/** People were added to the directory, changed, disabled, enabled or deleted. */
export const DirectoryChange = Type.Object({
  users: Type.Array(
    Type.Object({
      userId: Type.String({ description: 'userId in the organization.' }),
      unionId: Type.String(),
      name: Type.Optional(Type.String({ description: 'Absent for a person who was deleted.' })),
      department: Type.Optional(Type.String()),
    }),
    { minItems: 1, description: 'At most 100.' },
  ),
  changeScene: Type.Union([
    Type.Literal('user_added'),
    Type.Literal('user_changed'),
    Type.Literal('user_disabled'),
    Type.Literal('user_enabled'),
    Type.Literal('user_deleted'),
  ]),
})
export type DirectoryChange = Static<typeof DirectoryChange>

declare const brand: unique symbol
type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** Milliseconds since the Unix epoch. */
export type EpochMs = Brand<number, 'EpochMs'>
/** 24 lower-case hex digits; the first eight are the second of creation. */
export type ConferenceId = Brand<string, 'ConferenceId'>
/** One session, 24 lower-case hex digits; `participantId` on the wire. */
export type ParticipantId = Brand<string, 'ParticipantId'>
/** A booked meeting, whenever it is held, lower-case UUID; `scheduleConferenceId` on the wire. */
export type BookingId = Brand<string, 'BookingId'>
/** An organisation; `corpId` on the wire. */
export type OrganizationId = Brand<string, 'OrganizationId'>
/** A person, the same in every organisation that employs him. */
export type UnionId = Brand<string, 'UnionId'>

/** Who takes part. A guest and a telephone have no account, so nothing but this conference knows them. */
export type Person =
  | Readonly<{ kind: 'user'; unionId: UnionId }>
  | Readonly<{ kind: 'guest'; guestId: string }>
  | Readonly<{ kind: 'phone'; number: string }>

/** A person's key in the roster of one conference. */
export type PersonKey = Brand<string, 'PersonKey'>

/** Of somebody with an account. */
export function userKey(unionId: UnionId): PersonKey {
  return personKey({ kind: 'user', unionId })
}

/** The same person gives the same key; keys of different kinds never meet. */
export function personKey(person: Person): PersonKey {
  switch (person.kind) {
    case 'user':
      return `user:${person.unionId}` as PersonKey
    case 'guest':
      return `guest:${person.guestId}` as PersonKey
    case 'phone':
      return `phone:${person.number}` as PersonKey
  }
}

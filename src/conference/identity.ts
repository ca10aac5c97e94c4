declare const brand: unique symbol
type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** Milliseconds since the Unix epoch. */
export type EpochMs = Brand<number, 'EpochMs'>
/** 24 lower-case hex digits; the first eight are the time of creation, in seconds since the Unix epoch. */
export type ConferenceId = Brand<string, 'ConferenceId'>
/** One session, 24 lower-case hex digits; `participantId` on the wire. */
export type ParticipantId = Brand<string, 'ParticipantId'>
/** A booked meeting, lower-case UUID; `scheduleConferenceId` on the wire. Each time it takes place is a conference. */
export type BookingId = Brand<string, 'BookingId'>

const OWN_ROOM = 'room-'

/** The id of the booking that is a person’s own room, from a new id. */
export function toOwnRoomId(id: BookingId): BookingId {
  return `${OWN_ROOM}${id}` as BookingId
}

/** Whether a booking is a person’s own room. */
export function isOwnRoomId(id: BookingId): boolean {
  return id.startsWith(OWN_ROOM)
}
/** An organization; `corpId` on the wire. */
export type OrganizationId = Brand<string, 'OrganizationId'>
/** A person. The same in every organization that they belong to. */
export type UnionId = Brand<string, 'UnionId'>

/** Somebody who takes part. Guests and telephones have no account: they are known in this conference only. */
export type Person =
  | Readonly<{ kind: 'user'; unionId: UnionId }>
  | Readonly<{ kind: 'guest'; guestId: string }>
  | Readonly<{ kind: 'phone'; number: string }>

/** A person's key in the roster of one conference. */
export type PersonKey = Brand<string, 'PersonKey'>

/** The key of a person with an account. */
export function userKey(unionId: UnionId): PersonKey {
  return personKey({ kind: 'user', unionId })
}

/** The same person has the same key. Persons of different kinds never share one. */
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

/** The person of a key. */
export function toPerson(key: PersonKey): Person {
  const colon = key.indexOf(':')
  const id = key.slice(colon + 1)
  switch (key.slice(0, colon) as Person['kind']) {
    case 'user':
      return { kind: 'user', unionId: id as UnionId }
    case 'guest':
      return { kind: 'guest', guestId: id }
    case 'phone':
      return { kind: 'phone', number: id }
  }
}

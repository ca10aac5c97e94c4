import { personKey, type OrganizationId, type Person, type PersonKey, type UnionId } from './identity.ts'

/** Why the server itself acts. */
export type SystemReason =
  /** A call was not answered in time, or nobody admitted a waiting person in time. */
  | 'timeout'
  /** A session sends no heartbeat. */
  | 'silent'
  /** A session that was silent sends heartbeats again. */
  | 'heard'
  /** A session sent no heartbeat for the leave window. */
  | 'lost'
  /** The host has left, and somebody else becomes host. */
  | 'succession'
  /** The conference has been empty for too long, or nobody ever joined. */
  | 'empty'
  /** A telephone call could not be placed. */
  | 'line-failed'
  /** A telephone answered, but the conference does not let it in. */
  | 'entry-refused'
  /** The server starts for the first time and creates its first conference. */
  | 'first-start'
  /** A booked meeting starts, and calls its invitees. */
  | 'booked-start'
  /** The account of the person was disabled or deleted. */
  | 'account-closed'

/**
 * Who did something. Stored with each event, so the shapes only gain optional fields.
 *
 * `operator`: the person that an app names as the one it acts for. `administrator`: who acts from the console or the
 * terminal without being in the meeting. They are named as in the directory and not by `unionId`, since they act for their
 * organization or for the server, and not as a member.
 */
export type Actor = Readonly<
  | { kind: 'person'; unionId: UnionId }
  | { kind: 'person'; guestId: string }
  | { kind: 'person'; phoneNumber: string }
  | { kind: 'app'; clientId: string; operator?: UnionId }
  | { kind: 'administrator'; organizationId: OrganizationId; userId: string }
  /** `terminal`: the user of the operating system. */
  | { kind: 'administrator'; terminal: string }
  | { kind: 'system'; reason: SystemReason }
>

/** The actor that a person is. */
export function toActor(person: Person): Actor {
  switch (person.kind) {
    case 'user':
      return { kind: 'person', unionId: person.unionId }
    case 'guest':
      return { kind: 'person', guestId: person.guestId }
    case 'phone':
      return { kind: 'person', phoneNumber: person.number }
  }
}

/** @returns the key of the acting person; `undefined` for an app, an administrator and the system */
export function actorKey(actor: Actor): PersonKey | undefined {
  if (actor.kind !== 'person') return undefined
  if ('unionId' in actor) return personKey({ kind: 'user', unionId: actor.unionId })
  if ('guestId' in actor) return personKey({ kind: 'guest', guestId: actor.guestId })
  return personKey({ kind: 'phone', number: actor.phoneNumber })
}

import type { HostClaim } from '../../conference/entry.ts'
import type { Newcomer } from '../../conference/event.ts'
import type { ConferenceId, EpochMs, OrganizationId, ParticipantId, UnionId } from '../../conference/identity.ts'
import type { Device } from '../../conference/member.ts'
import type { Departure } from './identity-provider.ts'

/** A signed-in person, and what the sign-in depends on. */
export type Login = Readonly<{
  organizationId: OrganizationId
  userId: string
  unionId: UnionId
  name: string
  /** Id of the web session. The login is valid as long as this session exists. */
  session?: string
  /** A fingerprint of the password hash. */
  password?: string
}>

/** A person as a pass names them. Its holder can read it, so it has nothing that the holder may not know. */
export type NamedPerson = Omit<Newcomer, 'jobNumber'>

/** The person without their job number. */
export function toNamedPerson({ person, nick, outside }: Newcomer): NamedPerson {
  return { person, nick, outside }
}

/** What a signed pass says. A pass that opens a session names it, so it cannot open two. */
export type Pass = Readonly<
  | ({
      kind: 'ticket'
      conferenceId: ConferenceId
      participantId: ParticipantId
      device: Device
      newcomer: NamedPerson
    } & HostClaim)
  | { kind: 'personal-link'; conferenceId: ConferenceId; participantId: ParticipantId; newcomer: NamedPerson }
  | { kind: 'resume'; conferenceId: ConferenceId; participantId: ParticipantId }
  /** Opens nothing. It only identifies the guest. */
  | { kind: 'guest'; conferenceId: ConferenceId; guestId: string }
  | ({ kind: 'person' } & Login)
  /** A browser that was sent to the identity provider. Afterwards it goes to `to`. */
  | ({ kind: 'departure'; to: string } & Departure)
>

/** Signs passes. A pass needs no row in the store until it is used, and survives a restart. */
export interface Passes {
  sign(pass: Pass, expiresAt: EpochMs): Promise<string>
  /** `undefined` if another server signed it, or if it was altered or has expired. */
  verify(text: string): Promise<Pass | undefined>
}

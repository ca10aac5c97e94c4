import type { Newcomer } from '../../conference/event.ts'
import type { ConferenceId, EpochMs, OrganizationId, ParticipantId, UnionId } from '../../conference/identity.ts'
import type { Device } from '../../conference/member.ts'
import type { Departure } from './account-ports.ts'

/** Somebody who is signed in, and what that hangs on. */
export type Login = Readonly<{
  organizationId: OrganizationId
  userId: string
  unionId: UnionId
  name: string
  /** It is worth something for as long as this web session is there. */
  session?: string
  /** Without a web session: for as long as this is his password, of which it is a mark. Absent if he had none. */
  password?: string
}>

/** What a signed pass says. Each that opens anything names one session, so that none can open two. */
export type Pass = Readonly<
  | { kind: 'ticket'; conferenceId: ConferenceId; participantId: ParticipantId; device: Device; newcomer: Newcomer }
  | { kind: 'personal-link'; conferenceId: ConferenceId; participantId: ParticipantId; newcomer: Newcomer }
  | { kind: 'resume'; conferenceId: ConferenceId; participantId: ParticipantId }
  /** Opens nothing: it only says which guest he is. */
  | { kind: 'guest'; conferenceId: ConferenceId; guestId: string }
  | ({ kind: 'person' } & Login)
  /** A browser that was sent to the identity provider; `to` is where it goes on afterwards. */
  | ({ kind: 'departure'; to: string } & Departure)
>

/** Signs passes, so that they need no row until they are used and hold across restarts. */
export interface Passes {
  sign(pass: Pass, expiresAt: EpochMs): Promise<string>
  /** `undefined` if it is not one of ours, has been altered or has expired. */
  verify(text: string): Promise<Pass | undefined>
}

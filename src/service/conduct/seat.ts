import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, ParticipantId, PersonKey } from '../../conference/identity.ts'
import type { Member, Session } from '../../conference/member.ts'
import type { CommittedConference } from './committed.ts'
import type { Conductor } from './conductor.ts'

/** A session and its member. */
export type Seat = Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId; key: PersonKey }>

/** The conference of a session, with its member. */
export type Seated = CommittedConference & Readonly<{ member: Member; session: Session }>

/** The conference and the member of a seat. @throws ConferenceError `session-ended`, `conference-not-found` */
export async function loadSeated(conductor: Conductor, seat: Seat): Promise<Seated> {
  return seatedIn(await conductor.loadCommitted(seat.conferenceId), seat)
}

/** As `loadSeated`, for a conference that is loaded already. @throws ConferenceError `session-ended` */
export function seatedIn(conference: CommittedConference, { participantId, key }: Omit<Seat, 'conferenceId'>): Seated {
  const member = conference.members.get(key)
  const session = member?.sessions.find((open) => open.participantId === participantId)
  if (!member || !session) throw new ConferenceError('session-ended')
  return { ...conference, member, session }
}

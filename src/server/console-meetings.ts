import type { Audit } from '../service/account/audit.ts'
import type { Directory } from '../service/account/directory.ts'
import type { OwnBookings } from '../service/booking/own-bookings.ts'
import { MeetingLog } from '../service/console/meeting-log.ts'
import { MeetingQuality } from '../service/console/meeting-quality.ts'
import { MeetingSearch } from '../service/console/meeting-search.ts'
import { OrganizationBookings } from '../service/console/organization-bookings.ts'
import { PlannedMeetings } from '../service/console/planned-meetings.ts'
import type { Adapters } from './adapters.ts'

/** The services with which administrators see the meetings and bookings of their organization, and change bookings. */
export function createConsoleMeetings(
  { store, clock }: Pick<Adapters, 'store' | 'clock'>,
  { directory, audit, ownBookings }: Readonly<{ directory: Directory; audit: Audit; ownBookings: OwnBookings }>,
) {
  const { conferences, bookings, meetingPeople: people } = store
  const meetingSearch = new MeetingSearch({ search: store.conferenceSearch, conferences, people, bookings, directory })
  return {
    meetingSearch,
    meetingLog: new MeetingLog({ meetings: meetingSearch, conferences, people, directory }),
    meetingQuality: new MeetingQuality({ meetings: meetingSearch, people, quality: store.quality }),
    plannedMeetings: new PlannedMeetings({ store: bookings, clock }),
    organizationBookings: new OrganizationBookings({ store: bookings, bookings: ownBookings, directory, audit, clock }),
  }
}

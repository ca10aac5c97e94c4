import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  BookingId,
  ConferenceId,
  EpochMs,
  OrganizationId,
  ParticipantId,
  UnionId,
} from '../conference/identity.ts'
import type { Store } from './store.ts'
import { Meeting } from './meeting.contract.ts'
import { openSqlite } from './sqlite.ts'

const organizationId = 'dingacme' as OrganizationId
const at = 1 as EpochMs
const id = 'a' as ConferenceId
const bookingId = 'b' as BookingId
const stretch = { after: { at, id }, limit: 5 }
const first = { limit: 5 }

const QUERIES: readonly (readonly [what: string, ask: (store: Store) => Promise<unknown>, walks: RegExp])[] = [
  [
    'conferences in progress and their number',
    (store) => store.history.pageConferencesWithTotal({ organizationId, kind: 'running' }, stretch),
    /conference USING (COVERING )?INDEX conference_ongoing_idx \(organization_id=\? AND \(started_at,id\)<\(\?,\?\)\)/,
  ],
  [
    'conferences of a room code and their number',
    (store) => store.history.pageConferencesWithTotal({ organizationId, kind: 'room-code', roomCode: '1' }, stretch),
    /conference USING INDEX conference_code_idx \(room_code=\? AND organization_id=\? AND \(started_at,id\)<\(\?,\?\)\)/,
  ],
  [
    'conferences of a booking and their number',
    (store) => store.history.pageConferencesWithTotal({ organizationId, kind: 'booking', bookingId }, stretch),
    /conference USING INDEX conference_booking_idx \(booking_id=\? AND organization_id=\? AND \(started_at,id\)<\(\?,\?\)\)/,
  ],
  ['a booking', (store) => store.bookings.find(bookingId), /booking USING PRIMARY KEY \(id=\?\)/],
  [
    'a person’s bookings',
    (store) => store.bookings.listOwn({ organizationId, unionId: 'ada' as UnionId, kind: 'repeating', after: at }, 5),
    /own_booking USING PRIMARY KEY \(organization_id=\? AND union_id=\? AND ends_at>\?\)/,
  ],
  [
    'upcoming bookings',
    (store) => store.bookings.listUpcoming({ organizationId, kind: 'once', after: { at, id: '~' } }, 5),
    /booking USING INDEX booking_once_idx \(organization_id=\? AND \(ends_at,id\)>\(\?,\?\)/,
  ],
  [
    'bookings that repeat',
    (store) => store.bookings.listUpcoming({ organizationId, kind: 'repeating', after: { at, id: '~' } }, 5),
    /booking USING INDEX booking_repeating_idx \(organization_id=\? AND \(ends_at,id\)>\(\?,\?\)/,
  ],
  [
    'bookings that begin in a time',
    (store) => store.bookings.listStarting({ organizationId, from: at, to: at }, 5),
    /booking USING INDEX booking_start_idx \(organization_id=\? AND starts_at>\? AND starts_at<\?\)/,
  ],
  [
    'upcoming bookings of a person',
    (store) =>
      store.bookings.listUpcoming(
        { organizationId, unionId: 'ada' as UnionId, kind: 'once', after: { at, id: '~' } },
        5,
      ),
    /own_booking USING PRIMARY KEY \(organization_id=\? AND union_id=\? AND \(ends_at,booking_id\)>\(\?,\?\)\)/,
  ],
  [
    'the quality of connections of people',
    (store) => store.meetingPeople.pageQuality(id, { after: 0, limit: 5 }),
    /session USING INDEX session_conference_idx \(conference_id=\?\)/,
  ],
  [
    'the booking of a room code',
    (store) => store.bookings.findByRoomCode('1'),
    /booking USING INDEX \S*autoindex_booking\S* \(room_code=\?\)/,
  ],
  [
    'the booking of a short link',
    (store) => store.bookings.findByShareCode('1'),
    /short_link USING PRIMARY KEY \(code=\?\)/,
  ],
  [
    'conferences of an interval',
    (store) => store.history.listConferences({ organizationId, kind: 'begun', from: at, to: at }, first),
    /conference USING INDEX conference_history_idx \(organization_id=\? AND started_at>\? AND started_at<\?\)/,
  ],
  [
    'a batch',
    (store) => store.history.listWithMembers(organizationId, [id]),
    /member USING PRIMARY KEY \(conference_id=\?\)/,
  ],
  [
    'conferences of a part of a title',
    (store) => store.conferenceSearch.search({ organizationId, title: 'view week' }, stretch),
    /title_piece USING PRIMARY KEY \(organization_id=\? AND piece=\? AND started_at>\? AND started_at<\?\)/,
  ],
  [
    'conferences of a person',
    (store) => store.conferenceSearch.search({ organizationId, unionId: 'ada' as UnionId }, stretch),
    /member USING (COVERING )?INDEX member_started_idx \(union_id=\? AND started_at>\? AND started_at<\?\)/,
  ],
  [
    'conferences of a guest',
    (store) => store.conferenceSearch.search({ organizationId, guest: 'Gil' }, stretch),
    /member USING (COVERING )?INDEX member_guest_idx \(<expr>=\? AND started_at>\? AND started_at<\?\)/,
  ],
  [
    'conferences of a room code and a person',
    (store) => store.conferenceSearch.search({ organizationId, roomCode: '1', unionId: 'ada' as UnionId }, stretch),
    /member USING (COVERING )?INDEX \S*member\S* \(conference_id=\? AND person_key=\?\)/,
  ],
  [
    'conferences from a time on',
    (store) => store.conferenceSearch.search({ organizationId, from: at }, stretch),
    /conference USING (COVERING )?INDEX conference_history_idx \(organization_id=\? AND started_at>\? AND started_at<\?\)/,
  ],
  [
    'sessions of a conference',
    (store) => store.history.listSessions(id, stretch),
    /session USING INDEX session_conference_idx \(conference_id=\? AND \(joined_at,participant_id\)>\(\?,\?\)\)/,
  ],
  [
    'the latest quality',
    (store) => store.quality.listLatest(id, ['ada' as UnionId]),
    /sample USING PRIMARY KEY \(conference_id=\? AND member_key=\? AND at=\?\)/,
  ],
  [
    'a series of quality',
    (store) => store.quality.listSeries(id, 'ada' as UnionId, { from: at, to: at, limit: 5 }),
    /quality_sample USING PRIMARY KEY \(conference_id=\? AND member_key=\? AND at>\? AND at<\?\)/,
  ],
  [
    'the samples of a conference',
    (store) =>
      store.quality.listSamples(id, {
        after: { unionId: 'ada' as UnionId, at, participantId: 'p' as ParticipantId },
        limit: 5,
      }),
    /quality_sample USING PRIMARY KEY \(conference_id=\? AND \(member_key,at,participant_id\)>\(\?,\?,\?\)\)/,
  ],
  [
    'quality that is to be thinned',
    (store) => store.quality.mergeMinute(at, 5, (series) => series[0] as never),
    /quality_sample USING (COVERING )?INDEX quality_sample_age_idx \(coarse=\? AND at<\?\)/,
  ],
  [
    'quality that is old',
    (store) => store.quality.deleteBefore(at, 5),
    /quality_sample USING (COVERING )?INDEX quality_sample_age_idx \(coarse=\? AND at<\?\)/,
  ],
]

for (const [what, ask, walks] of QUERIES) {
  test(`[QU17] SQLite: reading ${what} walks an index`, async (t) => {
    await using store = await openSqlite({ path: ':memory:' })
    await store.conferences.commit([new Meeting().create()])
    const prepare = t.mock.method(store.database, 'prepare')
    await ask(store)
    const texts = prepare.mock.calls.map(({ arguments: [text] }) => text).filter((text) => text?.startsWith('select'))
    prepare.mock.restore()
    assert.notEqual(texts.length, 0)
    const steps = texts.flatMap((text) => {
      const statement = store.database.prepare(`explain query plan ${text}`)
      const parameters = Array.from(text?.matchAll(/\?/g) ?? [], () => 'x')
      return statement.all(...parameters).map(({ detail }) => String(detail))
    })
    assert.ok(
      steps.some((step) => walks.test(step)),
      steps.join('; '),
    )
    // Parts of one statement, which are few rows, may be scanned; tables may not.
    assert.ok(
      !steps.some((step) => /^SCAN (conference|member|session|quality_sample|sample|booking|short_link)\b/.test(step)),
      steps.join('; '),
    )
  })
}

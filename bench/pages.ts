// Question: in a store of a million conferences, does a page near the end of a list cost the same as the first page?
// Prints first and deep pages per second as JSON: for each list, one pair per round.
import type { ConferenceId, EpochMs, OrganizationId } from '../src/conference/identity.ts'
import type { ConferenceFilter, Position } from '../src/service/read/history-model.ts'
import { EVENT_TYPES } from '../contract/event/event-terms.ts'
import { Replay } from '../src/service/replay/replay.ts'
import { openSqlite } from '../src/store/sqlite.ts'

const ROWS = Number(process.env['BENCH_ROWS'] ?? 1_000_000)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const PAGES = 100
const PAGE = 129
const START = 1_780_000_000_000
/** One in this many conferences is ongoing, and one in this many has the room code that is asked for. */
const SPARSE = 1_000
const CORP = 'dingbench'

await using store = await openSqlite({ path: ':memory:' })
store.database.exec(`
  insert into conference (id, organization_id, version, title, creator_union_id, creator_nick, room_code, link_token,
      passcode, host_passcode, host, locked, started_at, ended_at, invited_count, active_count, attended_count)
    with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${ROWS})
    select printf('%024x', i), '${CORP}', 1, 'Row', 'x', 'x', i % ${SPARSE}, 't', 'p', 'h', 'user:x', 0, ${START} + i,
      case when i % ${SPARSE} = 0 then null else ${START} + i + 1 end, 0, 0, 0 from n;
  insert into session (participant_id, conference_id, member_key, device, joined_at, last_seen_at, left_at, reason, silent)
    with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${ROWS})
    select printf('%024x', i), printf('%024x', 0), 'user:x', 'Win', ${START} + i, ${START} + i, ${START} + i, 'left', 0 from n;
  insert into member (conference_id, seq, person_key, nick, status, host, co_host, outside, by_phone, done_ms, live)
    values (printf('%024x', 0), 1, 'user:x', 'Person', 6, 0, 0, 0, 0, 0, 1);
  insert into outbox_head (organization_id, last_id) values ('${CORP}', ${ROWS});
  insert into outbox (organization_id, id, type, at, subject, client_id, body)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})
    select '${CORP}', i, 'meeting_member_status_change', ${START} + i, printf('%024x', i / 20), 'app',
      '{"openMemberModels":[{"userId":"x","conferenceId":"' || printf('%024x', i / 20) || '","userNick":"Person","joinTime":' ||
      (${START} + i) || ',"duration":0,"attendStatus":3,"host":false,"coHost":false,"pstnJoin":false,"deviceType":"Win"}],' ||
      '"statusSeqNum":' || i || ',"changeScene":"user_join"}' from n;
`)

const organizationId = CORP as OrganizationId
const begun: ConferenceFilter = { organizationId, kind: 'begun', from: 0 as EpochMs, to: (START * 2) as EpochMs }
const placeAt = (index: number): Position => ({ at: (START + index) as EpochMs, id: 'f'.repeat(24) })
const counted = (filter: ConferenceFilter) => (after?: Position) =>
  store.history.pageConferencesWithTotal(filter, { ...(after && { after }), limit: PAGE })

const replay = new Replay({ store: store.outbox })
const reader = { id: 'app', organizationId, types: new Set(EVENT_TYPES) }
const replayed = (limit: number) => (after?: Position) => replay.page(reader, { after: Number(after?.id ?? 0), limit })

/** How each list is read, and a position deep in it. */
const LISTS = {
  'conferences in progress': [counted({ organizationId, kind: 'running' }), placeAt(ROWS / 5)],
  'conferences of a room code': [counted({ organizationId, kind: 'room-code', roomCode: '7' }), placeAt(ROWS / 5)],
  'conferences of an interval': [
    (after?: Position) => store.history.listConferences(begun, { ...(after && { after }), limit: PAGE }),
    placeAt(PAGE * 2),
  ],
  'sessions of a conference': [
    (after?: Position) =>
      store.history.listSessions('0'.repeat(24) as ConferenceId, { ...(after && { after }), limit: PAGE }),
    placeAt(ROWS - PAGE * 2),
  ],
  'events, 100 at once': [replayed(100), { at: 0 as EpochMs, id: String(ROWS - 200) }],
  'events, 1,000 at once': [replayed(1_000), { at: 0 as EpochMs, id: String(ROWS - 2_000) }],
} as const

async function perSecond(read: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  for (let count = 0; count < PAGES; count += 1) await read()
  return (PAGES * 1_000) / (performance.now() - startedAt)
}

const results: Record<string, { first: number; deep: number }[]> = {}
for (const [name, [read, place]] of Object.entries(LISTS)) {
  await perSecond(() => read())
  await perSecond(() => read(place))
  const rounds = (results[name] = [] as { first: number; deep: number }[])
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 2 === 0) {
      rounds.push({ first: await perSecond(() => read()), deep: await perSecond(() => read(place)) })
    } else {
      const deep = await perSecond(() => read(place))
      rounds.push({ first: await perSecond(() => read()), deep })
    }
  }
}
process.stdout.write(JSON.stringify(results))

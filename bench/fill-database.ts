import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { DEFAULT_TIMEOUTS } from '../src/conference/due.ts'
import type { ConferenceId, OrganizationId, ParticipantId, UnionId } from '../src/conference/identity.ts'
import { LocalBus } from '../src/bus/local.ts'
import { Conductor } from '../src/service/conduct/conductor.ts'
import { Feed } from '../src/service/conduct/feed.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import type { Store } from '../src/store/store.ts'
import { systemClock } from '../src/server/clock-and-ids.ts'
import { CacheBudget } from '../src/service/cache-budget.ts'

export const CORP = 'dingbench'
export const CLIENT = { appKey: 'dingbenchapp', appSecret: 'bench-secret' }
/** unionId of the person whose conferences are read. */
export const SOMEBODY = 'SomebodyiEiE'

export const SEED = {
  organizations: [
    {
      corpId: CORP,
      name: 'Bench',
      users: [{ userId: 'somebody', unionId: SOMEBODY, name: 'Somebody', jobNumber: '4711' }],
      apps: [
        {
          clientId: CLIENT.appKey,
          clientSecret: CLIENT.appSecret,
          name: 'Bench',
          kind: 'internal',
          scopes: ['VideoConference.Conference.Read', 'VideoConference.Conference.Write'],
        },
      ],
    },
  ],
}

const hex = (bytes: number) => randomBytes(bytes).toString('hex')
const IN_FLIGHT = 1_000

export function newId(): ConferenceId {
  return hex(12) as ConferenceId
}

/**
 * Writes a conference for each of `sizes`, with that many members in the meeting, through the server's own `Conductor`.
 * `close`: the conferences end afterwards.
 */
export async function fillConferences(
  dataFolder: string,
  sizes: readonly number[],
  { close = false } = {},
): Promise<ConferenceId[]> {
  await using store = await openSqlite({ path: join(dataFolder, 'rollcall.sqlite') })
  const conductor = openConductor(store)
  const ids: ConferenceId[] = []
  for (const size of sizes) {
    const id = newId()
    ids.push(id)
    await create(conductor, id)
    for (let first = 0; first < size; first += IN_FLIGHT) {
      const count = Math.min(IN_FLIGHT, size - first)
      await Promise.all(Array.from({ length: count }, (_, index) => joinAs(conductor, id, first + index)))
    }
    if (close) await conductor.execute(id, { type: 'close', by: { kind: 'app', clientId: 'bench' } })
  }
  return ids
}

/** A `Conductor` as in the server, but without followers. */
export function openConductor({ conferences }: Store): Conductor {
  const onError = (error: unknown) => {
    throw error
  }
  const caches = new CacheBudget(2 ** 30)
  const feed = new Feed({ store: conferences, bus: new LocalBus(onError), caches, onError })
  return new Conductor({ store: conferences, feed, caches, clock: systemClock(), timeouts: DEFAULT_TIMEOUTS })
}

/** Creates a conference that nobody has joined. */
export async function create(conductor: Conductor, id: ConferenceId): Promise<void> {
  await conductor.execute(id, {
    type: 'create',
    by: { kind: 'app', clientId: 'bench' },
    invitees: [],
    inviteCreator: false,
    details: {
      organizationId: CORP as OrganizationId,
      title: 'Bench',
      creator: { unionId: SOMEBODY as UnionId, nick: 'Somebody' },
      roomCode: BigInt(`0x${hex(6)}`).toString(),
      linkToken: `1_${hex(16)}`,
      passcode: '1234567890',
      hostPasscode: '1234567890',
      autoTransferHost: true,
    },
  })
}

/** Lets a person join. The person with index 0 is `SOMEBODY`. */
export async function joinAs(conductor: Conductor, id: ConferenceId, index: number): Promise<void> {
  const unionId = (index === 0 ? SOMEBODY : `${hex(11)}iEiE`) as UnionId
  await conductor.execute(id, {
    type: 'join',
    by: { kind: 'person', unionId },
    person: { kind: 'user', unionId },
    nick: `Person ${index}`,
    outside: false,
    device: 'Win',
    participantId: hex(12) as ParticipantId,
  })
}

/**
 * Inserts rows of conferences with 1,000 people each: `open` people in running conferences, and `ended` people in those
 * that are over. The rows are those that commits would write, but a million commits would take minutes.
 */
export function fillRows(dataFolder: string, { open, ended }: { open: number; ended: number }): void {
  using database = new DatabaseSync(join(dataFolder, 'rollcall.sqlite'))
  const perConference = 1_000
  for (const [prefix, rows, live] of [
    ['a', open, 1],
    ['b', ended, 0],
  ] as const) {
    database.exec(`
      insert into conference (id, organization_id, version, title, creator_union_id, creator_nick, room_code, link_token,
          passcode, host_passcode, host, locked, started_at, ended_at, invited_count, active_count, attended_count)
        with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${rows / perConference})
        select printf('${prefix}%023x', i), '${CORP}', 1001, 'Row', 'x', 'x', '${prefix}' || i, 't', 'p', 'h', 'user:x', 0,
          1780000000000 + i, ${live ? 'null' : '1780000000000'}, 0, ${live ? perConference : 0}, ${perConference} from n;
      insert into member (conference_id, seq, person_key, union_id, nick, job_number, status, host, co_host, outside,
          by_phone, joined_at, left_at, done_ms, since, device, live)
        with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${rows})
        select printf('${prefix}%023x', i / ${perConference}), i % ${perConference} + 1, 'user:${prefix}' || i,
          '${prefix}' || i, 'Person', null, ${live ? 3 : 6}, 0, 0, 0, 0, 1780000000000, ${live ? 'null' : '1780000100000'},
          ${live ? 0 : 100_000}, ${live ? '1780000000000' : 'null'}, 'Win', ${live} from n;
      insert into session (participant_id, conference_id, member_key, device, joined_at, last_seen_at, left_at, reason, silent)
        with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${rows})
        select printf('${prefix}${prefix}%022x', i), printf('${prefix}%023x', i / ${perConference}), 'user:${prefix}' || i,
          'Win', 1780000000000, 1780000000000, ${live ? 'null' : '1780000100000'}, ${live ? 'null' : "'left'"}, 0 from n;
    `)
  }
}

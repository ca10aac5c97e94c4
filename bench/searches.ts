// Question: does a search of conferences in a store of a million cost the same as in one of a thousand?
// Prints pages per second of both as JSON: for each search, one pair per round.
import type { EpochMs, OrganizationId, UnionId } from '../src/conference/identity.ts'
import type { ConferenceSearch } from '../src/service/console/conference-search-store.ts'
import type { PageQuery } from '../src/service/read/history-model.ts'
import { openSqlite, type SqliteStore } from '../src/store/sqlite.ts'
import { toTitlePieces } from '../src/store/title-pieces.ts'

const LARGE = Number(process.env['BENCH_ROWS'] ?? 1_000_000)
const SMALL = 1_000
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const PAGES = 100
const PAGE = 50
const START = 1_780_000_000_000
const CORP = 'dingbench'
/** This many conferences have the words, the room code and the person that are searched for, in both stores. */
const FOUND = 80

/** Every conference has a number in its title; one in ten is a review. The searched ones are spread over all. */
function titleOf(index: number, rows: number): string {
  if (isSearched(index, rows)) return `Zebra crossing ${index}`
  return `${index % 10 === 0 ? 'Weekly review' : 'Standup of team'} ${index}`
}

function isSearched(index: number, rows: number): boolean {
  return index % Math.floor(rows / FOUND) === 0
}

async function openFilled(rows: number): Promise<SqliteStore> {
  const store = await openSqlite({ path: ':memory:' })
  const { database } = store
  const insertConference =
    database.prepare(`insert into conference (id, organization_id, version, title, creator_union_id,
      creator_nick, room_code, link_token, passcode, host_passcode, host, locked, started_at, ended_at, invited_count,
      active_count, attended_count) values (?, '${CORP}', 1, ?, 'x', 'x', ?, 't', 'p', 'h', 'user:x', 0, ?, ?, 0, 0, 0)`)
  const insertPiece = database.prepare(`insert into title_piece values ('${CORP}', ?, ?, ?)`)
  const insertMember =
    database.prepare(`insert into member (conference_id, seq, person_key, union_id, nick, status, host,
      co_host, outside, by_phone, done_ms, live, started_at) values (?, 1, ?, ?, 'Person', 6, 0, 0, 0, 0, 0, 0, ?)`)
  database.exec('begin')
  for (let index = 0; index < rows; index += 1) {
    const id = index.toString(16).padStart(24, '0')
    const at = START + index
    const title = titleOf(index, rows)
    const who = isSearched(index, rows) ? 'searched' : `person${index % 5_000}`
    insertConference.run(id, title, isSearched(index, rows) ? '4711' : `${index}`, at, at + 1)
    for (const piece of toTitlePieces(title)) insertPiece.run(piece, at, id)
    insertMember.run(id, `user:${who}`, who, at)
  }
  database.exec('commit')
  return store
}

const organizationId = CORP as OrganizationId
const SEARCHES: Readonly<Record<string, Omit<ConferenceSearch, 'organizationId'>>> = {
  'a deep page': {},
  'a search by title': { title: 'zebra cross' },
  'a search by a frequent word': { title: 'standup team' },
  'a search by person': { unionId: 'searched' as UnionId },
  'a search by code': { roomCode: '4711' },
  'a search by title, person and time': {
    title: 'zebra',
    unionId: 'searched' as UnionId,
    from: START as EpochMs,
    to: (START + LARGE) as EpochMs,
  },
}

await using small = await openFilled(SMALL)
await using large = await openFilled(LARGE)

async function perSecond(store: SqliteStore, rows: number, name: string): Promise<number> {
  const after = { at: (START + rows - Math.floor(rows / 4)) as EpochMs, id: 'f'.repeat(24) }
  const query: PageQuery = { ...(name === 'a deep page' && { after }), limit: PAGE }
  const search = { organizationId, ...SEARCHES[name] }
  const startedAt = performance.now()
  for (let count = 0; count < PAGES; count += 1) {
    const page = await store.conferenceSearch.search(search, query)
    if (page.rows.length !== PAGE) throw new Error(`${name}: a page has ${page.rows.length} conferences`)
  }
  return (PAGES * 1_000) / (performance.now() - startedAt)
}

const results: Record<string, { small: number; large: number }[]> = {}
for (const name of Object.keys(SEARCHES)) {
  const ofSmall = () => perSecond(small, SMALL, name)
  const ofLarge = () => perSecond(large, LARGE, name)
  await ofSmall()
  await ofLarge()
  const rounds = (results[name] = [] as { small: number; large: number }[])
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 2 === 0) {
      rounds.push({ small: await ofSmall(), large: await ofLarge() })
    } else {
      const fast = await ofLarge()
      rounds.push({ small: await ofSmall(), large: fast })
    }
  }
}
process.stdout.write(JSON.stringify(results))

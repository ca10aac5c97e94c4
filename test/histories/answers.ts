import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import type { MemberView, Snapshot } from '../../contract/signaling/types.ts'
import type { EntryAnswer, HomeAnswer } from '../../contract/web/types.ts'
import { CONFERENCES } from '../worlds/booking-world.ts'
import type { ConferenceId } from '../../src/conference/identity.ts'
import type { Participant } from './participant.ts'
import { PEOPLE, type AppId, type Held, type HistoryWorld, type PersonOfTest } from './world.ts'

/** A row of `QueryConferenceMembers`, or of `QueryUserOnGoingConference`. */
export type MemberRow = Readonly<{
  conferenceId: string
  unionId?: string
  userNick: string
  joinTime?: number
  leaveTime?: number
  duration: number
  attendStatus: number
  host: boolean
  coHost: boolean
  pstnJoin: boolean
  outerOrgMember?: boolean
  deviceType?: string
}>
export type SessionRow = Readonly<{
  sessionId: string
  unionId?: string
  nick: string
  role: string
  status: string
  joinTime: number
  leaveTime?: number
  duration: number
  belongOrg: string
  deviceType?: string
}>
export type ConferenceRow = Readonly<{
  conferenceId: string
  title: string
  creatorId: string
  creatorNick: string
  startTime: number
  endTime?: number
}>
export type Info = ConferenceRow &
  Readonly<{
    roomCode: string
    externalLinkUrl: string
    status: number
    confDuration?: number
    invitedNum: number
    activeNum: number
    attendNum: number
    bizType: string
    scheduleConferenceId?: string
  }>
export type Data = ConferenceRow & Readonly<{ timeLength?: number; userCount: number }>
export type BatchRow = Readonly<{
  conferenceId: string
  title: string
  startTime: number
  userList: readonly Readonly<{ userId?: string; nick: string; attendStatus: number }>[]
}>

/** The answers about one conference. */
export type ConferenceAnswers = Readonly<{
  id: string
  app: AppId
  info: Info
  /** How many people it has called, by its log. No answer has a row for each: a row may be of somebody who waits. */
  called: number
  members: readonly MemberRow[]
  sessions: readonly SessionRow[]
  /** With and without `realData`. */
  data: Data
  settledData: Data
  /** Its row among the conferences of its room code. */
  coded: Info
  /** As the last conference of its booking. */
  booked?: ConferenceRow
  /** What each connected session gets when it asks, and what its page has after all changes. */
  pages: readonly Readonly<{ snapshot: Snapshot; members: readonly MemberView[] }>[]
  /** On its creator's page before joining, or the code of the refusal. */
  entry: EntryAnswer | string
  /** When one person last reported a quality: the latest report, and the last of all reports. */
  measured: Readonly<{ unionId: string; latest?: number; last?: number }>
}>

/** The answers about one person. */
export type PersonAnswers = Readonly<{
  person: PersonOfTest
  /** To each app; `undefined` if the app does not know the person. */
  ongoing: Readonly<Record<AppId, { ids: readonly string[]; rows: Readonly<Record<string, MemberRow>> } | undefined>>
  home: HomeAnswer
}>

/** All answers at one moment. */
export type Answers = Readonly<{
  now: number
  conferences: readonly ConferenceAnswers[]
  people: readonly PersonAnswers[]
  running: Readonly<Record<AppId, readonly ConferenceRow[]>>
  begun: Readonly<Record<AppId, readonly Data[]>>
  ended: Readonly<Record<AppId, readonly Data[]>>
  batch: Readonly<Record<AppId, readonly BatchRow[]>>
}>

export const APPS: readonly AppId[] = ['dingacmeapp', 'dingglobexapp']
const MAX_TRIES = 8

/** Reads everything. Reads again if something was written meanwhile. `size`: rows of a page. */
export async function readAnswers(world: HistoryWorld, given: { size: number; since: number }): Promise<Answers> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    await setImmediate() // what has been counted has taken effect by then
    const before = world.writes.count
    const answers = await readAll(world, given).catch((error: unknown) => {
      if (world.writes.count === before) throw error
    })
    if (answers && world.writes.count === before) return answers
  }
  throw new Error('something is written all the time')
}

async function readAll(world: HistoryWorld, { size, since }: { size: number; since: number }): Promise<Answers> {
  const list = async <Row>(as: AppId, path: string, key: string) =>
    (await readRows(world, { as, path, key, size })) as Row[]
  const perApp = async <T>(readFor: (app: AppId) => Promise<T>) => {
    const [acme, globex] = await Promise.all([readFor('dingacmeapp'), readFor('dingglobexapp')])
    return { dingacmeapp: acme, dingglobexapp: globex }
  }
  const begunSince = (realData: boolean) =>
    `videoConferences/histories/dataLists?startTime=${since}&endTime=9999999999999&realData=${realData}`
  const [conferences, people, running, begun, ended, batch] = await Promise.all([
    Promise.all(world.held.map((held) => readConference(world, held, size))),
    Promise.all(PEOPLE.map((person) => readPerson(world, person))),
    perApp((app) => list<ConferenceRow>(app, 'orgConferences', 'onGoingConfList')),
    perApp((app) => list<Data>(app, begunSince(true), 'list')),
    perApp((app) => list<Data>(app, begunSince(false), 'list')),
    perApp(async (as) => {
      const body = { conferenceIdList: world.held.map(({ id }) => id) }
      const answer = await world.call('POST', `${CONFERENCES}/query`, { body, as })
      return answer.status === 200 ? (answer.body['infos'] as BatchRow[]) : []
    }),
  ])
  return { now: world.now(), conferences, people, running, begun, ended, batch }
}

/** All rows of a list, read in pages of `size`. */
async function readRows(
  world: HistoryWorld,
  { as, path, key, size }: { as: AppId; path: string; key: string; size: number },
): Promise<unknown[]> {
  const rows: unknown[] = []
  const totals = new Set<unknown>()
  for (let nextToken: string | undefined = '0'; nextToken !== undefined && nextToken !== '';) {
    const page: string = `${path}${path.includes('?') ? '&' : '?'}maxResults=${size}&nextToken=${nextToken}`
    const body = await read(world, as, page)
    const shown = body[key] as unknown[]
    rows.push(...shown)
    assert.ok(shown.length <= size, `${page} has ${shown.length} rows`)
    if ('totalCount' in body) totals.add(body['totalCount'])
    if ('hasMore' in body) assert.equal(body['hasMore'], body['nextToken'] !== undefined, page)
    nextToken = body['nextToken'] as string | undefined
  }
  if (totals.size > 0) assert.deepEqual([...totals], [rows.length], `totalCount of ${path}`)
  return rows
}

async function read(world: HistoryWorld, as: AppId, path: string): Promise<Record<string, unknown>> {
  const { status, body } = await world.call('GET', `/v1.0/conference/${path}`, { as })
  assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`)
  return body
}

async function readConference(world: HistoryWorld, held: Held, size: number): Promise<ConferenceAnswers> {
  const { id, app: as, roomCode, sessions: devices } = held
  const path = `videoConferences/${id}`
  const users = PEOPLE.map(({ unionId }) => unionId)
  const metrics = { body: { unionIdList: users }, as }
  const [{ confInfo }, whole, members, sessions, data, settledData, coded, pages, entry, latest] = await Promise.all([
    read(world, as, path) as Promise<{ confInfo: Info }>,
    read(world, as, `${path}/members`),
    readRows(world, { as, path: `${path}/members`, key: 'memberModels', size }) as Promise<MemberRow[]>,
    readRows(world, { as, path: `${path}/details`, key: 'list', size }) as Promise<SessionRow[]>,
    read(world, as, `${path}/infos?realData=true`) as Promise<Data>,
    read(world, as, `${path}/infos?realData=false`) as Promise<Data>,
    readRows(world, { as, path: `roomCodes/${roomCode}/infos`, key: 'conferenceList', size }) as Promise<Info[]>,
    Promise.all(devices.map(readPage)),
    world.pageOf(held.creator).ask<EntryAnswer>('POST', '/api/entry', { body: { roomCode } }),
    world.call('POST', `${CONFERENCES}/${id}/lastMetricDatas/query`, metrics),
  ])
  assert.deepEqual(whole, { memberModels: members, totalCount: members.length }, 'one page and several differ')
  const row = coded.find(({ conferenceId }) => conferenceId === id)
  assert.ok(row, 'it is not among the conferences of its room code')
  const booking = confInfo.scheduleConferenceId
  const ofBooking = booking && (await read(world, as, `videoConferences/scheduleConferences/${booking}`))
  const booked = ((ofBooking || {})['conferenceList'] as ConferenceRow[] | undefined)?.find(
    ({ conferenceId }) => conferenceId === id,
  )
  const unionId = users[size % users.length] as string
  const series = await read(world, as, `${path}/metricDatas?beginTime=0&endTime=${world.now()}&unionId=${unionId}`)
  const last = (series['metricDataList'] as { timestamp: number }[]).at(-1)
  const measure = ((latest.body['metricMap'] ?? {}) as Record<string, { timestamp: number }>)[unionId]
  return {
    id,
    app: as,
    info: confInfo,
    called: world.writes.called.get(id as ConferenceId)?.size ?? 0,
    members,
    sessions,
    data,
    settledData,
    coded: row,
    ...(booked && { booked }),
    pages: pages.flatMap((page) => page ?? []),
    entry: entry.status === 200 ? entry.body : (entry.body as unknown as { code: string }).code,
    measured: { unionId, ...(measure && { latest: measure.timestamp }), ...(last && { last: last.timestamp }) },
  }
}

async function readPage(device: Participant): Promise<ConferenceAnswers['pages'][number] | undefined> {
  const snapshot = device.isConnected ? await device.snapshot() : undefined
  return snapshot && { snapshot, members: device.members }
}

async function readPerson(world: HistoryWorld, person: PersonOfTest): Promise<PersonAnswers> {
  const ongoingFor = async (as: AppId) => {
    const { status, body } = await world.call('GET', `/v1.0/conference/users/lists?unionId=${person.unionId}`, { as })
    if (status === 400) return undefined
    const rows = (body['memberModelMap'] ?? {}) as Record<string, MemberRow>
    return { ids: body['onGoingConfIdList'] as string[], rows }
  }
  const [acme, globex, home] = await Promise.all([
    ongoingFor('dingacmeapp'),
    ongoingFor('dingglobexapp'),
    world.pageOf(person.unionId).ask<HomeAnswer>('GET', '/api/home'),
  ])
  assert.equal(home.status, 200)
  return { person, ongoing: { dingacmeapp: acme, dingglobexapp: globex }, home: home.body }
}

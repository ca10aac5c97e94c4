import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  LiveActRequest,
  LiveMeetingsPage,
  LiveMeetingDetailsAnswer,
  OverviewAnswer,
} from '../../contract/web/console-live-types.ts'
import { ADA, BRAM, GUS, SEED, startTester, type Tester } from '../worlds/tester.ts'
import { Page, type PageAnswer } from './page.ts'
import { enter, startMeeting, type Meeting } from './visit.ts'

const CONFERENCES = '/v1.0/conference/videoConferences'
const [acme, globex] = SEED.organizations
const [ada, ...others] = acme.users
/** Ada operates the server in the first of these. */
const OPERATED = { organizations: [{ ...acme, users: [{ ...ada, operator: true }, ...others] }, globex] }

async function opened(seed: unknown = SEED) {
  const server = await startTester({ seed })
  const pageOf = async (corpId: string, { userId, password }: { userId: string; password: string }) => {
    const page = new Page(server.url)
    await page.signIn({ corpId, userId, password })
    return page
  }
  const root = await pageOf('dingacme', ADA)
  const bram = await pageOf('dingacme', BRAM)
  const join = async (page: Page, { roomCode }: Meeting) => {
    const { body } = await page.ask('POST', '/api/pass', { body: { roomCode, device: 'Mac' } })
    return enter(server.url, body['ticket'])
  }
  return { server, root, bram, pageOf, join, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

const code = ({ status, body }: PageAnswer) => [status, body['code']]
const overviewPath = (now = Date.now()) => `/api/console/overview?from=${now - 3_600_000}&to=${now + 3_600_000}`

async function rosterOf(server: Tester, id: string) {
  const { body } = await server.call('GET', `${CONFERENCES}/${id}/members`)
  const rows = Object.values(body['memberModels'] ?? {}) as { userNick: string; attendStatus: number }[]
  return rows.map(({ userNick, attendStatus }) => [userNick, attendStatus])
}

test('[CO24] [CO21] an administrator watches a meeting that they are not in, and acts in it', async () => {
  await using world = await opened()
  const { server, root, bram } = world
  const meeting = await startMeeting(bram, 'Standup')
  await using _bram = await world.join(bram, meeting)
  const path = `/api/console/live/${meeting.conferenceId}`
  const read = async () => (await root.ask<LiveMeetingDetailsAnswer>('GET', path)).body
  const act = (body: LiveActRequest) => root.ask('POST', `${path}/acts`, { body })
  const room = await read()
  assert.deepEqual(
    [room.meeting.title, room.meeting.hostName, room.meeting.inside, room.meeting.locked, room.meeting.engine],
    ['Standup', 'Bram', 1, false, 'mesh'],
  )
  assert.deepEqual(
    room.members.map(({ key, name, attendStatus, host, sessions }) => [key, name, attendStatus, host, sessions.length]),
    [['m1', 'Bram', 3, true, 1]],
  )
  const shown = room.members.map(({ name, attendStatus }) => [name, attendStatus])
  assert.deepEqual(shown, await rosterOf(server, meeting.conferenceId))
  const { status, body } = await act({ act: 'lock' })
  assert.deepEqual([status, body, (await read()).meeting.locked], [200, { changed: true }, true])
  assert.deepEqual((await act({ act: 'lock' })).body, { changed: false })
  await act({ act: 'unlock' })
  await act({ act: 'call', userIds: ['cleo'] })
  assert.deepEqual(
    (await read()).members.map(({ name, attendStatus }) => [name, attendStatus]),
    [
      ['Bram', 3],
      ['Cleo', 1],
    ],
  )
  await act({ act: 'remove', member: 'm1', forbidRejoin: true })
  const past = await root.ask<LiveMeetingDetailsAnswer>('GET', `${path}?list=past`)
  const statuses = ({ members }: LiveMeetingDetailsAnswer) =>
    members.map(({ name, attendStatus, host, banned }) => [name, attendStatus, host, banned])
  assert.deepEqual(statuses(await read()), [['Cleo', 1, false, false]])
  assert.deepEqual(statuses(past.body), [['Bram', 5, true, true]], 'also the host')
  assert.deepEqual(past.body.counts, { present: 1, past: 1 })
  assert.deepEqual((await act({ act: 'end' })).body, { changed: true })
  assert.deepEqual(code(await root.ask('GET', path)), [410, 'conference-ended'])
  const { body: audit } = await root.ask<{ entries: { action: string }[] }>('GET', '/api/audit')
  assert.deepEqual(audit.entries.map(({ action }) => action).toReversed(), [
    'conference-locked',
    'conference-unlocked',
    'members-called',
    'member-removed',
    'conference-ended',
  ])
})

test('[CO25] what members, other organizations and strangers ask is refused, and so is what is malformed', async () => {
  await using world = await opened()
  const { root, bram, server } = world
  const { conferenceId } = await startMeeting(bram)
  const path = `/api/console/live/${conferenceId}`
  const gus = await world.pageOf('dingglobex', GUS)
  const lock = { body: { act: 'lock' } }
  for (const page of [bram, gus]) {
    const own = page === bram ? '' : '?corpId=dingacme'
    for (const answer of [
      await page.ask('GET', `/api/console/live${own}`),
      await page.ask('GET', `${path}${own}`),
      await page.ask('POST', `${path}/acts${own}`, lock),
      await page.ask('GET', `${overviewPath()}${own && '&corpId=dingacme'}`),
    ])
      assert.deepEqual(code(answer), [403, 'not-administrator'])
  }
  assert.deepEqual(code(await new Page(server.url).ask('GET', '/api/console/live')), [401, 'signed-out'])
  for (const id of ['x', 'f'.repeat(24)])
    assert.deepEqual(code(await root.ask('GET', `/api/console/live/${id}`)), [404, 'conference-not-found'])
  for (const body of [
    { act: 'praise' },
    { act: 'remove', member: 'm1' },
    { act: 'mute' },
    { act: 'call', userIds: [] },
    { act: 'call', userIds: ['a b'] },
  ])
    assert.deepEqual(code(await root.ask('POST', `${path}/acts`, { body })), [400, 'malformed'], JSON.stringify(body))
  for (const query of ['?list=all', '?cursor=x', '?limit=x'])
    assert.deepEqual(code(await root.ask('GET', `${path}${query}`)), [400, 'malformed'], query)
  for (const query of ['', '?from=1', '?from=2&to=1', '?from=1&to=999999999'])
    assert.deepEqual(code(await root.ask('GET', `/api/console/overview${query}`)), [400, 'malformed'], query)
  const cleo = { act: 'mute', member: 'm9' }
  assert.deepEqual(code(await root.ask('POST', `${path}/acts`, { body: cleo })), [404, 'member-not-found'])
  const nobody = { act: 'call', userIds: ['nobody'] }
  assert.deepEqual(code(await root.ask('POST', `${path}/acts`, { body: nobody })), [404, 'user-not-found'])
})

test('[CO27] [CO23] the numbers of the overview are those of the open API and of the rosters', async () => {
  await using world = await opened()
  const { server, root, bram } = world
  const meetings = [await startMeeting(bram, 'One'), await startMeeting(root, 'Two'), await startMeeting(root, 'Three')]
  const [one, two, three] = meetings as [Meeting, Meeting, Meeting]
  await using _a = await world.join(bram, one)
  await using _b = await world.join(root, one)
  await using _c = await world.join(root, two)
  await server.call('DELETE', `${CONFERENCES}/${three.conferenceId}?unionId=${ADA.unionId}`)
  const { body } = await root.ask<OverviewAnswer>('GET', overviewPath())
  const running = await server.call('GET', '/v1.0/conference/orgConferences')
  const inside = new Set<string>()
  for (const { unionId } of [ADA, BRAM]) {
    const { body: lists } = await server.call('GET', `/v1.0/conference/users/lists?unionId=${unionId}`)
    for (const id of JSON.stringify(lists).match(/[0-9a-f]{24}/g) ?? []) inside.add(id)
  }
  const statuses = (await Promise.all(meetings.slice(0, 2).map((met) => rosterOf(server, met.conferenceId)))).flat()
  assert.deepEqual(body.now, { meetings: inside.size, people: statuses.filter(([, status]) => status === 3).length })
  assert.deepEqual(body.now, { meetings: 2, people: 3 })
  assert.equal(body.now.meetings, running.body['totalCount'])
  const history = '/v1.0/conference/videoConferences/histories/dataLists'
  const since = Date.now() - 3_600_000
  const begun = await server.call('GET', `${history}?startTime=${since}&endTime=${Date.now()}&realData=true`)
  assert.equal(body.day.total, (begun.body['list'] as unknown[]).length)
  assert.deepEqual(
    body.day.latest.map(({ title, endTime, attended }) => [title, endTime !== undefined, attended]),
    [
      ['Three', true, 0],
      ['Two', false, 1],
      ['One', false, 2],
    ],
  )
  const { body: list } = await root.ask<LiveMeetingsPage>('GET', '/api/console/live?limit=1')
  const next = await root.ask<LiveMeetingsPage>('GET', `/api/console/live?limit=1&cursor=${list.cursor}`)
  assert.deepEqual(
    [list, next.body].flatMap((page) => [page.total, ...page.meetings.map(({ title, inside: now }) => [title, now])]),
    [2, ['Two', 1], 2, ['One', 2]],
  )
  assert.equal(next.body.cursor, undefined)
  const day = await root.ask<OverviewAnswer>('GET', `/api/console/overview?from=1&to=86400000`)
  assert.deepEqual(day.body.day, { total: 0, latest: [] })
  const [from, to] = [Date.now() + 60_000, Date.now() + 86_400_000]
  const later = await root.ask<OverviewAnswer>('GET', `/api/console/overview?from=${from}&to=${to}`)
  assert.deepEqual(later.body.day, { total: 0, latest: [] })
})

test('[CO28] an operator sees the health of the server, and an administrator the media engine alone', async () => {
  await using world = await opened()
  const { body } = await world.root.ask<OverviewAnswer>('GET', overviewPath())
  assert.deepEqual([body.media, body.health], [{ engine: 'mesh', down: false }, undefined])
  await using operated = await opened(OPERATED)
  const { body: seen } = await operated.root.ask<OverviewAnswer>('GET', overviewPath())
  const { database, disk, redis } = seen.health ?? assert.fail('an operator sees it')
  assert.deepEqual([database.up, redis], [true, undefined])
  assert.ok(database.answerMs >= 0)
  assert.ok(disk && disk.freeBytes > 0 && disk.freeBytes <= disk.totalBytes)
  const foreign = await operated.root.ask<OverviewAnswer>('GET', `${overviewPath()}&corpId=dingglobex`)
  assert.deepEqual([foreign.status, foreign.body.now], [200, { meetings: 0, people: 0 }])
})

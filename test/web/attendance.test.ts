import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  AttendanceAnswer,
  BookingAttendanceAnswer,
  PastRosterAnswer,
} from '../../contract/web/attendance-types.ts'
import { ADA, BRAM, CLEO, GUS, SEED, startTester, type Tester } from '../worlds/tester.ts'
import { book, local, openPages } from './booking-pages.ts'
import { Page } from './page.ts'
import { enter, startMeeting } from './visit.ts'

const device = 'Mac'
const [acme, globex] = SEED.organizations
const seed = {
  organizations: [{ ...acme, users: [...acme.users.slice(0, 2), { ...CLEO, password: 'keeper' }] }, globex],
}

/** A meeting that Bram hosts, and in which Ada, who is administrator, was twice and Cleo once. It has ended. */
async function openEnded() {
  const server = await startTester({ seed })
  const [ada, bram, cleo] = [new Page(server.url), new Page(server.url), new Page(server.url)]
  await ada.signIn(ADA)
  await bram.signIn(BRAM)
  await cleo.signIn({ ...CLEO, password: 'keeper' })
  const meeting = await startMeeting(bram, '=Plan, „Ü“ 周会')
  const { conferenceId, roomCode, link } = meeting
  const token = new URL(link).searchParams.get('token')
  const visit = async (page: Page) => {
    const { body } = await page.ask('POST', '/api/pass', { body: { roomCode, token, device } })
    return enter(server.url, body['ticket'])
  }
  await call(server, 'POST', `${CONFERENCES}/${conferenceId}/users/invite`, {
    inviteeList: [{ unionId: CLEO.unionId, nick: 'Cleo' }],
  })
  const host = await visit(bram)
  for (const page of [ada, ada, cleo]) await (await visit(page))[Symbol.asyncDispose]()
  server.advance(1_000)
  const during = Date.now() + 500
  await host[Symbol.asyncDispose]()
  await call(server, 'DELETE', `${CONFERENCES}/${conferenceId}?unionId=${BRAM.unionId}`)
  const path = `/api/conferences/${conferenceId}/attendance`
  return {
    server,
    ada,
    bram,
    cleo,
    conferenceId,
    path,
    during,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

test('[AR3] [AR6] a change of the booking after the end changes nothing in the report', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const ada = await pageOf(ADA)
  const { body } = await book(ada, {
    ...local(0),
    recurrence: { frequency: 'daily', interval: 1, end: { count: 3 }, leftOut: [] },
  })
  const { bookingId, roomCode, passcode, startTime, endTime } = body
  const pass = await ada.ask('POST', '/api/pass', { body: { roomCode, passcode, device } })
  await (await enter(server.url, pass.body['ticket']))[Symbol.asyncDispose]()
  const id = String(pass.body['conferenceId'])
  await call(server, 'DELETE', `${CONFERENCES}/${id}?unionId=${ADA.unionId}`)
  const read = async () => (await ada.ask<AttendanceAnswer>('GET', `/api/conferences/${id}/attendance`)).body
  const before = await read()
  assert.deepEqual([before.bookingId, before.plannedStart, before.plannedEnd], [bookingId, startTime, endTime])
  assert.ok((before.people[0]?.lateMs ?? 0) < 61_000)
  const changed = await ada.ask('PUT', `/api/bookings/${bookingId}`, { body: { title: 'Other', ...local(48) } })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  assert.deepEqual(await read(), before)
})

test('[AR17] the attendance of a booking says who came to how many of its meetings', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const [ada, bram] = [await pageOf(ADA), await pageOf(BRAM)]
  const { body } = await book(bram, { ...local(0), invitees: [CLEO.unionId, ADA.unionId] })
  const { bookingId, roomCode, passcode } = body
  const hold = async (...pages: Page[]) => {
    let id = ''
    for (const page of pages) {
      const pass = await page.ask('POST', '/api/pass', { body: { roomCode, passcode, device } })
      id = String(pass.body['conferenceId'])
      await (await enter(server.url, pass.body['ticket']))[Symbol.asyncDispose]()
    }
    await call(server, 'DELETE', `${CONFERENCES}/${id}?unionId=${BRAM.unionId}`)
    const { memberModels } = await call(server, 'GET', `${CONFERENCES}/${id}/members`)
    return { id, times: new Map((memberModels as Row[]).map(({ unionId, duration }) => [unionId, duration])) }
  }
  const [first, second] = [await hold(bram, ada), await hold(bram)]
  const path = `/api/bookings/${bookingId}/attendance`
  const report = await bram.ask<BookingAttendanceAnswer>('GET', path)
  assert.equal(report.status, 200, JSON.stringify(report.body))
  assert.deepEqual(
    report.body.meetings.map(({ conferenceId, came }) => [conferenceId, came]),
    [
      [first.id, 2],
      [second.id, 1],
    ],
  )
  const timesOf = ({ unionId }: { unionId: string }) => [first, second].map(({ times }) => times.get(unionId) ?? null)
  assert.deepEqual(
    report.body.people.map(({ name, attended, times }) => [name, attended, times]),
    [
      ['Bram', 2, timesOf(BRAM)],
      ['Ada', 1, timesOf(ADA)],
      ['Cleo', 0, [null, null]],
    ],
  )
  const csv = await bram.go('GET', bram.address(`${path}?format=csv&timeZone=Asia/Tokyo`))
  const [head = '', ...rows] = (await csv.text()).trimEnd().split('\r\n')
  assert.match(head, /Meetings attended \(of 2\),Minutes in all meetings,Minutes on [\dT:-]+\+09:00,/)
  assert.equal(rows.length, 3)
  const xlsx = await bram.go('GET', bram.address(`${path}?format=xlsx`))
  assert.equal(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
    'PK',
  )
  const stranger = await pageOf(GUS, globex.corpId)
  const statuses = async (page: Page, url: string) => (await page.ask('GET', url)).status
  assert.deepEqual([await statuses(ada, path), await statuses(stranger, path)], [200, 404]) // Ada is administrator
  assert.equal(await statuses(bram, '/api/bookings/none/attendance'), 404)
})

type Row = { unionId: string; duration: number }
const CONFERENCES = '/v1.0/conference/videoConferences'
async function call(server: Tester, method: string, path: string, body?: unknown) {
  const answer = await server.call(method, path, body === undefined ? {} : { body })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('[AR12] the attendance of an ended conference has the times and durations of the open API', async () => {
  await using met = await openEnded()
  const { server, bram, conferenceId, path } = met
  const { status, body } = await bram.ask<AttendanceAnswer>('GET', path)
  assert.equal(status, 200, JSON.stringify(body))
  const { memberModels } = await call(server, 'GET', `${CONFERENCES}/${conferenceId}/members`)
  assert.deepEqual(
    body.people.map(({ unionId, name, joinTime, leaveTime, durationMs }) => [
      unionId,
      name,
      joinTime,
      leaveTime,
      durationMs,
    ]),
    (memberModels as Record<string, unknown>[]).map((member) =>
      ['unionId', 'userNick', 'joinTime', 'leaveTime', 'duration'].map((name) => member[name]),
    ),
  )
  const details = await call(server, 'GET', `${CONFERENCES}/${conferenceId}/details`)
  assert.deepEqual(
    body.people.flatMap(({ sessions }) => sessions.map(({ participantId }) => participantId)).toSorted(),
    (details['list'] as { sessionId: string }[]).map(({ sessionId }) => sessionId).toSorted(),
  )
  assert.deepEqual(
    body.people.map(({ wayIn, sessions, roles }) => [wayIn, sessions.length, roles.length]),
    [
      ['invited', 1, 0],
      ['host', 1, 1],
      ['link', 2, 0],
    ],
  )
  assert.deepEqual([body.conferenceId, body.whole, body.timeZone, body.totals.came], [conferenceId, true, 'UTC', 3])
})

test('[AR10] [AR11] administrators and the host get the report, others their own part, strangers nothing', async () => {
  await using met = await openEnded()
  const { server, ada, bram, cleo, path, conferenceId } = met
  const gus = new Page(server.url)
  await gus.signIn({ ...GUS, corpId: globex.corpId })
  const statusesOf = async (page: Page) => {
    const roster = `/api/conferences/${conferenceId}/roster?at=${met.during}`
    return Promise.all([path, `${path}?own`, roster].map(async (url) => (await page.ask('GET', url)).status))
  }
  assert.deepEqual(await statusesOf(ada), [200, 200, 200])
  assert.deepEqual(await statusesOf(bram), [200, 200, 200])
  assert.deepEqual(await statusesOf(cleo), [403, 200, 403])
  assert.deepEqual(await statusesOf(gus), [404, 404, 404])
  assert.deepEqual(await statusesOf(new Page(server.url)), [401, 401, 401])
  const { body } = await cleo.ask<AttendanceAnswer>('GET', `${path}?own`)
  assert.deepEqual([body.whole, body.people.map(({ name }) => name)], [false, ['Cleo']])
  assert.equal((await ada.ask('GET', '/api/conferences/none/attendance')).status, 404)
})

test('[AR9] the roster of a moment is answered for epoch milliseconds and for ISO 8601 with offset', async () => {
  await using met = await openEnded()
  const path = `/api/conferences/${met.conferenceId}/roster?at=`
  const rosterAt = (at: string) => met.bram.ask<PastRosterAnswer>('GET', path + at)
  const { body } = await rosterAt(String(met.during))
  assert.deepEqual(
    body.members.map(({ name, attendStatus, host }) => [name, attendStatus, host]),
    [
      ['Cleo', 6, false],
      ['Bram', 3, true],
      ['Ada', 6, false],
    ],
  )
  const iso = new Date(met.during + 7_200_000).toISOString().replace('Z', '+02:00')
  assert.deepEqual((await rosterAt(iso)).body, body)
  assert.deepEqual((await rosterAt(encodeURIComponent(iso))).body, body)
  for (const at of ['', 'noon', '2026-03-29', '2026-13-29T09:30:00Z', '2026-03-29T09:30:00']) {
    assert.equal((await rosterAt(at)).status, 400, at)
  }
})

test('[AR13] [AR16] the report is a CSV file in the time zone and the language that are asked for', async () => {
  await using met = await openEnded()
  const { bram, path } = met
  const fileOf = async (query: string) => {
    const response = await bram.go('GET', bram.address(`${path}?${query}`))
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  const { headers, bytes } = await fileOf('format=csv&timeZone=Asia/Shanghai')
  assert.equal(headers.get('content-type'), 'text/csv; charset=utf-8')
  assert.match(
    headers.get('content-disposition') ?? '',
    /^attachment; filename="attendance-[\d-]+\.csv"; filename\*=UTF-8''/,
  )
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf])
  const [head = '', ...rows] = bytes.toString().slice(1).trimEnd().split('\r\n')
  assert.match(head, /^Name,.*First in \(Asia\/Shanghai\),Last out \(Asia\/Shanghai\),Minutes inside,/)
  assert.deepEqual([rows.length, rows.map((row) => row.split(',')[0])], [3, ['Cleo', 'Bram', 'Ada']])
  assert.match(rows[0] ?? '', /,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00,/)
  const sessions = (await fileOf('format=csv&table=sessions&language=zh-CN')).bytes.toString().trimEnd().split('\r\n')
  assert.match(sessions[0] ?? '', /姓名,工号,设备,入会时间（UTC）,离会时间（UTC）/)
  assert.equal(sessions.length, 5)
  const unknown = await bram.ask('GET', `${path}?format=csv&timeZone=Mars/Base`)
  assert.deepEqual([unknown.status, unknown.body['code']], [400, 'no-such-time-zone'])
  assert.equal((await bram.ask('GET', `${path}?format=pdf`)).status, 400)
})

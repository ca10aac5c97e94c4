import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  FoundMeetings,
  MeetingAnswer,
  MeetingLogEntry,
  MeetingLogPage,
  MeetingQualityPage,
} from '../../contract/web/console-meetings-types.ts'
import { ADA, BRAM, CLEO, GUS, SEED } from '../worlds/tester.ts'
import { book, local, openPages } from './booking-pages.ts'
import { enter, startMeeting } from './visit.ts'
import type { Page } from './page.ts'

const device = 'Mac'
const MEETINGS = '/api/console/meetings'
const [, globex] = SEED.organizations
const codeOf = ({ status, body }: { status: number; body: object }) => [status, 'code' in body ? body.code : undefined]

async function search(page: Page, query = ''): Promise<FoundMeetings> {
  const { status, body } = await page.ask<FoundMeetings>('GET', `${MEETINGS}?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

/** Four meetings: two of Bram, of which one has ended, a booked one, and one of another organization. */
async function openMeetings() {
  const world = await openPages()
  const { server, pageOf } = world
  const [ada, bram, gus] = [await pageOf(ADA), await pageOf(BRAM), await pageOf(GUS, globex.corpId)]
  const plan = await startMeeting(bram, 'Weekly plan')
  server.advance(1_000)
  const review = await startMeeting(bram, '产品周会 review')
  server.advance(1_000)
  const other = await startMeeting(gus, 'Weekly of Globex')
  server.advance(1_000)
  const { body: booked } = await book(ada, { ...local(0), title: 'Planned' })
  const pass = await ada.ask('POST', '/api/pass', {
    body: { roomCode: booked.roomCode, passcode: booked.passcode, device },
  })
  await (await enter(server.url, pass.body['ticket']))[Symbol.asyncDispose]()
  const visit = async (page: Page, { roomCode, link }: { roomCode: string; link: string }) => {
    const token = new URL(link).searchParams.get('token')
    const { body } = await page.ask('POST', '/api/pass', { body: { roomCode, token, device } })
    return enter(server.url, body['ticket'])
  }
  await (await visit(bram, plan))[Symbol.asyncDispose]()
  await (await visit(ada, plan))[Symbol.asyncDispose]()
  const end = `/v1.0/conference/videoConferences/${plan.conferenceId}?unionId=${BRAM.unionId}`
  assert.equal((await server.call('DELETE', end)).status, 200)
  return { ...world, ada, bram, gus, plan, review, other, booked, bookedId: String(pass.body['conferenceId']) }
}

test('[CO40] an administrator finds the meetings of their organization, ended and in progress', async () => {
  await using met = await openMeetings()
  const { ada, bram, gus, plan, review, booked, bookedId } = met
  const ids = async (query?: string) => (await search(ada, query)).meetings.map(({ conferenceId }) => conferenceId)
  const all = [bookedId, review.conferenceId, plan.conferenceId]
  assert.deepEqual(await ids(), all)
  assert.deepEqual(await ids('title=plan'), [bookedId, plan.conferenceId])
  assert.deepEqual(await ids(`title=${encodeURIComponent('周会')}`), [review.conferenceId])
  assert.deepEqual(await ids(`userId=bram&title=week`), [plan.conferenceId])
  assert.deepEqual(await ids(`roomCode=${review.roomCode.slice(0, 3)}+${review.roomCode.slice(3)}`), [
    review.conferenceId,
  ])
  const { meetings } = await search(ada)
  const startOf = (index: number) => meetings[index]?.startTime ?? 0
  assert.deepEqual(await ids(`from=${startOf(1)}&to=${startOf(0)}`), [review.conferenceId])
  const { startTime = 0, endTime, ...ended } = meetings[2] ?? {}
  assert.ok(endTime !== undefined && endTime >= startTime)
  assert.deepEqual(ended, {
    conferenceId: plan.conferenceId,
    title: 'Weekly plan',
    roomCode: plan.roomCode,
    organizer: 'Bram',
    attended: 2,
    inside: 0,
  })
  assert.equal(meetings[0]?.bookingId, booked.bookingId)
  assert.deepEqual((await search(ada, `userId=bram`)).person, { unionId: BRAM.unionId, name: 'Bram' })
  assert.deepEqual((await search(ada, `unionId=nobody`)).person, { unionId: 'nobody' })

  const first = await search(ada, 'limit=2')
  const second = await search(ada, `limit=2&cursor=${first.cursor}`)
  assert.deepEqual([...first.meetings, ...second.meetings], meetings)
  assert.equal(second.cursor, undefined)

  assert.deepEqual(codeOf(await bram.ask('GET', MEETINGS)), [403, 'not-administrator'])
  assert.deepEqual(codeOf(await gus.ask('GET', `${MEETINGS}?corpId=dingacme`)), [403, 'not-administrator'])
  assert.deepEqual(codeOf(await ada.ask('GET', `${MEETINGS}?userId=nobody`)), [404, 'user-not-found'])
  assert.deepEqual(codeOf(await ada.ask('GET', `${MEETINGS}?cursor=x`)), [400, 'malformed'])
  assert.deepEqual(codeOf(await ada.ask('GET', `${MEETINGS}?roomCode=abc`)), [400, 'malformed'])
})

test('[CO43] one meeting has its host, its numbers and its booking, for administrators of its organization', async () => {
  await using met = await openMeetings()
  const { ada, bram, gus, plan, other, booked, bookedId } = met
  const read = async (id: string) => (await ada.ask<MeetingAnswer>('GET', `${MEETINGS}/${id}`)).body
  const { host, organizer, attended, locked, booking, endTime } = await read(plan.conferenceId)
  assert.deepEqual([host, organizer, attended, locked, booking], ['Bram', 'Bram', 2, false, undefined])
  assert.ok(endTime)
  assert.deepEqual((await read(bookedId)).booking, { bookingId: booked.bookingId, title: 'Planned' })
  for (const path of ['', '/log', '/quality']) {
    for (const id of [other.conferenceId, '0'.repeat(24)]) {
      const answer = await ada.ask('GET', `${MEETINGS}/${id}${path}?corpId=dingacme`)
      assert.deepEqual(codeOf(answer), [404, 'conference-not-found'], `${path} ${id}`)
    }
    const ofMember = await bram.ask('GET', `${MEETINGS}/${plan.conferenceId}${path}`)
    assert.deepEqual(codeOf(ofMember), [403, 'not-administrator'])
    const ofOther = await gus.ask('GET', `${MEETINGS}/${plan.conferenceId}${path}`)
    assert.equal(ofOther.status, 403)
  }
})

test('[CO44] the log says in order what happened, who did it, and which people it concerns', async () => {
  await using met = await openMeetings()
  const { server, ada, review } = met
  const conference = `/v1.0/conference/videoConferences/${review.conferenceId}`
  const invited = await server.call('POST', `${conference}/users/invite`, {
    body: { inviteeList: [{ unionId: CLEO.unionId, nick: 'Cleo' }] },
  })
  assert.equal(invited.status, 200, JSON.stringify(invited.body))
  const read = async (query = '') =>
    (await ada.ask<MeetingLogPage>('GET', `${MEETINGS}/${review.conferenceId}/log?${query}`)).body
  const { entries, cursor } = await read()
  assert.equal(cursor, undefined)
  assert.deepEqual(
    entries.map(({ seq }) => seq),
    entries.map((_, index) => index + 1),
  )
  const of = (kind: string) => entries.find((entry) => entry.kind === kind) as MeetingLogEntry
  const created = of('conference-created')
  assert.deepEqual([created.name, created.by], ['产品周会 review', { kind: 'person', name: 'Bram' }])
  const { person, by, own } = of('member-invited')
  assert.deepEqual(
    [person, by?.kind, by?.kind === 'app' && by.name !== undefined, own],
    [{ name: 'Cleo', unionId: CLEO.unionId }, 'app', true, false],
  )
  const first = await read('limit=1')
  const second = await read(`limit=1&cursor=${first.cursor}`)
  assert.deepEqual([...first.entries, ...second.entries], entries.slice(0, 2))
})

test('[CO44] people who came and left are named in the log, with device and reason', async () => {
  await using met = await openMeetings()
  const { ada, plan } = met
  const { body } = await ada.ask<MeetingLogPage>('GET', `${MEETINGS}/${plan.conferenceId}/log`)
  const entries = body.entries.flatMap(({ kind, person, device: on, reason, own }) =>
    kind.startsWith('session-') || kind === 'conference-ended' ? [[kind, person?.name, on ?? reason, own]] : [],
  )
  assert.deepEqual(entries, [
    ['session-opened', 'Bram', 'Mac', true],
    ['session-closed', 'Bram', 'left', true],
    ['session-opened', 'Ada', 'Mac', true],
    ['session-closed', 'Ada', 'left', true],
    ['conference-ended', undefined, 'closed', false],
  ])
})

test('[CO45] the quality of a meeting has everybody who joined, with their sessions', async () => {
  await using met = await openMeetings()
  const { ada, plan } = met
  const read = async (query = '') =>
    (await ada.ask<MeetingQualityPage>('GET', `${MEETINGS}/${plan.conferenceId}/quality?${query}`)).body
  const { people } = await read()
  assert.deepEqual(
    people.map(({ name, sessions, reports, grade }) => [name, sessions, reports, grade]),
    [
      ['Bram', 1, 0, undefined],
      ['Ada', 1, 0, undefined],
    ],
  )
  const first = await read('limit=1')
  assert.deepEqual([...first.people, ...(await read(`limit=1&cursor=${first.cursor}`)).people], people)
})

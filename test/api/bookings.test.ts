import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, test } from 'node:test'
import type { ConferenceClient } from '../../client/conference-client.ts'
import { openSession } from '../../src/terminal/session.ts'
import { BOOKINGS, CONFERENCES, HOUR, openBookings, personalLink } from '../worlds/booking-world.ts'
import { ADA, BRAM, CLEO, GUS } from '../worlds/tester.ts'

const world = await openBookings()
after(() => world[Symbol.asyncDispose]())
const { tester, order, book, named, cancel, asGuest, asPerson, held, close, follow } = world

const query = (id: string, unionId: string = ADA.unionId) =>
  tester.call('GET', `${BOOKINGS}/${id}/infos?requestUnionId=${unionId}`)
const change = (id: string, fields: object = {}) =>
  tester.call('PUT', BOOKINGS, { body: { ...order(), scheduleConferenceId: id, ...fields } })
const settingsOf = async (id: string) => {
  const { body } = await tester.call('GET', `${BOOKINGS}/settings?scheduleConferenceId=${id}`)
  return body['scheduleConfSettingModel'] as Record<string, unknown>
}
const set = (id: string, scheduleConfSettingModel: object) =>
  tester.call('PUT', `${BOOKINGS}/settings`, { body: { ...named(id), scheduleConfSettingModel } })
const extra = (moziConfVirtualExtraSetting: object) => ({ moziConfVirtualExtraSetting })
const members = async (id: string | undefined) =>
  (await tester.call('GET', `${CONFERENCES}/${id}/members`)).body['memberModels'] as Record<string, unknown>[]

async function comeIn(ticket: string | undefined): Promise<ConferenceClient> {
  const session = openSession(new URL(tester.url), ticket as string)
  assert.equal(await session.joined(), undefined)
  return session
}

test('[BK1] [BK2] a new booking has its id, room code and link, and a title of at most 50 characters', async () => {
  const booked = await book(undefined, { title: '评'.repeat(51) })
  assert.match(booked.scheduleConferenceId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  assert.match(booked.roomCode, /^[0-9]{11}$/)
  assert.match(booked.url, /^http:\/\/localhost:[0-9]+\/j\/[0-9A-Za-z]{11}$/)
  assert.deepEqual(booked.phones, [])
  assert.match(booked.requestId, /^[0-9A-F-]{36}$/)
  const { body } = await query(booked.scheduleConferenceId, BRAM.unionId)
  assert.deepEqual(
    ['scheduleConferenceId', 'roomCode', 'url', 'phones', 'title'].map((name) => body[name]),
    [booked.scheduleConferenceId, booked.roomCode, booked.url, [], '评'.repeat(50)],
  )
  assert.deepEqual(await held(booked.scheduleConferenceId), { conferenceList: [], nextToken: '', totalCount: 0 })
})

test('[BK2] a booking that ends before it starts, has too long a title, or names people of another organization is refused', async () => {
  for (const fields of [
    { endTime: 1 },
    { endTime: Date.now() - 1 },
    { startTime: Date.now() + HOUR, endTime: Date.now() + HOUR - 1 },
    { startTime: 3e12, endTime: 3e12 },
    { startTime: 'soon' },
    { endTime: 9e15 },
    { title: 'x'.repeat(257) },
    { title: ' ' },
    { creatorUnionId: GUS.unionId },
    { scheduleConfSettingModel: { hostUnionId: GUS.unionId } },
    { scheduleConfSettingModel: { cohostUnionIds: [GUS.unionId] } },
    { scheduleConfSettingModel: { confAllowedCorpId: 'dingglobex' } },
    { scheduleConfSettingModel: extra({ waitingRoom: 3 }) },
    { scheduleConfSettingModel: extra({ cloudRecordOwnerUnionId: GUS.unionId }) },
    { scheduleConfSettingModel: extra({ minutesOwnerUnionId: GUS.unionId }) },
    { scheduleConfSettingModel: extra({ minutesOwnerUnionId: '' }) },
    { scheduleConfSettingModel: extra({ minutesSummaryTemplateType: '2' }) },
    { scheduleConfSettingModel: { moziConfOpenRecordSetting: { mode: 'mosaic' } } },
    { scheduleConfSettingModel: { aiAgentSummarySetting: { value: 'on' } } },
  ]) {
    const { status, body } = await tester.call('POST', BOOKINGS, { body: order(fields) })
    assert.deepEqual([status, body['code']], [400, 'paramsError'], JSON.stringify(fields))
  }
})

test('[BK3] another organization cannot read a booking, and only its creator can change it', async () => {
  const { scheduleConferenceId: id, roomCode } = await book()
  const as = 'dingglobexapp'
  const body = { ...order(), creatorUnionId: GUS.unionId, scheduleConferenceId: id, coolAppCode: 'x' }
  const answers = [
    await tester.call('PUT', BOOKINGS, { as, body }),
    await tester.call('POST', `${BOOKINGS}/cancel`, { as, body }),
    await tester.call('GET', `${BOOKINGS}/${id}/infos?requestUnionId=${GUS.unionId}`, { as }),
    await tester.call('GET', `${CONFERENCES}/scheduleConferences/${id}`, { as }),
    await tester.call('GET', `${BOOKINGS}/settings?scheduleConferenceId=${id}`, { as }),
    await tester.call('PUT', `${BOOKINGS}/settings`, { as, body }),
    await tester.call('POST', '/v1.0/conference/customShortLinks', { as, body }),
  ]
  for (const { status, body: said } of answers) {
    assert.ok(status === 400 || status === 403, JSON.stringify(said))
    assert.ok(!JSON.stringify(said).includes(roomCode) && !JSON.stringify(said).includes('Quarter'))
  }
  assert.equal((await change(id, { creatorUnionId: BRAM.unionId })).body['code'], 'permissionError')
  assert.equal((await query(id, BRAM.unionId)).status, 200)
  assert.equal((await query('settings')).body['code'], 'paramsError')
})

test('[BK4] [BK9] a past booking admits nobody until it is moved; its room code and link stay', async () => {
  const booked = await book(undefined, { startTime: Date.now() - HOUR, endTime: Date.now() + 2_000 })
  const id = booked.scheduleConferenceId
  await sleep(2_100)
  assert.equal((await asGuest(booked)).code, 'conference-ended')
  const { startTime, endTime } = order()
  assert.deepEqual((await change(id, { title: 'Moved' })).body, { success: true })
  const { body } = await query(id)
  assert.ok(Math.abs(Number(body['startTime']) - startTime) < 60_000 && Number(body['endTime']) >= endTime - 60_000)
  assert.deepEqual([body['title'], body['roomCode'], body['url']], ['Moved', booked.roomCode, booked.url])
  assert.equal((await asGuest(booked)).status, 200)
  assert.equal((await change(id, { endTime: 1 })).body['code'], 'paramsError')
})

test('[BK9] a conference that continues after the end of its booking stays open; the next one does not start', async () => {
  const booked = await book(undefined, { startTime: Date.now() - HOUR, endTime: Date.now() + 30 * HOUR })
  const session = await comeIn((await asGuest(booked)).ticket)
  const soon = { startTime: Date.now() - HOUR, endTime: Date.now() + 2_000 }
  assert.deepEqual((await change(booked.scheduleConferenceId, soon)).body, { success: true })
  await sleep(2_100)
  const late = await asGuest(booked)
  assert.equal(late.status, 200)
  await session.leave()
  await close(late.conferenceId)
  assert.equal((await asGuest(booked)).code, 'conference-ended')
})

test('[BK5] [BK28] [HC23] a canceled booking admits nobody; people in the meeting stay, and its last conference can be read', async () => {
  const booked = await book()
  const id = booked.scheduleConferenceId
  const { ticket, conferenceId } = await asGuest(booked)
  const session = await comeIn(ticket)
  assert.deepEqual((await cancel(id)).body, { success: true })
  assert.deepEqual((await cancel(id)).body, { success: true })
  assert.equal((await asGuest(booked)).code, 'conference-ended')
  assert.equal((await personalLink(tester, booked.url, ADA.unionId)).body['code'], 'paramsError')
  const inviteeList = [{ unionId: BRAM.unionId, nick: 'Bram' }]
  const invited = await tester.call('POST', `${CONFERENCES}/${conferenceId}/users/invite`, { body: { inviteeList } })
  assert.deepEqual([invited.status, invited.body['message']], [400, 'error:conference ended'])
  assert.deepEqual(
    (await members(conferenceId)).map(({ attendStatus }) => attendStatus),
    [3],
  )
  for (const { body } of [await query(id), await change(id)]) assert.equal(body['code'], 'resourceCancel')
  const shortLink = { body: { ...named(id), coolAppCode: 'x' } }
  for (const { status, body } of [
    await set(id, {}),
    await tester.call('GET', `${BOOKINGS}/settings?scheduleConferenceId=${id}`),
    await tester.call('POST', '/v1.0/conference/customShortLinks', shortLink),
  ]) {
    assert.deepEqual([status, body['code']], [400, 'scheduleConferenceIdError'])
  }
  assert.deepEqual(
    (await held(id)).conferenceList.map((one) => one['conferenceId']),
    [conferenceId],
  )
  await session.leave()
})

test('[BK6] [BK8] [BK22] the same room code starts a new conference each time, and the last of them is returned', async () => {
  const booked = await book()
  const ids: unknown[] = []
  for (let i = 0; i < 3; i += 1) {
    const together = await Promise.all([asGuest(booked), asGuest(booked), asGuest(booked)])
    const [first] = together
    assert.ok(together.every(({ conferenceId, status }) => status === 200 && conferenceId === first?.conferenceId))
    ids.unshift(first?.conferenceId)
    await sleep(2) // so that no two begin in the same millisecond
    if (i < 2) await close(first?.conferenceId)
  }
  assert.equal(new Set(ids).size, 3)
  for (const [asked, status] of [
    ['', 2],
    ['?maxResults=2&nextToken=0', 2],
    ['?nextToken=&maxResults=20', 1],
  ] as const) {
    if (status === 1) await close(String(ids[0]))
    const { conferenceList, totalCount, nextToken } = await held(booked.scheduleConferenceId, asked)
    assert.deepEqual([totalCount, nextToken], [1, ''])
    assert.deepEqual(
      conferenceList.map((one) => [one['conferenceId'], one['status'], one['roomCode']]),
      [[ids[0], status, booked.roomCode]],
    )
  }
  const { confInfo } = (await tester.call('GET', `${CONFERENCES}/${String(ids[0])}`)).body as {
    confInfo: Record<string, unknown>
  }
  assert.deepEqual([confInfo['scheduleConferenceId'], confInfo['bizType']], [booked.scheduleConferenceId, '3'])
  const coded = await tester.call('GET', `/v1.0/conference/roomCodes/${booked.roomCode}/infos`)
  for (const one of coded.body['conferenceList'] as Record<string, unknown>[]) {
    assert.deepEqual([one['scheduleConferenceId'], one['bizType']], [booked.scheduleConferenceId, '3'])
  }
})

test('[BK7] only the given settings change, and they apply from the next conference on', async () => {
  const booked = await book({ lockRoom: 0, ...extra({ enableChat: 0, pushMinutesCard: true }) })
  const id = booked.scheduleConferenceId
  const { conferenceId } = await asGuest(booked)
  const apps = [{ coolAppCode: 'COOLAPP-0-1', autoOpenMode: 1, extensionAppBizData: 'x' }]
  const more = { muteOnJoin: -1, lockRoom: 1, cohostUnionIds: [BRAM.unionId, BRAM.unionId] }
  const record = { moziConfOpenRecordSetting: { recordAutoStart: 1 }, aiAgentSummarySetting: { value: 'enable' } }
  assert.deepEqual((await set(id, { ...more, ...record, ...extra({ moziConfExtensionAppSettings: apps }) })).body, {
    success: true,
  })
  assert.deepEqual((await set(id, { confAllowedCorpId: 'dingacme' })).body, { success: true })
  const settings = {
    hostUnionId: ADA.unionId,
    cohostUnionIds: [BRAM.unionId],
    lockRoom: 1,
    muteOnJoin: -1,
    screenShareForbidden: 0,
    moziConfVirtualExtraSetting: {
      waitingRoom: 0,
      joinBeforeHost: 1,
      enableChat: 0,
      lockNick: 0,
      lockMediaStatusMicMute: 0,
      enableWebAnonymousJoin: true,
      moziConfExtensionAppSettings: [{ ...apps[0], autoOpenMode: '1' }],
    },
  }
  assert.deepEqual(await settingsOf(id), { ...settings, confAllowedCorpId: 'dingacme' })
  await set(id, { confAllowedCorpId: '' })
  assert.deepEqual(await settingsOf(id), settings)
  assert.equal((await asGuest(booked)).status, 200, 'the one that goes on is as open as it began')
  await close(conferenceId)
  assert.equal((await asGuest(booked)).code, 'conference-locked')
})

test('[BK7] [BK19] changes made at the same time are all stored', async () => {
  const { scheduleConferenceId: id } = await book()
  const changes = ['waitingRoom', 'lockNick', 'lockMediaStatusMicMute'].map((name) => set(id, extra({ [name]: 1 })))
  const answers = await Promise.all([...changes, change(id, { title: 'Moved' }), set(id, { lockRoom: 1 })])
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200, 200],
  )
  const { lockRoom, moziConfVirtualExtraSetting: more } = await settingsOf(id)
  const { waitingRoom, lockNick, lockMediaStatusMicMute } = more as Record<string, unknown>
  assert.deepEqual([lockRoom, waitingRoom, lockNick, lockMediaStatusMicMute], [1, 1, 1, 1])
  assert.equal((await query(id)).body['title'], 'Moved')
})

test('[BK10] [BK13] a lookup or a refused entry starts no conference; the first admitted person does', async () => {
  const booked = await book(extra({ joinBeforeHost: 0 }))
  const id = booked.scheduleConferenceId
  const link = new URL(String((await follow(booked.url)).headers.get('location')))
  const look = { roomCode: booked.roomCode, token: link.searchParams.get('token') }
  assert.equal((await asGuest(booked)).code, 'host-absent')
  assert.equal((await asPerson(booked, BRAM.unionId)).code, 'host-absent')
  const { url } = tester
  const origin = { origin: new URL(url).origin, 'content-type': 'application/json' }
  const looked = await fetch(`${url}/api/entry`, { method: 'POST', headers: origin, body: JSON.stringify(look) })
  const { inside, wait } = (await looked.json()) as { inside: string[]; wait?: string }
  assert.deepEqual([inside, wait], [[], 'host-absent'])
  assert.equal((await held(id)).totalCount, 0)
  const host = await asPerson(booked, ADA.unionId)
  assert.equal(host.status, 200)
  assert.equal((await held(id)).totalCount, 1)
  assert.equal((await asGuest(booked)).code, 'host-absent', 'the host has a ticket but has not joined')
  const session = await comeIn(host.ticket)
  assert.equal((await asGuest(booked)).conferenceId, host.conferenceId)
  await session.leave()
})

test('[BK12] [BK21] host and co-hosts join with their booked roles, through personal links made from the link of the booking', async () => {
  const booked = await book({ hostUnionId: BRAM.unionId, cohostUnionIds: [CLEO.unionId] })
  const people = [CLEO, ADA, BRAM]
  const sessions: ConferenceClient[] = []
  let id: string | undefined
  for (const { unionId } of people) {
    const { ticket, conferenceId } = await asPerson(booked, unionId)
    id = conferenceId
    sessions.push(await comeIn(ticket))
  }
  assert.deepEqual(
    (await members(id)).map(({ userNick, host, coHost }) => [userNick, host, coHost]),
    [
      ['Cleo', false, true],
      ['Ada', false, false],
      ['Bram', true, false],
    ],
  )
  assert.equal((await personalLink(tester, booked.url, GUS.unionId)).body['code'], 'unknownUserError')
  const wrong = await personalLink(tester, `${tester.url}/j/00000000000`, ADA.unionId)
  assert.equal(wrong.body['code'], 'paramsError')
  for (const session of sessions) await session.leave()
})

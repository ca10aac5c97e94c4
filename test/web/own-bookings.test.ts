import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BookedMeeting, HomeAnswer } from '../../contract/web/types.ts'
import { ADA, BRAM, GUS, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const HOUR = 3_600_000
const BOOKINGS = '/v1.0/conference/scheduleConferences'

async function openPages() {
  const server = await startTester()
  const pageOf = async (person: { userId: string; password: string }, corpId = 'dingacme') => {
    const page = new Page(server.url)
    await page.signIn({ corpId, ...person })
    return page
  }
  return { server, pageOf, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}
const bookedOf = async (page: Page) => (await page.ask<HomeAnswer>('GET', '/api/home')).body.booked
const codeOf = ({ body }: { body: object }) => ('code' in body ? body.code : undefined)
const times = (hours: number, length = 1) => ({
  startTime: Date.now() + hours * HOUR,
  endTime: Date.now() + (hours + length) * HOUR,
})
const book = (page: Page, fields: object = {}) =>
  page.ask<BookedMeeting>('POST', '/api/bookings', { body: { title: 'Review', ...times(1), ...fields } })

test('[HM10] home lists the bookings where the person has a role, by start, until they end or are canceled', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const [ada, bram] = [await pageOf(ADA), await pageOf(BRAM)]
  const viaApi = async (title: string, hours: number, length: number, settings: object) => {
    const body = { creatorUnionId: ADA.unionId, title, ...times(hours, length), scheduleConfSettingModel: settings }
    const answer = await server.call('POST', BOOKINGS, { body })
    assert.equal(answer.status, 200)
    return answer.body as { scheduleConferenceId: string; roomCode: string; url: string }
  }
  const long = await viaApi('Long', 1, 9, { hostUnionId: BRAM.unionId })
  await viaApi('Short', 2, 1, {})
  const led = await viaApi('Led', 3, 1, { cohostUnionIds: [BRAM.unionId] })
  const titles = async (page: Page) => (await bookedOf(page)).map(({ title, host, own }) => [title, host, own])
  assert.deepEqual(await titles(ada), [
    ['Long', false, true],
    ['Short', true, true],
    ['Led', true, true],
  ])
  assert.deepEqual(await titles(bram), [
    ['Long', true, false],
    ['Led', false, false],
  ])
  const [told] = await bookedOf(bram)
  const { startTime, endTime, ...rest } = told as BookedMeeting
  assert.equal(endTime - startTime, 9 * HOUR)
  assert.deepEqual(rest, {
    bookingId: long.scheduleConferenceId,
    title: 'Long',
    roomCode: long.roomCode,
    host: true,
    own: false,
    link: long.url,
    calendarLink: `${long.url}/calendar.ics`,
  })
  const { pathname } = new URL(rest.calendarLink)
  assert.match(await (await fetch(server.url + pathname)).text(), /^BEGIN:VCALENDAR/)

  const named = { creatorUnionId: ADA.unionId, scheduleConferenceId: long.scheduleConferenceId }
  const toAda = { hostUnionId: ADA.unionId, cohostUnionIds: [] }
  await server.call('PUT', `${BOOKINGS}/settings`, { body: { ...named, scheduleConfSettingModel: toAda } })
  assert.deepEqual(await titles(bram), [['Led', false, false]])
  await server.call('POST', `${BOOKINGS}/cancel`, { body: named })
  assert.deepEqual(
    (await titles(ada)).map(([title]) => title),
    ['Short', 'Led'],
  )
  server.advance(4 * HOUR + 60_000)
  assert.deepEqual(await titles(bram), [], 'it is over')
  const again = { ...named, scheduleConferenceId: led.scheduleConferenceId, title: 'Moved', ...times(5) }
  assert.equal((await server.call('PUT', BOOKINGS, { body: again })).status, 200)
  assert.deepEqual(await titles(bram), [['Moved', false, false]])
})

test('[HM11] a person books a meeting with their entry settings, hosts it, and joins by its code', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const [ada, bram] = [await pageOf(ADA), await pageOf(BRAM)]
  const { status, body } = await book(ada, { title: ` ${'评'.repeat(60)} `, waitingRoom: true, joinBeforeHost: false })
  assert.equal(status, 200)
  assert.deepEqual([body.title, body.host, body.own], ['评'.repeat(50), true, true])
  assert.deepEqual(await bookedOf(ada), [body])
  assert.equal((await book(ada, { title: ' ', ...times(2) })).body.title, 'Ada')
  const door = async (id: string) => {
    const { body: settings } = await server.call('GET', `${BOOKINGS}/settings?scheduleConferenceId=${id}`)
    const { moziConfVirtualExtraSetting } = settings['scheduleConfSettingModel'] as Record<
      string,
      Record<string, number>
    >
    return [moziConfVirtualExtraSetting?.['waitingRoom'], moziConfVirtualExtraSetting?.['joinBeforeHost']]
  }
  assert.deepEqual(await door(body.bookingId), [1, 0])
  assert.deepEqual(await door((await book(ada, times(3))).body.bookingId), [0, 1])
  const come = (page: Page) => page.ask('POST', '/api/pass', { body: { roomCode: body.roomCode, device: 'Mac' } })
  assert.notEqual((await come(bram)).status, 200, 'the host is not there')
  assert.equal((await come(ada)).status, 200)

  for (const fields of [{ endTime: 1 }, { startTime: 5e12, endTime: 5e12 }, { startTime: 1, endTime: 2 }]) {
    const refused = await book(ada, fields)
    assert.deepEqual([refused.status, codeOf(refused)], [400, 'times-wrong'])
  }
  for (const fields of [
    { endTime: 'soon' },
    { endTime: 253_402_300_800_000 },
    { title: 'x'.repeat(257) },
    { waitingRoom: 1 },
  ]) {
    const refused = await book(ada, fields)
    assert.deepEqual([refused.status, codeOf(refused)], [400, 'malformed'])
  }
  assert.equal((await bookedOf(ada)).length, 3)
  assert.equal((await book(new Page(server.url))).status, 401)
})

test('[HM12] [HM5] a person can cancel only their own bookings, any number of times', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const [ada, bram, gus] = [await pageOf(ADA), await pageOf(BRAM), await pageOf(GUS, 'dingglobex')]
  const { bookingId, roomCode } = (await book(ada)).body
  const cancel = async (page: Page, id = bookingId) => {
    const { status, body } = await page.ask('DELETE', `/api/bookings/${id}`)
    return [status, body['code']]
  }
  assert.deepEqual(await bookedOf(gus), [])
  assert.deepEqual(await cancel(bram), [403, 'not-permitted'])
  assert.deepEqual(await cancel(gus), [404, 'booking-not-found'])
  assert.deepEqual(await cancel(ada, 'nothing'), [404, 'booking-not-found'])
  assert.deepEqual(await cancel(new Page(server.url)), [401, 'signed-out'])
  assert.equal((await bookedOf(ada)).length, 1)
  assert.deepEqual(await cancel(ada), [200, undefined])
  assert.deepEqual(await cancel(ada), [200, undefined])
  assert.deepEqual(await bookedOf(ada), [])
  const come = await ada.ask('POST', '/api/pass', { body: { roomCode, device: 'Mac' } })
  assert.notEqual(come.status, 200, 'it is cancelled')
})

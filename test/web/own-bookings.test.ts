import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BookedMeeting } from '../../contract/web/types.ts'
import { ADA, BRAM, CLEO, GUS } from '../worlds/tester.ts'
import { book, bookedOf, BOOKINGS, codeOf, HOUR, local, openPages } from './booking-pages.ts'
import { Page } from './page.ts'

const times = (hours: number, length = 1) => {
  const startTime = Date.now() + hours * HOUR
  return { startTime, endTime: startTime + length * HOUR }
}

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
  const [booked] = await bookedOf(bram)
  const { startTime, endTime, passcode, ...rest } = booked as BookedMeeting
  assert.match(passcode, /^\d{10}$/)
  assert.equal(endTime - startTime, 9 * HOUR)
  assert.deepEqual(rest, {
    bookingId: long.scheduleConferenceId,
    title: 'Long',
    roomCode: long.roomCode,
    state: 'upcoming',
    inside: 0,
    host: true,
    own: false,
    organizer: 'Ada',
    invited: 0,
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
    (await bookedOf(ada)).map(({ title, state }) => [title, state]),
    [
      ['Long', 'canceled'],
      ['Short', 'upcoming'],
      ['Led', 'upcoming'],
    ],
  )
  server.advance(4 * HOUR + 60_000)
  assert.deepEqual(await titles(bram), [], 'it is over')
  const again = { ...named, scheduleConferenceId: led.scheduleConferenceId, title: 'Moved', ...times(5) }
  assert.equal((await server.call('PUT', BOOKINGS, { body: again })).status, 200)
  assert.deepEqual(await titles(bram), [['Moved', false, false]])
})

test('[HM10] of many bookings home lists those that come next, also a repeating one that ends after all others', async () => {
  await using world = await openPages()
  const [ada, bram] = [await world.pageOf(ADA), await world.pageOf(BRAM)]
  const daily = (count: number) => ({ frequency: 'daily', interval: 1, end: { count }, leftOut: [] })
  await book(ada, { title: 'Standup', recurrence: daily(400) })
  for (let hours = 2; hours < 54; hours += 1) {
    const { status } = await book(bram, { ...local(hours), invitees: [ADA.unionId], recurrence: daily(2) })
    assert.equal(status, 200)
  }
  const listed = await bookedOf(ada)
  assert.deepEqual([listed.length, listed[0]?.title], [50, 'Standup'])
})

test('[HM11] a person books a meeting with their entry settings, hosts it, and joins by its code', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const [ada, bram] = [await pageOf(ADA), await pageOf(BRAM)]
  const { status, body } = await book(ada, { title: ` ${'评'.repeat(60)} `, waitingRoom: true, joinBeforeHost: false })
  assert.equal(status, 200)
  assert.deepEqual([body.title, body.host, body.own], ['评'.repeat(50), true, true])
  assert.deepEqual(await bookedOf(ada), [body])
  assert.equal((await book(ada, { title: ' ', ...local(2) })).body.title, 'Ada')
  const door = async (id: string) => {
    const { body: settings } = await server.call('GET', `${BOOKINGS}/settings?scheduleConferenceId=${id}`)
    const { moziConfVirtualExtraSetting } = settings['scheduleConfSettingModel'] as Record<
      string,
      Record<string, number>
    >
    return [moziConfVirtualExtraSetting?.['waitingRoom'], moziConfVirtualExtraSetting?.['joinBeforeHost']]
  }
  assert.deepEqual(await door(body.bookingId), [1, 0])
  assert.deepEqual(await door((await book(ada, local(3))).body.bookingId), [0, 1])
  const come = (page: Page) => page.ask('POST', '/api/pass', { body: { roomCode: body.roomCode, device: 'Mac' } })
  assert.deepEqual((await come(bram)).body, { wait: 'host-absent' })
  assert.equal((await come(ada)).status, 200)

  const future = '2090-01-31T10:00'
  for (const fields of [
    { end: '1999-01-01T10:00' },
    { start: future, end: future },
    { start: '1999-01-01T10:00', end: '1999-01-01T11:00' },
  ]) {
    const refused = await book(ada, fields)
    assert.deepEqual([refused.status, codeOf(refused)], [400, 'times-wrong'])
  }
  for (const fields of [
    { end: 'soon' },
    { end: '12026-01-01T10:00' },
    { end: undefined },
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
  assert.deepEqual(
    (await bookedOf(ada)).map(({ state }) => state),
    ['canceled'],
  )
  const come = await ada.ask('POST', '/api/pass', { body: { roomCode, device: 'Mac' } })
  assert.notEqual(come.status, 200, 'it is cancelled')
})

test('[HM10] [BK35] invitees see the meeting on home, and who invited them; only people of the organization are invited', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const [ada, bram] = [await pageOf(ADA), await pageOf(BRAM)]
  await book(ada, { ...local(2), invitees: [CLEO.unionId] })
  const { status, body } = await book(ada, { invitees: [BRAM.unionId, BRAM.unionId, ADA.unionId] })
  assert.deepEqual([status, body.invited], [200, 1])
  const [seen, ...others] = await bookedOf(bram)
  assert.deepEqual([seen?.organizer, seen?.own, seen?.host, seen?.passcode], ['Ada', false, false, body.passcode])
  assert.deepEqual(others, [])
  for (const invitees of [[GUS.unionId], ['nobody']]) {
    const refused = await book(ada, { invitees })
    assert.deepEqual([refused.status, codeOf(refused)], [400, 'user-not-found'])
  }
  const many = Array.from({ length: 501 }, (_, n) => `person ${n}`)
  assert.deepEqual([(await book(ada, { invitees: many })).status], [400])
  assert.equal(codeOf(await book(ada, { invitees: many.slice(1) })), 'user-not-found', 'the body is not too large')
  const { body: shown } = await server.call('GET', `${BOOKINGS}/settings?scheduleConferenceId=${body.bookingId}`)
  assert.doesNotMatch(JSON.stringify(shown), /invite/)
})

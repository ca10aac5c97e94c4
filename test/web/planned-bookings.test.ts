import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BookedMeeting, BookingDetails } from '../../contract/web/types.ts'
import { toWallTime } from '../../contract/time/wall-time.ts'
import { ADA, BRAM, CLEO, GUS } from '../worlds/tester.ts'
import { book, bookedOf, BOOKINGS, codeOf, HOUR, local, openPages } from './booking-pages.ts'
import { Page } from './page.ts'

test('[HM26] [HM28] the organizer changes everything that they planned; its people can read it', async () => {
  await using world = await openPages()
  const { pageOf } = world
  const [ada, bram, gus] = [await pageOf(ADA), await pageOf(BRAM), await pageOf(GUS, 'dingglobex')]
  const first = (await book(ada, { invitees: [CLEO.unionId] })).body
  const path = `/api/bookings/${first.bookingId}`
  const order = {
    title: 'Planning',
    start: '2090-06-02T09:00',
    end: '2090-06-02T09:45',
    timeZone: 'Europe/Berlin',
    recurrence: { frequency: 'weekly', interval: 1, weekdays: [1, 4], end: { count: 3 }, leftOut: [] },
    invitees: [BRAM.unionId],
    ringAtStart: true,
    waitingRoom: true,
    joinBeforeHost: false,
  }
  const changed = await ada.ask<BookedMeeting>('PUT', path, { body: order })
  assert.equal(changed.status, 200)
  const { recurrence, timeZone } = order
  const series = { start: '2090-06-05T09:00', recurrence, date: '2090-06-05', lastDate: '2090-06-12' }
  assert.deepEqual(changed.body, {
    ...first,
    invited: 1,
    title: 'Planning',
    startTime: Date.UTC(2090, 5, 5, 7),
    endTime: Date.UTC(2090, 5, 5, 7, 45),
    timeZone,
    series,
  })
  assert.equal((await bookedOf(bram)).length, 1)
  const read = await bram.ask<BookingDetails>('GET', path)
  const { booked, ...details } = read.body
  assert.deepEqual([booked.own, booked.title], [false, 'Planning'])
  assert.deepEqual(details, {
    start: '2090-06-05T09:00',
    end: '2090-06-05T09:45',
    timeZone,
    recurrence,
    invitees: [{ unionId: BRAM.unionId, name: 'Bram' }],
    ringAtStart: true,
    waitingRoom: true,
    joinBeforeHost: false,
  })
  const refused = await gus.ask('GET', path)
  assert.deepEqual([refused.status, codeOf(refused)], [404, 'booking-not-found'])
  assert.deepEqual(codeOf(await bram.ask('PUT', path, { body: order })), 'not-permitted')
  assert.deepEqual(codeOf(await gus.ask('PUT', path, { body: order })), 'booking-not-found')
  const once = await ada.ask<BookedMeeting>('PUT', path, { body: { ...order, recurrence: undefined, invitees: [] } })
  assert.deepEqual([once.body.series, once.body.timeZone], [undefined, timeZone])
  assert.equal(codeOf(await bram.ask('GET', path)), 'booking-not-found')
  assert.deepEqual(await bookedOf(bram), [])
  await ada.ask('DELETE', path)
  assert.deepEqual([codeOf(await ada.ask('PUT', path, { body: order }))], ['booking-canceled'])
})

test('[BK30] [BK32] [BK33] [HM27] a repeating booking shows its next date, and a single date can be left out', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const ada = await pageOf(ADA)
  const recurrence = { frequency: 'daily', interval: 1, end: { count: 4 }, leftOut: [] }
  const { bookingId, startTime, roomCode } = (await book(ada, { recurrence })).body
  const path = `/api/bookings/${bookingId}`
  const now = async () => {
    const [booked] = await bookedOf(ada)
    return booked && [Math.round((booked.startTime - startTime) / HOUR), booked.state]
  }
  const dateOn = (day: number) => toWallTime(startTime + day * 24 * HOUR, 'UTC').slice(0, 10)
  const cancel = async (date: string) => codeOf(await ada.ask('DELETE', `${path}/dates/${date}`))
  assert.deepEqual(await now(), [0, 'upcoming'])
  assert.deepEqual(
    [await cancel(dateOn(1)), await cancel(dateOn(1)), await cancel(dateOn(9))],
    [undefined, 'date-not-found', 'date-not-found'],
  )
  server.advance(2.1 * HOUR)
  assert.deepEqual(await now(), [48, 'upcoming'], 'the date in between is left out')
  assert.deepEqual([await cancel(dateOn(0)), await cancel(dateOn(2))], [undefined, undefined])
  assert.deepEqual(await now(), [72, 'upcoming'])
  assert.equal((await ada.ask('POST', '/api/pass', { body: { roomCode, device: 'Mac' } })).status, 200)
  assert.deepEqual(await now(), [72, 'going-on'])
  assert.deepEqual([await cancel(dateOn(3)), await now()], [undefined, [72, 'canceled']])
  const repeated = { ...recurrence, end: { count: 501 } }
  assert.deepEqual(codeOf(await book(ada, { recurrence: repeated })), 'too-many-dates')
  assert.deepEqual(codeOf(await book(ada, { recurrence: { ...recurrence, end: { until: '2020-01-01' } } })), 'no-date')
  const twoEnds = { count: 4, until: dateOn(9) }
  assert.equal(codeOf(await book(ada, { recurrence: { ...recurrence, end: twoEnds } })), 'malformed')
})

test('[BK45] on the page, a booking is at most 100 years from now, and lasts at most three', async () => {
  await using world = await openPages()
  const ada = await world.pageOf(ADA)
  const recurrence = { frequency: 'monthly', interval: 1, end: { count: 2 }, leftOut: [] }
  const { start } = local(1)
  const later = (years: number) => Number(start.slice(0, 4)) + years + start.slice(4)
  const { body } = await book(ada)
  for (const [fields, code] of [
    [{ start: '9999-12-30T09:00', end: '9999-12-30T10:00', recurrence }, 'too-many-dates'],
    [{ start: '9999-10-30T09:00', end: '9999-10-30T10:00', recurrence }, 'times-wrong'],
    [{ start: later(101), end: later(102) }, 'times-wrong'],
    [{ end: later(4), recurrence }, 'times-wrong'],
    [{ end: later(4) }, 'times-wrong'],
    [{ start: later(90), end: later(92) }, undefined],
  ] as const) {
    assert.equal(codeOf(await book(ada, fields)), code, JSON.stringify(fields))
    const change = { body: { ...local(1), ...fields } }
    assert.equal(codeOf(await ada.ask('PUT', `/api/bookings/${body.bookingId}`, change)), code)
  }
})

test('[BK50] a date that the calendar does not have and an unknown time zone are refused as such', async () => {
  await using world = await openPages()
  const ada = await world.pageOf(ADA)
  const recurrence = { frequency: 'daily', interval: 1, end: { until: '2090-02-30' }, leftOut: [] }
  for (const [fields, code] of [
    [{ start: '2090-02-30T09:00', end: '2090-03-30T09:00' }, 'no-such-date'],
    [{ start: '2090-02-20T09:00', end: '2090-02-30T09:00' }, 'no-such-date'],
    [{ start: '2090-02-20T24:00', end: '2090-02-21T09:00' }, 'no-such-date'],
    [{ recurrence }, 'no-such-date'],
    [{ timeZone: 'Mars/Olympus' }, 'no-such-time-zone'],
    [{ timeZone: '+02:00' }, 'no-such-time-zone'],
  ] as const) {
    const refused = await book(ada, fields)
    assert.deepEqual([refused.status, codeOf(refused)], [400, code], JSON.stringify(fields))
  }
})

test('[BK49] a person has 100 upcoming bookings, then a change or a cancellation makes room', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const [ada, bram] = [await pageOf(ADA), await pageOf(BRAM)]
  const { bookingId: past } = (await book(ada, local(0, 0.1))).body
  server.advance(HOUR)
  const soon = local(9)
  const answers = await Promise.all(Array.from({ length: 103 }, () => book(ada, { ...soon, invitees: [BRAM.unionId] })))
  assert.deepEqual(
    answers.map(codeOf).filter((code) => code !== undefined),
    ['too-many-bookings', 'too-many-bookings', 'too-many-bookings'],
  )
  const reopen = async () =>
    codeOf(await ada.ask('PUT', `/api/bookings/${past}`, { body: { title: 'Again', ...soon } }))
  assert.equal(await reopen(), 'too-many-bookings')
  assert.equal(codeOf(await book(bram, soon)), undefined, 'an invitation does not count')
  const booked = answers.find((answer) => codeOf(answer) === undefined)
  const one = `/api/bookings/${booked?.body.bookingId}`
  assert.equal(codeOf(await ada.ask('PUT', one, { body: { title: 'Renamed', ...soon } })), undefined)
  await ada.ask('DELETE', one)
  assert.deepEqual([await reopen(), codeOf(await book(ada, soon))], [undefined, 'too-many-bookings'])
})

test('[BK34] the open API shows a repeating booking at its next date, and can change only its title', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const ada = await pageOf(ADA)
  const recurrence = { frequency: 'daily', interval: 1, end: { count: 3 }, leftOut: [] }
  const { bookingId, startTime, endTime } = (await book(ada, { recurrence })).body
  server.advance(3 * HOUR)
  const infos = async () => {
    const { body } = await server.call('GET', `${BOOKINGS}/${bookingId}/infos?requestUnionId=${ADA.unionId}`)
    return [body['title'], body['startTime'], body['endTime']]
  }
  const next = { startTime: startTime + 24 * HOUR, endTime: endTime + 24 * HOUR }
  assert.deepEqual(await infos(), ['Review', next.startTime, next.endTime])
  const change = async (fields: object) => {
    const body = { creatorUnionId: ADA.unionId, scheduleConferenceId: bookingId, title: 'Moved', ...next, ...fields }
    return (await server.call('PUT', BOOKINGS, { body })).body['code']
  }
  assert.equal(await change({ endTime: next.endTime + 1 }), 'paramsError')
  assert.deepEqual([await change({}), await infos()], [undefined, ['Moved', next.startTime, next.endTime]])
})

test('[HM29] a canceled booking stays on home for 7 days, unless it was over', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const [ada, bram] = [await pageOf(ADA), await pageOf(BRAM)]
  const { bookingId } = (await book(ada, { invitees: [BRAM.unionId] })).body
  const past = (await book(ada, local(1, 0.5))).body
  await ada.ask('DELETE', `/api/bookings/${bookingId}`)
  server.advance(2 * HOUR)
  await ada.ask('DELETE', `/api/bookings/${past.bookingId}`)
  for (const page of [ada, bram]) {
    assert.deepEqual(
      (await bookedOf(page)).map((booked) => [booked.bookingId, booked.state]),
      [[bookingId, 'canceled']],
    )
  }
  server.advance(6.9 * 24 * HOUR)
  assert.equal((await bookedOf(bram)).length, 1)
  server.advance(0.1 * 24 * HOUR)
  assert.deepEqual(await bookedOf(bram), [])
})

test('[BK11] [HM28] the calendar file of a booking has the passcode for its people, who are signed in', async () => {
  await using world = await openPages()
  const { server, pageOf } = world
  const [ada, bram] = [await pageOf(ADA), await pageOf(BRAM)]
  const { bookingId, calendarLink, passcode } = (await book(ada, { invitees: [BRAM.unionId] })).body
  const read = async (page: Page, language = 'en') => {
    const url = page.address(`/api/bookings/${bookingId}/calendar.ics`)
    const answer = await page.go('GET', url, { headers: { 'accept-language': language } })
    return { type: answer.headers.get('content-type'), text: await answer.text(), status: answer.status }
  }
  const { type, text } = await read(bram)
  assert.equal(type, 'text/calendar; charset=utf-8')
  assert.ok(text.includes(`Passcode: ${passcode}`), text)
  assert.match((await read(bram, 'zh-CN,zh;q=0.9')).text, /会议号/)
  assert.doesNotMatch(await (await fetch(server.url + new URL(calendarLink).pathname)).text(), new RegExp(passcode))
  assert.equal((await read(new Page(server.url))).status, 401)
  assert.equal((await read(await pageOf(GUS, 'dingglobex'))).status, 404)
  await ada.ask('DELETE', `/api/bookings/${bookingId}`)
  assert.match((await read(bram)).text, /METHOD:CANCEL\r\n[^]*SEQUENCE:1\r\n/)
})

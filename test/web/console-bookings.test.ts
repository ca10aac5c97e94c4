import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditPage } from '../../contract/web/administration-types.ts'
import type {
  OrganizationBookingDetails,
  OrganizationBookings,
  PlannedMeetingsAnswer,
} from '../../contract/web/console-meetings-types.ts'
import { ADA, BRAM, CLEO, GUS, SEED } from '../worlds/tester.ts'
import { book, bookedOf, HOUR, local, openPages } from './booking-pages.ts'
import type { Page } from './page.ts'

const BOOKINGS = '/api/console/bookings'
const [, globex] = SEED.organizations
const codeOf = ({ status, body }: { status: number; body: object }) => [status, 'code' in body ? body.code : undefined]
const daily = { frequency: 'daily', interval: 1, end: { count: 3 }, leftOut: [] }

async function list(page: Page, query = ''): Promise<OrganizationBookings> {
  const { status, body } = await page.ask<OrganizationBookings>('GET', `${BOOKINGS}?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

async function openBookings() {
  const world = await openPages()
  const { pageOf } = world
  const [ada, bram, gus] = [await pageOf(ADA), await pageOf(BRAM), await pageOf(GUS, globex.corpId)]
  const make = async (page: Page, title: string, fields: object) =>
    (await book(page, { title, ...fields })).body.bookingId
  const ids = {
    daily: await make(bram, 'Daily', { ...local(2), recurrence: daily }),
    later: await make(ada, 'Later', { ...local(30) }),
    soon: await make(bram, 'Soon', { ...local(1), invitees: [CLEO.unionId] }),
    other: await make(gus, 'Globex', { ...local(1) }),
  }
  return { ...world, ada, bram, gus, ids }
}

test('[CO46] an administrator lists the upcoming bookings of the organization by their current dates, or of one person', async () => {
  await using met = await openBookings()
  const { ada, bram, ids } = met
  await bram.ask('POST', '/api/room', { body: { title: '' } })
  const titles = ({ bookings }: OrganizationBookings) => bookings.map(({ title }) => title)
  const all = await list(ada)
  assert.deepEqual(titles(all), ['Soon', 'Daily', 'Later'])
  const [soon, second] = all.bookings
  assert.deepEqual(
    [soon?.bookingId, soon?.organizer, soon?.organizerUnionId, soon?.invited, soon?.state, second?.series?.date],
    [ids.soon, 'Bram', BRAM.unionId, 1, 'upcoming', new Date(second?.startTime ?? 0).toISOString().slice(0, 10)],
  )
  assert.doesNotMatch(JSON.stringify(all), /passcode|token|\/j\//)
  assert.deepEqual(titles(await list(ada, 'userId=bram')), ['Soon', 'Daily'])
  assert.deepEqual(titles(await list(ada, `unionId=${CLEO.unionId}`)), ['Soon'])
  const found = [...(await list(ada, 'limit=1')).bookings]
  for (let { cursor } = await list(ada, 'limit=1'); cursor !== undefined;) {
    const page = await list(ada, `limit=1&cursor=${cursor}`)
    found.push(...page.bookings)
    cursor = page.cursor
  }
  assert.deepEqual(found, all.bookings)
  assert.deepEqual(codeOf(await bram.ask('GET', BOOKINGS)), [403, 'not-administrator'])
  assert.deepEqual(codeOf(await ada.ask('GET', `${BOOKINGS}?userId=nobody`)), [404, 'user-not-found'])
})

test('[CO33] an administrator reads how many meetings are planned until an hour, and which are first', async () => {
  await using met = await openBookings()
  const { ada, bram } = met
  for (let n = 0; n < 20; n += 1) await book(bram, { title: `Short ${n}`, ...local(1) })
  const planned = async (page: Page, hours: number) =>
    page.ask<PlannedMeetingsAnswer>('GET', `/api/console/planned?to=${Date.now() + hours * HOUR}`)
  const { body } = await planned(ada, 3)
  assert.deepEqual([body.total, body.first.length, body.first.some(({ title }) => title === 'Daily')], [22, 20, false])
  assert.doesNotMatch(JSON.stringify(body), /passcode|token|\/j\//)
  assert.equal((await planned(ada, 40)).body.total, 23)
  assert.deepEqual(codeOf(await planned(bram, 3)), [403, 'not-administrator'])
})

test('[CO47] an administrator changes a booking of somebody else, whose booking it stays, and the audit log says so', async () => {
  await using met = await openBookings()
  const { ada, bram, ids } = met
  const path = `${BOOKINGS}/${ids.soon}`
  const before = (await ada.ask<OrganizationBookingDetails>('GET', path)).body
  assert.deepEqual([before.booked.title, before.invitees.map(({ name }) => name)], ['Soon', ['Cleo']])
  const order = { title: 'Moved', ...local(5), invitees: [CLEO.unionId, BRAM.unionId], waitingRoom: true }
  const changed = await ada.ask('PUT', path, { body: order })
  assert.deepEqual([changed.status, changed.body['title'], changed.body['organizer']], [200, 'Moved', 'Bram'])
  const own = (await bookedOf(bram)).find(({ bookingId }) => bookingId === ids.soon)
  assert.deepEqual([own?.title, own?.own, own?.invited], ['Moved', true, 1])
  assert.deepEqual(codeOf(await ada.ask('PUT', path, { body: { ...order, ...local(5, -1) } })), [400, 'times-wrong'])
  assert.deepEqual(codeOf(await bram.ask('PUT', path, { body: order })), [403, 'not-administrator'])
  for (const id of [ids.other, 'none']) {
    for (const [method, body] of [
      ['GET', undefined],
      ['PUT', order],
      ['DELETE', undefined],
    ] as const) {
      const answer = await ada.ask(method, `${BOOKINGS}/${id}?corpId=dingacme`, body ? { body } : {})
      assert.deepEqual(codeOf(answer), [404, 'booking-not-found'], `${method} ${id}`)
    }
  }
  const log = (await ada.ask<AuditPage>('GET', `/api/audit?target=${ids.soon}`)).body.entries
  assert.deepEqual(
    log.map(({ action, target, details }) => [action, target, details]),
    [
      [
        'booking-changed',
        { kind: 'booking', id: ids.soon, name: 'Moved' },
        { start: order.start, end: order.end, timeZone: 'UTC' },
      ],
    ],
  )
})

test('[CO47] an administrator cancels a booking or one of its dates, also of a person whose account was deleted', async () => {
  await using met = await openBookings()
  const { ada, ids } = met
  assert.equal((await ada.ask('DELETE', '/api/people/bram')).status, 200)
  const date = (await list(ada)).bookings.find(({ bookingId }) => bookingId === ids.daily)?.series?.date ?? ''
  assert.equal((await ada.ask('DELETE', `${BOOKINGS}/${ids.daily}/dates/${date}`)).status, 200)
  assert.deepEqual(codeOf(await ada.ask('DELETE', `${BOOKINGS}/${ids.daily}/dates/${date}`)), [404, 'date-not-found'])
  const next = (await list(ada)).bookings.find(({ bookingId }) => bookingId === ids.daily)?.series?.date ?? ''
  assert.ok(next > date)
  const cancel = async (id: string) => (await ada.ask('DELETE', `${BOOKINGS}/${id}`)).status
  assert.deepEqual([await cancel(ids.soon), await cancel(ids.soon), await cancel(ids.daily)], [200, 200, 200])
  assert.deepEqual(
    (await list(ada)).bookings.map(({ title }) => title),
    ['Later'],
  )
  const actions = async (target: string) =>
    (await ada.ask<AuditPage>('GET', `/api/audit?target=${target}`)).body.entries.map(({ action }) => action)
  assert.deepEqual(await actions(ids.soon), ['booking-canceled'])
  assert.deepEqual(await actions(ids.daily), ['booking-canceled', 'booking-date-canceled'])
})

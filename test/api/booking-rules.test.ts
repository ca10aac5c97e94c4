import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { BOOKINGS, HOUR, openBookings } from '../worlds/booking-world.ts'
import { ADA, GUS } from '../worlds/tester.ts'

const world = await openBookings()
after(() => world[Symbol.asyncDispose]())
const { tester, order, book } = world

const query = (id: string, unionId: string = ADA.unionId) =>
  tester.call('GET', `${BOOKINGS}/${id}/infos?requestUnionId=${unionId}`)
const change = (id: string, fields: object = {}) =>
  tester.call('PUT', BOOKINGS, { body: { ...order(), scheduleConferenceId: id, ...fields } })

test('[BK3] a person of another organization is refused as one, and an unknown person as unknown', async () => {
  const { scheduleConferenceId: id } = await book()
  const shortLink = (creatorUnionId: string) =>
    tester.call('POST', '/v1.0/conference/customShortLinks', {
      body: { creatorUnionId, scheduleConferenceId: id, coolAppCode: 'x' },
    })
  const settings = (creatorUnionId: string) =>
    tester.call('PUT', `${BOOKINGS}/settings`, { body: { creatorUnionId, scheduleConferenceId: id } })
  const cancelBy = (creatorUnionId: string) =>
    tester.call('POST', `${BOOKINGS}/cancel`, { body: { creatorUnionId, scheduleConferenceId: id } })
  const codes = async (unionId: string) => {
    const answers = [
      await cancelBy(unionId),
      await change(id, { creatorUnionId: unionId }),
      await query(id, unionId),
      await settings(unionId),
      await shortLink(unionId),
    ]
    return answers.map(({ status, body }) => `${status} ${String(body['code'])} ${String(body['message'])}`)
  }
  const notPermitted = '400 permissionError permissionError:user outside'
  const notInOrg = '400 userNotInOrg userNotInOrg'
  assert.deepEqual(await codes(GUS.unionId), [notPermitted, notPermitted, notPermitted, notInOrg, notInOrg])
  const unknown = '400 paramsError error:user not found'
  assert.deepEqual(await codes('nobody'), [unknown, unknown, unknown, notInOrg, notInOrg])
  assert.equal((await query(id)).status, 200, 'nobody canceled it')
})

const IN_SECONDS = 'error:times wrong: epoch milliseconds are expected, not seconds'
const BACKWARDS = 'error:times wrong: the end is not after the start'
const OVER = 'error:times wrong: the end is in the past'
for (const [what, fieldsAt, message] of [
  [
    'seconds',
    (now: number) => ({ startTime: Math.floor(now / 1_000) + 60, endTime: Math.floor(now / 1_000) + 120 }),
    IN_SECONDS,
  ],
  ['a start in seconds', (now: number) => ({ startTime: Math.floor(now / 1_000) }), IN_SECONDS],
  ['an end in seconds', (now: number) => ({ endTime: Math.floor(now / 1_000) + 7_200 }), IN_SECONDS],
  ['an end before the start', (now: number) => ({ startTime: now + 2 * HOUR, endTime: now + HOUR }), BACKWARDS],
  ['an end at the start', (now: number) => ({ startTime: now + HOUR, endTime: now + HOUR }), BACKWARDS],
  ['yesterday', (now: number) => ({ startTime: now - 25 * HOUR, endTime: now - 24 * HOUR }), OVER],
] as const) {
  test(`[BK29] creating and changing refuse ${what}, and say so`, async () => {
    const { scheduleConferenceId: id } = await book()
    const before = (await query(id)).body
    const created = await tester.call('POST', BOOKINGS, { body: order(fieldsAt(Date.now())) })
    const changed = await change(id, fieldsAt(Date.now()))
    for (const { status, body } of [created, changed]) {
      assert.deepEqual([status, body['code'], body['message']], [400, 'paramsError', message])
    }
    const unchanged = (await query(id)).body
    assert.deepEqual([unchanged['startTime'], unchanged['endTime']], [before['startTime'], before['endTime']])
  })
}

test('[BK29] a booking may have begun, and times as text are times', async () => {
  const [startTime, endTime] = [String(Date.now() - HOUR), String(Date.now() + HOUR)]
  const { scheduleConferenceId: id } = await book(undefined, { startTime, endTime })
  const { body } = await query(id)
  assert.deepEqual([body['startTime'], body['endTime']], [Number(startTime), Number(endTime)])
})

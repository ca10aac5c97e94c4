import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toWallTime } from '../../../contract/time/wall-time.ts'
import type { EpochMs } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { openSqlite } from '../../store/sqlite.ts'
import { ada } from '../entry/meetings.fixture.ts'
import type { OwnOrder } from './own-bookings.ts'

test('[HM32] an own room is no booking: no operation on bookings reads, changes or cancels it', async () => {
  await using store = await openSqlite({ path: ':memory:' })
  await using services = await openTestServices({ adapters: { store } })
  const { bookings, ownBookings, ownRooms, clock } = services
  await store.directory.saveOrganization({ id: ada.organizationId, name: 'Acme' })
  await services.directory.saveUser(ada)
  const room = await ownRooms.open(ada, '')
  const at = (hours: number) => (clock.now() + hours * 3_600_000) as EpochMs
  const start = toWallTime(at(1), 'UTC')
  const order: OwnOrder = {
    title: '',
    plan: { start, end: toWallTime(at(2), 'UTC'), timeZone: 'UTC' },
    invitees: [],
    ringAtStart: false,
    waitingRoom: false,
    beforeHost: true,
  }
  const creator = ada.unionId
  const times = { startsAt: at(1), endsAt: at(2) }
  for (const attempt of [
    () => bookings.load(ada, room.id, creator),
    () => bookings.loadSettings(ada, room.id),
    () => bookings.change(ada, room.id, { creator, title: 'x', ...times }),
    () => bookings.changeSettings(ada, room.id, { creator, settings: { terms: {}, passive: {} } }),
    () => bookings.createShortLink(ada, room.id, { creator, app: {} }),
    () => bookings.findLastConference(ada, room.id),
    () => bookings.cancel(ada, room.id, creator),
    () => ownBookings.load(ada, room.id),
    () => ownBookings.change(ada, room.id, order),
    () => ownBookings.cancelDate(ada, room.id, start.slice(0, 10)),
  ]) {
    await assert.rejects(attempt(), { code: 'booking-not-found' })
  }
  assert.deepEqual(await ownRooms.find(ada), room)
})

test('[HM18] a change at the same moment does not bring the old link back, and applies to the new room', async () => {
  await using store = await openSqlite({ path: ':memory:' })
  await using services = await openTestServices({ adapters: { store } })
  const { bookings } = store
  await store.directory.saveOrganization({ id: ada.organizationId, name: 'Acme' })
  await services.directory.saveUser(ada)
  const old = await services.ownRooms.open(ada, '')
  const update = bookings.update.bind(bookings)
  bookings.update = async (...change) => {
    bookings.update = update
    await services.ownRooms.renew(ada)
    return update(...change)
  }
  const changed = await services.ownRooms.change(ada, { waitingRoom: false })
  assert.notEqual((await bookings.find(old.id))?.canceledAt, undefined)
  assert.notEqual(changed.roomCode, old.roomCode)
  assert.deepEqual([changed.terms.waitingRoom, await services.ownRooms.find(ada)], [false, changed])
})

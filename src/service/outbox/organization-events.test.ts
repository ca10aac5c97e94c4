import assert from 'node:assert/strict'
import { test } from 'node:test'
import Value from 'typebox/value'
import { BookingChange, DirectoryChange } from '../../../contract/event/organization-events.ts'
import type { EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import { openBooked, ada as booker, HOUR } from '../../jobs/start-rings.fixture.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import type { Principal } from '../account/principal.ts'
import type { OutboxStore } from './outbox-store.ts'

const ACME = 'dingacme' as OrganizationId
const root: Principal = { kind: 'terminal', user: 'root' }

const readAll = (outbox: OutboxStore, organizationId: OrganizationId) =>
  outbox.list(organizationId, { after: 0, limit: 999 })

test('[EV1] each act on a person of the directory is an event, also those of an import', async () => {
  await using services = await openTestServices()
  const { people, peopleImport, store } = services
  await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
  await people.add(root, ACME, { userId: 'bram', name: 'Bram', unionId: 'u-bram', department: 'Engines' })
  await people.change(root, ACME, 'bram', { name: 'Abraham', department: null })
  await people.disable(root, ACME, 'bram')
  await people.enable(root, ACME, 'bram')
  await people.enable(root, ACME, 'bram')
  await people.resetPassword(root, ACME, 'bram')
  await people.delete(root, ACME, 'bram')
  const rows = Array.from({ length: 150 }, (_, n) => ({ line: n + 2, userId: `p${n}`, name: `P ${n}` }))
  const outcome = await peopleImport.run(root, ACME, { rows, dryRun: false, withPasswords: false })
  assert.deepEqual(outcome.faults, [])
  const published = (await readAll(store.outbox, ACME)).map(({ data }) => {
    Value.Assert(DirectoryChange, data)
    return [data.changeScene, data.users.length, data.users[0]]
  })
  const bram = { userId: 'bram', unionId: 'u-bram' }
  assert.deepEqual(published.slice(0, 5), [
    ['user_added', 1, { ...bram, name: 'Bram', department: 'Engines' }],
    ['user_changed', 1, { ...bram, name: 'Abraham' }],
    ['user_disabled', 1, { ...bram, name: 'Abraham' }],
    ['user_enabled', 1, { ...bram, name: 'Abraham' }],
    ['user_deleted', 1, bram],
  ])
  assert.deepEqual(
    published.slice(5).map(([scene, count]) => [scene, count]),
    [
      ['user_added', 100],
      ['user_added', 50],
    ],
  )
})

test('[EV1] [EV9] a booking that is made, changed or canceled is an event, and an own room is none', async () => {
  const { store, booking, ownBookings, order, bookings, clock, ownRooms } = await openBooked()
  await ownBookings.change(booker, booking.id, { ...order, title: 'Renamed' })
  await ownBookings.change(booker, booking.id, { ...order, title: 'Renamed again' })
  await bookings.cancel(booker, booking.id, booker.unionId)
  await bookings.cancel(booker, booking.id, booker.unionId)
  await ownRooms.open(booker, '')
  const caller = { organizationId: booker.organizationId, clientId: 'app' }
  const times = { startsAt: clock.now(), endsAt: (clock.now() + HOUR) as EpochMs }
  await bookings.book(caller, {
    creator: 'bram' as UnionId,
    title: 'By an app',
    settings: { terms: {}, passive: {} },
    ...(times as object),
  } as never)
  const published = (await readAll(store.outbox, booker.organizationId)).flatMap(({ type, data, clientId }) => {
    if (type !== 'booking_change') return []
    Value.Assert(BookingChange, data)
    const { title, version, creatorId } = data.booking
    return [[data.changeScene, title, version, creatorId, clientId]]
  })
  assert.deepEqual(published, [
    ['booking_created', 'Review', 1, 'ada', undefined],
    ['booking_changed', 'Renamed', 2, 'ada', undefined],
    ['booking_changed', 'Renamed again', 3, 'ada', undefined],
    ['booking_canceled', 'Renamed again', 4, 'ada', undefined],
    ['booking_created', 'By an app', 1, 'bram', 'app'],
  ])
})

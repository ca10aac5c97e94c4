import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestServices } from '../../server/services.fixture.ts'
import { openSqlite } from '../../store/sqlite.ts'
import { ada } from '../entry/meetings.fixture.ts'

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

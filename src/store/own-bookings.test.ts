import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { BookingId, EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import { defaultTerms } from '../conference/terms.ts'
import type { Booking } from '../service/booking/booking-ports.ts'
import { openSqlite } from './sqlite.ts'

const organizationId = 'dingacme' as OrganizationId
const [ADA, BOB] = ['ada' as UnionId, 'bob' as UnionId]
const ms = (instant: number) => instant as EpochMs

const booking = (n: number, fields: Partial<Booking> = {}): Booking => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as BookingId,
  organizationId,
  version: 1,
  creator: { unionId: ADA, nick: 'Ada' },
  title: 'Review',
  startsAt: ms(n),
  endsAt: ms(n + 1),
  roomCode: `5${n}`,
  linkToken: '1_x',
  passcode: '1',
  hostPasscode: '2',
  shareCode: `share${n}`,
  terms: defaultTerms(ADA),
  passive: {},
  invitees: [],
  ringAtStart: false,
  bookedAt: ms(0),
  changedAt: ms(0),
  ...fields,
})

test('[HM10] [RS40] bookings of a database without owners are migrated to their people', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-sqlite-'))
  const path = join(folder, 'rollcall.sqlite')
  {
    await using store = await openSqlite({ path })
    for (let n = 1; n <= 600; n += 1) await store.bookings.insert(booking(n))
    await store.bookings.insert(booking(601, { terms: { ...defaultTerms(ADA), coHosts: [BOB, ADA] } }))
    await store.bookings.insert(booking(602, { canceledAt: ms(1) }))
    store.database.exec("drop table own_booking; delete from migration where name = '007-own-bookings'")
  }
  await using store = await openSqlite({ path })
  const own = async (unionId: UnionId) =>
    (await store.bookings.listOwn({ organizationId, unionId, kind: 'once', after: ms(0) }, 999)).map(
      ({ booking: { startsAt } }) => startsAt,
    )
  assert.deepEqual(
    await own(ADA),
    Array.from({ length: 601 }, (_, n) => n + 1),
  )
  assert.deepEqual(await own(BOB), [601])
  await store[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

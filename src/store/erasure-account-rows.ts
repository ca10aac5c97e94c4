import type { Kysely } from 'kysely'
import type { ErasedPerson } from '../conference/erasure.ts'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import { bookingWithout } from '../service/privacy/erased-booking.ts'
import { toBooking, toRow } from './booking-rows.ts'
import type { Dialect } from './dialect.ts'
import { contains } from './contains.ts'
import type { Schema } from './schema.ts'

/** Replaces the person in the bookings that name them, and removes their own room and what home lists for them. */
export async function eraseFromBookings(
  transaction: Kysely<Schema>,
  { forUpdate }: Pick<Dialect, 'forUpdate'>,
  { who, now }: Readonly<{ who: ErasedPerson; now: EpochMs }>,
): Promise<void> {
  const { organizationId, unionId } = who
  const quoted = JSON.stringify(unionId)
  const room = await transaction
    .selectFrom('own_room')
    .select('booking_id')
    .where('organization_id', '=', organizationId)
    .where('union_id', '=', unionId)
    .executeTakeFirst()
  const found = await transaction
    .selectFrom('booking')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where(({ eb, or }) =>
      or([
        eb('creator_union_id', '=', unionId),
        ...(['terms', 'kept', 'invitees'] as const).map((column) => contains(column, quoted)),
      ]),
    )
    .modifyEnd(forUpdate)
    .execute()
  for (const row of found) {
    const isOwnRoom = row.id === room?.booking_id
    const erased = toRow(bookingWithout(toBooking(row), who, { isOwnRoom, at: now }))
    await transaction.updateTable('booking').set(erased).where('id', '=', row.id).execute()
  }
  for (const table of ['own_room', 'own_booking'] as const)
    await transaction
      .deleteFrom(table)
      .where('organization_id', '=', organizationId)
      .where('union_id', '=', unionId)
      .execute()
}

/** Deletes the person’s sign-ins with apps, and that the organization had them. */
export async function eraseAccount(
  transaction: Kysely<Schema>,
  { organizationId, unionId, userId }: Readonly<{ organizationId: OrganizationId; unionId: UnionId; userId: string }>,
): Promise<void> {
  for (const table of ['user_code', 'user_grant', 'web_session'] as const)
    await transaction
      .deleteFrom(table)
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .execute()
  for (const table of ['former_user', 'erasure'] as const)
    await transaction
      .deleteFrom(table)
      .where('organization_id', '=', organizationId)
      .where('union_id', '=', unionId)
      .execute()
}

import type { Kysely } from 'kysely'
import type { BookingId, EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { BookingRow, ShortLinkRow } from './booking-tables.ts'
import type { Schema } from './schema.ts'

type Owner = Readonly<{ organizationId: OrganizationId; unionId: UnionId }>

/** The booking that is the own room of a person. */
export function findOwnRoom(db: Kysely<Schema>, { organizationId, unionId }: Owner): Promise<BookingRow | undefined> {
  return db
    .selectFrom('own_room')
    .innerJoin('booking', 'booking.id', 'own_room.booking_id')
    .selectAll('booking')
    .where('own_room.organization_id', '=', organizationId)
    .where('own_room.union_id', '=', unionId)
    .executeTakeFirst()
}

type NewRoom = Readonly<{ row: BookingRow; link: ShortLinkRow; replaces?: BookingId; at?: EpochMs }>

/** @returns `false`, with nothing written, if the person has another room than `replaces` */
export async function insertOwnRoom(db: Kysely<Schema>, { row, link, replaces, at }: NewRoom): Promise<boolean> {
  const owner = { organization_id: row.organization_id, union_id: row.creator_union_id }
  try {
    await db.transaction().execute(async (transaction) => {
      await transaction.insertInto('booking').values(row).execute()
      await transaction.insertInto('short_link').values(link).execute()
      await transaction
        .insertInto('own_room')
        .values({ ...owner, booking_id: row.id })
        .onConflict((conflict) =>
          conflict
            .columns(['organization_id', 'union_id'])
            .doUpdateSet({ booking_id: row.id })
            .where('own_room.booking_id', '=', replaces ?? row.id),
        )
        .execute()
      const { booking_id } = await transaction
        .selectFrom('own_room')
        .select('booking_id')
        .where('organization_id', '=', owner.organization_id)
        .where('union_id', '=', owner.union_id)
        .executeTakeFirstOrThrow()
      if (booking_id !== row.id) throw new OtherOwnRoomError()
      if (replaces !== undefined && at !== undefined)
        await transaction
          .updateTable('booking')
          // A change that has read the room before fails.
          .set((eb) => ({ cancelled_at: at, changed_at: at, version: eb('version', '+', 1) }))
          .where('id', '=', replaces)
          .execute()
    })
    return true
  } catch (error) {
    if (error instanceof OtherOwnRoomError) return false
    throw error
  }
}

/** Undoes the transaction. */
class OtherOwnRoomError extends Error {
  override readonly name = 'OtherOwnRoomError'
}

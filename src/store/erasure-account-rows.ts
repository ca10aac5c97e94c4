import type { Kysely } from 'kysely'
import { termsWithout, titleWithout, type ErasedPerson } from '../conference/erasure.ts'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { BookingTerms } from '../conference/terms.ts'
import { contains } from './erasure-rows.ts'
import type { BookingRow, Schema } from './schema.ts'

/** The passive settings of a booking that name a person. */
const PERSON_SETTINGS = new Set(['cloudRecordOwnerUnionId', 'minutesOwnerUnionId'])

/** Replaces the person in bookings. Their own room closes. */
export async function eraseFromBookings(transaction: Kysely<Schema>, who: ErasedPerson, now: EpochMs): Promise<void> {
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
    .select(['id', 'title', 'creator_union_id', 'creator_nick', 'terms', 'kept', 'invitees', 'version', 'cancelled_at'])
    .where('organization_id', '=', organizationId)
    .where(({ eb, or }) =>
      or([
        eb('creator_union_id', '=', unionId),
        ...(['terms', 'kept', 'invitees'] as const).map((column) => contains(column, quoted)),
      ]),
    )
    .execute()
  for (const row of found) {
    const closes = row.id === room?.booking_id && row.cancelled_at === null
    await transaction
      .updateTable('booking')
      // A change that has read the booking before fails.
      .set({ ...bookingWithout(row, who), version: row.version + 1, ...(closes && { cancelled_at: now }) })
      .where('id', '=', row.id)
      .execute()
  }
  for (const table of ['own_room', 'own_booking'] as const)
    await transaction
      .deleteFrom(table)
      .where('organization_id', '=', organizationId)
      .where('union_id', '=', unionId)
      .execute()
}

type Named = Pick<BookingRow, 'title' | 'creator_union_id' | 'creator_nick' | 'terms' | 'kept' | 'invitees'>

function bookingWithout({ title, creator_union_id, creator_nick, ...json }: Named, who: ErasedPerson): Partial<Named> {
  const isCreator = creator_union_id === who.unionId
  const { unionId, name } = who.pseudonym
  const id = (one: unknown) => (one === who.unionId ? unionId : one)
  const kept = Object.entries(JSON.parse(json.kept) as object).map(([key, value]) => [
    key,
    PERSON_SETTINGS.has(key) ? id(value) : value,
  ])
  return {
    ...(isCreator && {
      title: titleWithout(title, creator_nick, who),
      creator_union_id: unionId,
      creator_nick: name,
    }),
    terms: JSON.stringify(termsWithout(JSON.parse(json.terms) as BookingTerms, who)),
    kept: JSON.stringify(Object.fromEntries(kept)),
    invitees: JSON.stringify((JSON.parse(json.invitees) as UnionId[]).map(id)),
  }
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

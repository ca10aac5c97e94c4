import type { Kysely } from 'kysely'
import { termsWithout, titleWithout, type ErasedPerson } from '../conference/erasure.ts'
import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { BookingTerms } from '../conference/terms.ts'
import { actorIdOf } from '../service/account/audit-entry.ts'
import { auditWithout, type AuditContent } from '../service/privacy/erased-audit.ts'
import { contains } from './erasure-rows.ts'
import type { AuditRow, BookingRow, Schema } from './schema.ts'

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
    title: titleWithout(title, [who.name, isCreator ? creator_nick : undefined], who),
    ...(isCreator && { creator_union_id: unionId, creator_nick: name }),
    terms: JSON.stringify(termsWithout(JSON.parse(json.terms) as BookingTerms, who)),
    kept: JSON.stringify(Object.fromEntries(kept)),
    invitees: JSON.stringify((JSON.parse(json.invitees) as UnionId[]).map(id)),
  }
}

/** Replaces the person in the audit log: what they did in any organization, and all that their own says of them. */
export async function eraseFromAudit(transaction: Kysely<Schema>, who: ErasedPerson): Promise<void> {
  const { organizationId, unionId, userId, name } = who
  const texts = [unionId, userId, ...(name === undefined ? [] : [name])].map((text) => JSON.stringify(text))
  const organizations = await transaction.selectFrom('organization').select('id').execute()
  for (const { id } of organizations) {
    const rows = await transaction
      .selectFrom('audit')
      .selectAll()
      .where('organization_id', '=', id)
      .where(({ eb, or }) =>
        // What another organization says of them with their name is of their account there.
        id === organizationId ? or(texts.map((text) => contains('body', text))) : eb('actor', '=', userId),
      )
      .execute()
    for (const row of rows) await rewriteEntry(transaction, row, who)
  }
}

async function rewriteEntry(transaction: Kysely<Schema>, row: AuditRow, who: ErasedPerson): Promise<void> {
  const { by, target, address, details } = auditWithout(
    { ...(JSON.parse(row.body) as AuditContent), organizationId: row.organization_id },
    who,
  )
  const body = { by, target, ...(address !== undefined && { address }), ...(details && { details }) }
  await transaction
    .updateTable('audit')
    .set({ actor: actorIdOf(by), target: target.id, body: JSON.stringify(body) })
    .where('organization_id', '=', row.organization_id)
    .where('at', '=', row.at)
    .where('id', '=', row.id)
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

import { sql, type Kysely } from 'kysely'
import type { BookingId, ConferenceId, EpochMs, OrganizationId } from '../conference/identity.ts'
import type { DeletedBatch, RetentionRun, RetentionStore } from '../service/privacy/retention-store.ts'
import { SqlAuditStore } from './audit-store.ts'
import type { Dialect } from './dialect.ts'
import { notePastChange } from './past-change-store.ts'
import type { OrganizationSettingsRow } from './privacy-rows.ts'
import type { Schema } from './schema.ts'
import { withStoreError } from './store-error.ts'
import { forgetInAudit } from './audit-rows.ts'
import { deleteDirectoryEvents, deleteEvents } from './outbox-rows.ts'
import { deleteTitlePieces } from './title-piece-rows.ts'

/** Few enough for everybody else to wait unnoticed. */
const MAX_CONFERENCES = 20
const MAX_EVENTS = 3_000
const MAX_BOOKINGS = 100

/** Deletes ended conferences and old bookings in SQL. */
export class SqlRetentionStore implements RetentionStore {
  readonly #db: Kysely<Schema>
  readonly #dialect: Dialect

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#dialect = dialect
  }

  async take({ now, leaseMs, limit }: Parameters<RetentionStore['take']>[0]): Promise<readonly RetentionRun[]> {
    const leasedUntil = (now + leaseMs) as EpochMs
    const { rows } = await withStoreError('take the retention of organizations', () =>
      sql<OrganizationSettingsRow>`update organization_settings set retention_at = ${leasedUntil}
        where organization_id in (
          select organization_id from organization_settings
          where retention_at <= ${now} and (retention_days is not null or deleted_conferences + deleted_bookings > 0)
          order by retention_at, organization_id limit ${limit} ${this.#dialect.skipLocked})
        returning *`.execute(this.#db),
    )
    return rows.map(({ organization_id: organizationId, retention_days: days }) => ({
      organizationId,
      ...(days !== null && { days: Number(days) }),
      leasedUntil,
    }))
  }

  deleteBatch(
    run: RetentionRun,
    { before, leasedUntil }: Parameters<RetentionStore['deleteBatch']>[1],
  ): Promise<DeletedBatch | undefined> {
    return withStoreError('delete old meetings', () =>
      this.#db.transaction().execute(async (transaction) => {
        if (!(await this.#extend(transaction, run, leasedUntil))) return undefined
        const { conferences, bookings } = await this.#dialect.overwriting(async () => {
          const deleted = await deleteConferences(transaction, run, before)
          await deleteDirectoryEvents(transaction, run.organizationId, before)
          return {
            conferences: deleted,
            bookings: deleted.length > 0 ? 0 : await deleteBookings(transaction, run, before),
          }
        })
        if (conferences.length > 0) await notePastChange(transaction)
        await transaction
          .updateTable('organization_settings')
          .set((eb) => ({
            deleted_conferences: eb('deleted_conferences', '+', conferences.length),
            deleted_bookings: eb('deleted_bookings', '+', bookings),
          }))
          .where('organization_id', '=', run.organizationId)
          .execute()
        return { run: { ...run, leasedUntil }, conferences, bookings }
      }),
    )
  }

  finish(run: RetentionRun, { nextAt, toEntry }: Parameters<RetentionStore['finish']>[1]): Promise<boolean> {
    return withStoreError('finish the retention of an organization', () =>
      this.#db.transaction().execute(async (transaction) => {
        if (!(await this.#extend(transaction, run, nextAt))) return false
        const { deleted_conferences, deleted_bookings } = await transaction
          .selectFrom('organization_settings')
          .select(['deleted_conferences', 'deleted_bookings'])
          .where('organization_id', '=', run.organizationId)
          .executeTakeFirstOrThrow()
        const deleted = { conferences: Number(deleted_conferences), bookings: Number(deleted_bookings) }
        if (deleted.conferences + deleted.bookings === 0) return true
        await new SqlAuditStore(transaction, this.#dialect).insert(toEntry(deleted))
        await transaction
          .updateTable('organization_settings')
          .set({ deleted_conferences: 0, deleted_bookings: 0 })
          .where('organization_id', '=', run.organizationId)
          .execute()
        return true
      }),
    )
  }

  /** Moves the end of the lease. @returns whether the run is still that of this server, with the same days */
  async #extend(transaction: Kysely<Schema>, run: RetentionRun, until: EpochMs): Promise<boolean> {
    const { numUpdatedRows } = await transaction
      .updateTable('organization_settings')
      .set({ retention_at: until })
      .where('organization_id', '=', run.organizationId)
      .where('retention_at', '=', run.leasedUntil)
      .where('retention_days', run.days === undefined ? 'is' : '=', run.days ?? null)
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0n
  }
}

/** Deletes the conferences that ended first, before `before`, with all their rows. @returns their ids */
async function deleteConferences(
  transaction: Kysely<Schema>,
  { organizationId }: RetentionRun,
  before: EpochMs,
): Promise<readonly ConferenceId[]> {
  const found = await transaction
    .selectFrom('conference')
    .select(['id', 'version', 'organization_id', 'title', 'started_at'])
    .where('organization_id', '=', organizationId)
    .where('ended_at', '<', before)
    .orderBy('ended_at')
    .orderBy('id')
    .limit(MAX_CONFERENCES)
    .execute()
  const ids: ConferenceId[] = []
  let events = 0
  for (const { id, version, ...titled } of found) {
    events += Number(version)
    if (ids.length > 0 && events > MAX_EVENTS) break
    ids.push(id)
    await deleteTitlePieces(transaction, { id, ...titled })
  }
  await forgetInAudit(transaction, organizationId, ids)
  await deleteRows(transaction, organizationId, ids)
  return ids
}

/** Deletes conferences with everything that belongs to them. */
async function deleteRows(
  transaction: Kysely<Schema>,
  organizationId: OrganizationId,
  ids: readonly ConferenceId[],
): Promise<void> {
  if (ids.length === 0) return
  const sessions = transaction.selectFrom('session').select('participant_id').where('conference_id', 'in', ids)
  await transaction.deleteFrom('session_grade').where('participant_id', 'in', sessions).execute()
  for (const table of ['quality_sample', 'session', 'member', 'job', 'conference_event'] as const)
    await transaction.deleteFrom(table).where('conference_id', 'in', ids).execute()
  await deleteEvents(transaction, organizationId, ids)
  // Otherwise the next conference of the booking would get the id of one that was deleted.
  const bookings = transaction
    .selectFrom('conference')
    .select('booking_id')
    .where('id', 'in', ids)
    .where('booking_id', 'is not', null)
  await transaction
    .updateTable('booking')
    .set({ conference_id: null })
    .where('id', 'in', bookings as never)
    .where('conference_id', 'in', ids)
    .execute()
  await transaction.deleteFrom('conference').where('id', 'in', ids).execute()
}

/** Deletes bookings that were over or canceled before `before`, and have no conference. @returns how many */
async function deleteBookings(
  transaction: Kysely<Schema>,
  { organizationId }: RetentionRun,
  before: EpochMs,
): Promise<number> {
  const ids = new Set<BookingId>()
  for (const column of ['ends_at', 'cancelled_at'] as const) {
    const found = await transaction
      .selectFrom('booking')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where(column, '<', before)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('conference')
              .select('conference.id')
              .whereRef('conference.booking_id', '=', 'booking.id')
              .whereRef('conference.organization_id', '=', 'booking.organization_id'),
          ),
        ),
      )
      .orderBy(column)
      .orderBy('id')
      .limit(MAX_BOOKINGS)
      .execute()
    for (const { id } of found) ids.add(id)
  }
  if (ids.size === 0) return 0
  await forgetInAudit(transaction, organizationId, [...ids])
  await deleteEvents(transaction, organizationId, [...ids])
  for (const table of ['own_booking', 'booking_ring', 'own_room', 'short_link'] as const)
    await transaction
      .deleteFrom(table)
      .where('booking_id', 'in', [...ids])
      .execute()
  await transaction
    .deleteFrom('booking')
    .where('id', 'in', [...ids])
    .execute()
  return ids.size
}

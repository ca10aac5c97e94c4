import type { Kysely } from 'kysely'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import { OPEN_MEETINGS, type MeetingDefaults } from '../conference/terms.ts'
import type { CacheTrust } from '../service/cache-trust.ts'
import { DEFAULT_SETTINGS, type OrganizationSettings, type SettingsStore } from '../service/account/settings-store.ts'
import type { Dialect } from './dialect.ts'
import { toFlag, type Schema } from './schema.ts'

/** The settings of organizations in SQL. */
export class SqlSettingsStore implements SettingsStore {
  readonly cacheTrust: CacheTrust
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.cacheTrust = dialect.cacheTrust
    this.#db = db
  }

  find(organizationId: OrganizationId): Promise<OrganizationSettings> {
    return findSettings(this.#db, organizationId)
  }
}

/** The settings of an organization; the default ones if it chose none. */
export async function findSettings(db: Kysely<Schema>, organizationId: OrganizationId): Promise<OrganizationSettings> {
  const row = await db
    .selectFrom('organization_settings')
    .select(['retention_days', 'guests', 'meetings'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  if (!row) return DEFAULT_SETTINGS
  return {
    ...(row.retention_days !== null && { retentionDays: Number(row.retention_days) }),
    guests: row.guests === 1,
    // A setting that a newer version added is absent in older rows.
    meetings: { ...OPEN_MEETINGS, ...(JSON.parse(row.meetings) as Partial<MeetingDefaults>) },
  }
}

/** Inserts or updates the settings of an organization. `deletesAt`: when its retention begins to delete. */
export async function saveSettings(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  { retentionDays, guests, meetings }: OrganizationSettings,
  { deletesAt }: Readonly<{ deletesAt?: EpochMs }>,
): Promise<void> {
  const values = {
    retention_days: retentionDays ?? null,
    guests: toFlag(guests),
    meetings: JSON.stringify(meetings),
    ...(deletesAt !== undefined && { retention_at: deletesAt }),
  }
  await db
    .insertInto('organization_settings')
    .values({
      organization_id: organizationId,
      retention_at: 0 as EpochMs,
      deleted_conferences: 0,
      deleted_bookings: 0,
      ...values,
    })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
    .execute()
}

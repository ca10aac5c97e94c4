import { sql, type Kysely } from 'kysely'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import { OPEN_MEETINGS, type MeetingDefaults } from '../conference/terms.ts'
import type { CacheTrust } from '../service/cache-trust.ts'
import {
  DEFAULT_SETTINGS,
  type Logo,
  type OrganizationSettings,
  type SettingsStore,
} from '../service/account/settings-store.ts'
import { BulkStatements } from './bulk.ts'
import type { Dialect } from './dialect.ts'
import { GroupedLookup } from './grouped-lookup.ts'
import type { OrganizationSettingsRow } from './privacy-rows.ts'
import { toFlag, type Schema } from './schema.ts'

const COLUMNS = ['organization_id', 'retention_days', 'guests', 'meetings', 'color', 'logo'] as const
type Row = Pick<OrganizationSettingsRow, (typeof COLUMNS)[number]>

/** The settings of organizations in SQL. */
export class SqlSettingsStore implements SettingsStore {
  readonly cacheTrust: CacheTrust
  readonly #db: Kysely<Schema>
  /** Grouped, since each guest of a crowd that joins needs them. */
  readonly #chosen: GroupedLookup<OrganizationId, OrganizationSettings>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.cacheTrust = dialect.cacheTrust
    this.#db = db
    const columns = sql.join(COLUMNS.map((name) => sql.ref(`organization_settings.${name}`)))
    const list = new BulkStatements(db, dialect).statement<{ organization_id: OrganizationId }, Row>(
      { organization_id: 'text' },
      (rows) => sql`select ${columns} from (${rows}) as wanted join organization_settings
        on organization_settings.organization_id = wanted.organization_id`,
    )
    this.#chosen = new GroupedLookup(async (ids) => {
      const found = await list(
        db,
        ids.map((organization_id) => ({ organization_id })),
      )
      return new Map(found.map((row) => [row.organization_id, toSettings(row)]))
    })
  }

  async find(organizationId: OrganizationId): Promise<OrganizationSettings> {
    return (await this.#chosen.find(organizationId)) ?? DEFAULT_SETTINGS
  }

  async findLogo(hash: string): Promise<Logo | undefined> {
    const logos = this.#db.selectFrom('logo').select(['type', 'body']).where('hash', '=', hash).limit(1)
    const row = await logos.executeTakeFirst()
    return row && { type: row.type, bytes: Buffer.from(row.body, 'base64') }
  }
}

/** The settings of an organization; the default ones if it chose none. */
export async function findSettings(db: Kysely<Schema>, organizationId: OrganizationId): Promise<OrganizationSettings> {
  const row = await db
    .selectFrom('organization_settings')
    .select(COLUMNS)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row ? toSettings(row) : DEFAULT_SETTINGS
}

function toSettings({ retention_days, guests, meetings, color, logo }: Row): OrganizationSettings {
  return {
    ...(retention_days !== null && { retentionDays: Number(retention_days) }),
    guests: guests === 1,
    // A setting that a newer version added is absent in older rows.
    meetings: { ...OPEN_MEETINGS, ...(JSON.parse(meetings) as Partial<MeetingDefaults>) },
    ...(color !== null && { color }),
    ...(logo !== null && { logo }),
  }
}

/** Inserts or updates the settings of an organization. `deletesAt`: when its retention begins to delete. */
export async function saveSettings(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  { retentionDays, guests, meetings, color, logo }: OrganizationSettings,
  { deletesAt }: Readonly<{ deletesAt?: EpochMs }>,
): Promise<void> {
  const values = {
    retention_days: retentionDays ?? null,
    guests: toFlag(guests),
    meetings: JSON.stringify(meetings),
    color: color ?? null,
    logo: logo ?? null,
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

/** Replaces the logo of an organization, or removes it. */
export async function saveLogo(
  db: Kysely<Schema>,
  organization_id: OrganizationId,
  logo: (Logo & Readonly<{ hash: string }>) | undefined,
): Promise<void> {
  await db.deleteFrom('logo').where('organization_id', '=', organization_id).execute()
  if (!logo) return
  const { hash, type, bytes } = logo
  await db
    .insertInto('logo')
    .values({ organization_id, hash, type, body: bytes.toString('base64') })
    .execute()
}

import type { Kysely } from 'kysely'

/** The table of deliveries has their name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('subscription_message').renameTo('delivery').execute()
}

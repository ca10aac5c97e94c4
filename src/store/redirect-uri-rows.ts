import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** Replaces the addresses to which an app may send people back. `db` is a transaction. */
export async function saveRedirectUris(db: Kysely<Schema>, client_id: string, uris: readonly string[]): Promise<void> {
  const rows = [...new Set(uris)].map((uri) => ({ client_id, uri }))
  await db.deleteFrom('redirect_uri').where('client_id', '=', client_id).execute()
  if (rows.length === 0) return
  await db
    .insertInto('redirect_uri')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

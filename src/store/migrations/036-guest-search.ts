import { sql, type Kysely } from 'kysely'

/** Conferences are found by the names of people without an account, newest first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index member_guest_idx on member (lower(nick), started_at, conference_id)
    where union_id is null`.execute(db)
}

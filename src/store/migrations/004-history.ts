import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** Indexes for queries over many conferences, and quality samples. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  // QueryOrgConferenceList: the conferences in progress of an organisation, newest first, and their number. The end is in
  // it since SQLite would look into each row for it, though the index has none that ended.
  await db.schema
    .createIndex('conference_ongoing_idx')
    .on('conference')
    .columns(['organization_id', 'started_at', 'id', 'ended_at'])
    .where(sql<boolean>`ended_at is null`)
    .execute()
  // GetHistoryConfDataList: the conferences of an organisation that began in an interval, newest first.
  await db.schema
    .createIndex('conference_history_idx')
    .on('conference')
    .columns(['organization_id', 'started_at', 'id'])
    .execute()
  // QueryConferenceInfoByRoomCode: the conferences of an organisation behind one code, newest first, and their number.
  await db.schema
    .createIndex('conference_code_idx')
    .on('conference')
    .columns(['room_code', 'organization_id', 'started_at', 'id'])
    .execute()
  // It begins with the same column, so it replaces the old index.
  await db.schema.dropIndex('conference_room_code_idx').execute()
  // GetConfDetailData: the sessions of a conference, oldest first.
  await db.schema
    .createIndex('session_conference_idx')
    .on('session')
    .columns(['conference_id', 'joined_at', 'participant_id'])
    .execute()

  // GetUserLastMetric and GetUserMetricData walk the key: one member's samples in the order of their times.
  await db.schema
    .createTable('quality_sample')
    .addColumn('conference_id', 'text', (column) => column.notNull().references('conference.id'))
    .addColumn('member_key', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addColumn('coarse', 'smallint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('quality_sample_pkey', ['conference_id', 'member_key', 'at', 'participant_id'])
    .modifyEnd(tableEnd)
    .execute()
  // The thinning of fine samples that are a day old, and the deletion of coarse ones that have outlived their time.
  await db.schema.createIndex('quality_sample_age_idx').on('quality_sample').columns(['coarse', 'at']).execute()
}

import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createDirectory(db, dialect)
  await createConferences(db, dialect)
  await createRosters(db, dialect)
  await createJobs(db, dialect)
}

async function createDirectory(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('organization')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()

  await db.schema
    .createTable('user_account')
    .addColumn('organization_id', 'text', (column) => column.notNull().references('organization.id'))
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('union_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('job_number', 'text')
    .addColumn('admin', 'smallint', (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addPrimaryKeyConstraint('user_account_pkey', ['organization_id', 'user_id'])
    // Lookup of a person by unionId: one account per person and organization.
    .addUniqueConstraint('user_account_union_key', ['organization_id', 'union_id'])
    .modifyEnd(tableEnd)
    .execute()

  await db.schema
    .createTable('app')
    .addColumn('client_id', 'text', (column) => column.primaryKey())
    .addColumn('organization_id', 'text', (column) => column.notNull().references('organization.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()

  await db.schema
    .createTable('suite')
    .addColumn('suite_key', 'text', (column) => column.primaryKey())
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('ticket_hash', 'text')
    .addColumn('scopes', 'text', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()

  // No foreign key: an organization may authorize a suite before it exists here.
  await db.schema
    .createTable('suite_authorization')
    .addColumn('suite_key', 'text', (column) => column.notNull().references('suite.suite_key'))
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('suite_authorization_pkey', ['suite_key', 'organization_id'])
    .modifyEnd(tableEnd)
    .execute()

  await db.schema
    .createTable('access_token')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('nonce', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  // Asking for a token: the newest one of this client in this organisation is given again.
  await db.schema
    .createIndex('access_token_latest_idx')
    .on('access_token')
    .columns(['client_id', 'organization_id', 'expires_at'])
    .execute()
  // The clean-up of tokens that have expired.
  await db.schema.createIndex('access_token_expiry_idx').on('access_token').column('expires_at').execute()

  await db.schema
    .createTable('server_secret')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
}

async function createConferences(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('conference')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull()) // guards every commit
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('creator_union_id', 'text', (column) => column.notNull())
    .addColumn('creator_nick', 'text', (column) => column.notNull())
    .addColumn('room_code', 'text', (column) => column.notNull())
    .addColumn('link_token', 'text', (column) => column.notNull())
    .addColumn('passcode', 'text', (column) => column.notNull())
    .addColumn('host_passcode', 'text', (column) => column.notNull())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('locked', 'smallint', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('invited_count', 'integer', (column) => column.notNull())
    .addColumn('active_count', 'integer', (column) => column.notNull())
    .addColumn('attended_count', 'integer', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  // Lookup by room code. Not unique: a short code may be reused after years.
  await db.schema.createIndex('conference_room_code_idx').on('conference').column('room_code').execute()

  // The gauge of conferences in progress.
  await db.schema
    .createIndex('conference_running_idx')
    .on('conference')
    .column('id')
    .where(sql<boolean>`ended_at is null`)
    .execute()

  // The event log. All tables below are derived from it.
  await db.schema
    .createTable('conference_event')
    .addColumn('conference_id', 'text', (column) => column.notNull().references('conference.id'))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('conference_event_pkey', ['conference_id', 'seq'])
    .modifyEnd(tableEnd)
    .execute()
}

async function createRosters(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  // `GET members` walks the key itself: the order of arrival is the cursor.
  await db.schema
    .createTable('member')
    .addColumn('conference_id', 'text', (column) => column.notNull().references('conference.id'))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('person_key', 'text', (column) => column.notNull())
    .addColumn('union_id', 'text')
    .addColumn('nick', 'text', (column) => column.notNull())
    .addColumn('job_number', 'text')
    .addColumn('status', 'smallint', (column) => column.notNull())
    .addColumn('host', 'smallint', (column) => column.notNull())
    .addColumn('co_host', 'smallint', (column) => column.notNull())
    .addColumn('outside', 'smallint', (column) => column.notNull())
    .addColumn('by_phone', 'smallint', (column) => column.notNull())
    .addColumn('joined_at', 'bigint')
    .addColumn('left_at', 'bigint')
    .addColumn('done_ms', 'bigint', (column) => column.notNull())
    .addColumn('since', 'bigint')
    .addColumn('device', 'text')
    .addColumn('live', 'smallint', (column) => column.notNull())
    .addPrimaryKeyConstraint('member_pkey', ['conference_id', 'seq'])
    // A person has one row in a conference; also what `totalCount` is counted on.
    .addUniqueConstraint('member_person_key', ['conference_id', 'person_key'])
    .modifyEnd(tableEnd)
    .execute()
  // `GET users/lists`: where one person is now. Ended conferences, guests and telephones are not in it.
  await db.schema
    .createIndex('member_live_idx')
    .on('member')
    .column('union_id')
    .where(sql<boolean>`live = 1 and union_id is not null`)
    .execute()

  await db.schema
    .createTable('session')
    .addColumn('participant_id', 'text', (column) => column.primaryKey())
    .addColumn('conference_id', 'text', (column) => column.notNull().references('conference.id'))
    .addColumn('member_key', 'text', (column) => column.notNull())
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('joined_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('left_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('silent', 'smallint', (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  // The sweep for silent sessions, longest silent first, and the gauge of open ones.
  await db.schema
    .createIndex('session_open_idx')
    .on('session')
    .column('last_seen_at')
    .where(sql<boolean>`left_at is null`)
    .execute()
}

async function createJobs(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('job')
    .addColumn('conference_id', 'text', (column) => column.notNull().references('conference.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_pkey', ['conference_id', 'kind', 'subject'])
    .modifyEnd(tableEnd)
    .execute()
  // The jobs that are due, and when the next one will be.
  await db.schema.createIndex('job_due_idx').on('job').column('due_at').execute()

  await db.schema
    .createTable('write_check')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('written', 'bigint', (column) => column.notNull())
    .execute()
}

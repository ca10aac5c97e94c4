import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'

/** Subscriptions of apps, and their deliveries. */
export async function up(db: Kysely<unknown>, { tableEnd }: Dialect): Promise<void> {
  await db.schema
    .createTable('subscription')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('way', 'text', (column) => column.notNull())
    .addColumn('route', 'text', (column) => column.notNull())
    .addColumn('types', 'text', (column) => column.notNull())
    .addColumn('paused', 'smallint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('cursor', 'bigint', (column) => column.notNull())
    // Which server sends for it, and until when no other one may.
    .addColumn('lease_holder', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('lease_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createIndex('subscription_organization_idx')
    .on('subscription')
    .columns(['organization_id', 'client_id'])
    .execute()
  await db.schema
    .createTable('subscription_message')
    .addColumn('subscription_id', 'text', (column) => column.notNull())
    .addColumn('event_id', 'bigint', (column) => column.notNull())
    .addColumn('target', 'smallint', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('first_at', 'bigint', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('last', 'text')
    .addPrimaryKeyConstraint('subscription_message_pkey', ['subscription_id', 'event_id', 'target'])
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createIndex('subscription_message_state_idx')
    .on('subscription_message')
    .columns(['subscription_id', 'state', 'subject', 'event_id'])
    .execute()
  // To delete what is about a meeting.
  await db.schema.createIndex('subscription_message_subject_idx').on('subscription_message').column('subject').execute()
}

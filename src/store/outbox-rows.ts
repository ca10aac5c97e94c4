import type { Kysely } from 'kysely'
import type { ErasedPerson } from '../conference/erasure.ts'
import type { BookingId, ConferenceId, EpochMs, OrganizationId } from '../conference/identity.ts'
import type { OutboxEvent } from '../service/outbox/outbox-event.ts'
import { eventWithout } from '../service/outbox/without-person.ts'
import { contains } from './contains.ts'
import type { OutboxRow } from './outbox-tables.ts'
import type { Schema } from './schema.ts'

export function toOutboxEvent({ organization_id, id, type, at, subject, client_id, body }: OutboxRow): OutboxEvent {
  return {
    organizationId: organization_id,
    id: Number(id),
    type,
    at,
    subject,
    ...(client_id !== null && { clientId: client_id }),
    data: JSON.parse(body),
  } as OutboxEvent
}

/** Events that are rewritten at once. The largest have a hundred people. */
const ERASED_AT_ONCE = 200

/** Replaces an erased person in the events of a conference; without `conferenceId`, of everything else. */
export async function eraseFromEvents(
  transaction: Kysely<Schema>,
  who: ErasedPerson,
  conferenceId?: ConferenceId,
): Promise<void> {
  for (let after = 0; ;) {
    const rows = await transaction
      .selectFrom('outbox')
      .selectAll()
      .where('organization_id', '=', who.organizationId)
      .where('id', '>', after)
      .$if(conferenceId !== undefined, (query) => query.where('subject', '=', conferenceId as ConferenceId))
      .$if(conferenceId === undefined, (query) => query.where('type', 'in', ['booking_change', 'directory_change']))
      .where(contains('body', JSON.stringify(who.unionId)))
      .orderBy('id')
      .limit(ERASED_AT_ONCE)
      .execute()
    for (const row of rows) await eraseFromEvent(transaction, row, who)
    const last = rows.at(-1)
    if (last === undefined || rows.length < ERASED_AT_ONCE) return
    after = Number(last.id)
  }
}

async function eraseFromEvent(transaction: Kysely<Schema>, row: OutboxRow, who: ErasedPerson): Promise<void> {
  const { data } = eventWithout(toOutboxEvent(row), who)
  await transaction
    .updateTable('outbox')
    .set({ body: JSON.stringify(data) })
    .where('organization_id', '=', row.organization_id)
    .where('id', '=', row.id)
    .execute()
  // What an endpoint answered may name the person.
  await transaction
    .updateTable('delivery')
    .set({ last: null })
    .where('event_id', '=', Number(row.id))
    .where('subscription_id', 'in', (query) =>
      query.selectFrom('subscription').select('id').where('organization_id', '=', row.organization_id),
    )
    .execute()
}

/** Deletes the events of conferences or bookings, and their deliveries. */
export async function deleteEvents(
  transaction: Kysely<Schema>,
  organizationId: OrganizationId,
  subjects: readonly (ConferenceId | BookingId)[],
): Promise<void> {
  await transaction
    .deleteFrom('outbox')
    .where('organization_id', '=', organizationId)
    .where('subject', 'in', subjects)
    .execute()
  await transaction.deleteFrom('delivery').where('subject', 'in', subjects).execute()
}

/** Deletes the events of the directory before `before`. */
export async function deleteDirectoryEvents(
  transaction: Kysely<Schema>,
  organizationId: OrganizationId,
  before: EpochMs,
): Promise<void> {
  await transaction
    .deleteFrom('outbox')
    .where('organization_id', '=', organizationId)
    .where('subject', '=', 'directory')
    .where('at', '<', before)
    .execute()
}

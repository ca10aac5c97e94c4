import type { Kysely } from 'kysely'
import type { ConferenceRow, Schema } from './schema.ts'
import { toTitlePieces } from './title-pieces.ts'

type Titled = Pick<ConferenceRow, 'id' | 'organization_id' | 'title' | 'started_at'>

/** Deletes the rows by which the title of a conference is found. */
export async function deleteTitlePieces(
  transaction: Kysely<Schema>,
  { id, organization_id, title, started_at }: Titled,
): Promise<void> {
  const pieces = toTitlePieces(title)
  if (pieces.length === 0) return
  await transaction
    .deleteFrom('title_piece')
    .where('organization_id', '=', organization_id)
    .where('piece', 'in', pieces)
    .where('started_at', '=', started_at)
    .where('conference_id', '=', id)
    .execute()
}

/** Makes an existing conference be found by another title. */
export async function replaceTitlePieces(transaction: Kysely<Schema>, before: Titled, title: string): Promise<void> {
  if (title === before.title) return
  await deleteTitlePieces(transaction, before)
  const { id: conference_id, organization_id, started_at } = before
  const rows = toTitlePieces(title).map((piece) => ({ organization_id, piece, started_at, conference_id }))
  if (rows.length > 0) await transaction.insertInto('title_piece').values(rows).execute()
}

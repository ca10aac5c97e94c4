import type { Kysely } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import type { Account } from '../service/account/directory-entries.ts'
import type { WebSession, WebSessionStore } from '../service/account/web-session-store.ts'
import type { Schema, WebSessionRow } from './schema.ts'

export class SqlWebSessionStore implements WebSessionStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async insert(session: WebSession, max: number): Promise<void> {
    const { organizationId: organization_id, userId: user_id } = session
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('web_session')
        .values({
          id: session.id,
          token_hash: session.tokenHash,
          organization_id,
          user_id,
          proof: session.proof,
          browser: session.browser,
          opened_at: session.openedAt,
          last_seen_at: session.lastSeenAt,
        })
        .execute()
      const beyond = await transaction
        .selectFrom('web_session')
        .select('id')
        .where('organization_id', '=', organization_id)
        .where('user_id', '=', user_id)
        .where('id', '!=', session.id)
        .orderBy('last_seen_at', 'desc')
        .orderBy('id')
        .limit(max)
        .offset(max - 1)
        .execute()
      const ids = beyond.map(({ id }) => id)
      if (ids.length > 0) await transaction.deleteFrom('web_session').where('id', 'in', ids).execute()
    })
  }

  async find({ organizationId, userId }: Account, id: string): Promise<WebSession | undefined> {
    const row = await this.#db
      .selectFrom('web_session')
      .selectAll()
      .where('id', '=', id)
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .executeTakeFirst()
    return row && toWebSession(row)
  }

  async findByTokenHash(tokenHash: string): Promise<WebSession | undefined> {
    const row = await this.#db
      .selectFrom('web_session')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst()
    return row && toWebSession(row)
  }

  async touch(id: string, lastSeenAt: EpochMs): Promise<void> {
    await this.#db.updateTable('web_session').set({ last_seen_at: lastSeenAt }).where('id', '=', id).execute()
  }

  async listOf(account: Account): Promise<readonly WebSession[]> {
    const rows = await this.#db
      .selectFrom('web_session')
      .selectAll()
      .where('organization_id', '=', account.organizationId)
      .where('user_id', '=', account.userId)
      .orderBy('opened_at', 'desc')
      .orderBy('id')
      .execute()
    return rows.map(toWebSession)
  }

  async delete(account: Account, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#deleteOf(account).where('id', '=', id).executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  async deleteOthers(account: Account, id: string): Promise<void> {
    await this.#deleteOf(account).where('id', '!=', id).execute()
  }

  async deleteSeenBefore(instant: EpochMs): Promise<void> {
    await this.#db.deleteFrom('web_session').where('last_seen_at', '<', instant).execute()
  }

  #deleteOf({ organizationId, userId }: Account) {
    return this.#db
      .deleteFrom('web_session')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
  }
}

function toWebSession(row: WebSessionRow): WebSession {
  return {
    id: row.id,
    tokenHash: row.token_hash,
    organizationId: row.organization_id,
    userId: row.user_id,
    proof: row.proof,
    browser: row.browser,
    openedAt: row.opened_at,
    lastSeenAt: row.last_seen_at,
  }
}

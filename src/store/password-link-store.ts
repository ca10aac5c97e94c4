import type { Kysely } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import type { Account } from '../service/account/directory-entries.ts'
import type { PasswordLink, PasswordLinkStore } from '../service/account/password-link-store.ts'
import type { Schema } from './schema.ts'
import type { PasswordLinkRow } from './user-token-rows.ts'

/** The links for new passwords, in SQL. */
export class SqlPasswordLinkStore implements PasswordLinkStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async findByTokenHash(tokenHash: string): Promise<PasswordLink | undefined> {
    const row = await this.#db
      .selectFrom('password_link')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst()
    return row && toPasswordLink(row)
  }

  async deleteExpiredBefore(instant: EpochMs): Promise<void> {
    await this.#db.deleteFrom('password_link').where('expires_at', '<=', instant).execute()
  }
}

/** Inserts a link, or replaces the former one of the person. */
export async function savePasswordLink(db: Kysely<Schema>, link: PasswordLink): Promise<void> {
  const values = { token_hash: link.tokenHash, password_mark: link.passwordMark, expires_at: link.expiresAt }
  await db
    .insertInto('password_link')
    .values({ organization_id: link.organizationId, user_id: link.userId, ...values })
    .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doUpdateSet(values))
    .execute()
}

/** Gives a link and deletes it, so that it is taken once. */
export async function takePasswordLink(db: Kysely<Schema>, tokenHash: string): Promise<PasswordLink | undefined> {
  const row = await db.deleteFrom('password_link').where('token_hash', '=', tokenHash).returningAll().executeTakeFirst()
  return row && toPasswordLink(row)
}

/** Deletes the link of a person, if they have one. */
export async function deletePasswordLink(db: Kysely<Schema>, { organizationId, userId }: Account): Promise<void> {
  await db
    .deleteFrom('password_link')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
}

function toPasswordLink(row: PasswordLinkRow): PasswordLink {
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    tokenHash: row.token_hash,
    passwordMark: row.password_mark,
    expiresAt: row.expires_at,
  }
}

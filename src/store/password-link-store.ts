import type { Kysely } from 'kysely'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { Account } from '../service/account/directory-entries.ts'
import type { PasswordLink, PasswordLinkStore } from '../service/account/password-link-store.ts'
import type { Schema } from './schema.ts'
import type { PasswordLinkRow } from './user-token-rows.ts'

/** Where links are. In each, a person has one. */
const TABLES = ['password_link', 'mailed_password_link'] as const
type Table = (typeof TABLES)[number]

/** The links for new passwords, in SQL. */
export class SqlPasswordLinkStore implements PasswordLinkStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async findByTokenHash(tokenHash: string): Promise<PasswordLink | undefined> {
    for (const table of TABLES) {
      const row = await this.#db.selectFrom(table).selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
      if (row) return toPasswordLink(table, row)
    }
    return undefined
  }

  async listOf(organizationId: OrganizationId, userIds: readonly string[]): Promise<readonly PasswordLink[]> {
    if (userIds.length === 0) return []
    const found = TABLES.map(async (table) => {
      const links = this.#db.selectFrom(table).selectAll().where('organization_id', '=', organizationId)
      const rows = await links.where('user_id', 'in', userIds).execute()
      return rows.map((row) => toPasswordLink(table, row))
    })
    return (await Promise.all(found)).flat()
  }

  async deleteExpiredBefore(instant: EpochMs): Promise<void> {
    for (const table of TABLES) await this.#db.deleteFrom(table).where('expires_at', '<=', instant).execute()
  }
}

/** Inserts a link, or replaces the former one that the person got in the same way. */
export async function savePasswordLink(db: Kysely<Schema>, link: PasswordLink): Promise<void> {
  const values = { token_hash: link.tokenHash, password_mark: link.passwordMark, expires_at: link.expiresAt }
  await db
    .insertInto(link.byMail ? 'mailed_password_link' : 'password_link')
    .values({ organization_id: link.organizationId, user_id: link.userId, ...values })
    .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doUpdateSet(values))
    .execute()
}

/** Gives a link and deletes it, so that it is taken once. */
export async function takePasswordLink(db: Kysely<Schema>, tokenHash: string): Promise<PasswordLink | undefined> {
  for (const table of TABLES) {
    const row = await db.deleteFrom(table).where('token_hash', '=', tokenHash).returningAll().executeTakeFirst()
    if (row) return toPasswordLink(table, row)
  }
  return undefined
}

/** Deletes the links of a person, if they have any. */
export async function deletePasswordLinks(db: Kysely<Schema>, { organizationId, userId }: Account): Promise<void> {
  for (const table of TABLES) {
    await db.deleteFrom(table).where('organization_id', '=', organizationId).where('user_id', '=', userId).execute()
  }
}

function toPasswordLink(table: Table, row: PasswordLinkRow): PasswordLink {
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    tokenHash: row.token_hash,
    passwordMark: row.password_mark,
    byMail: table === 'mailed_password_link',
    expiresAt: row.expires_at,
  }
}

import type { Kysely } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import type { Account } from '../service/account/directory-entries.ts'
import type { UserCode, UserGrant, UserTokenStore } from '../service/account/user-token-store.ts'
import { saveRedirectUris } from './redirect-uri-rows.ts'
import type { Schema } from './schema.ts'
import type { UserCodeRow, UserGrantRow } from './user-token-rows.ts'

export class SqlUserTokenStore implements UserTokenStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async saveRedirectUris(clientId: string, uris: readonly string[]): Promise<void> {
    await this.#db.transaction().execute((transaction) => saveRedirectUris(transaction, clientId, uris))
  }

  async listRedirectUris(clientId: string): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('redirect_uri')
      .select('uri')
      .where('client_id', '=', clientId)
      .orderBy('uri')
      .execute()
    return rows.map(({ uri }) => uri)
  }

  async insertCode(code: UserCode): Promise<void> {
    await this.#db
      .insertInto('user_code')
      .values({
        code_hash: code.codeHash,
        client_id: code.clientId,
        organization_id: code.organizationId,
        user_id: code.userId,
        scopes: JSON.stringify(code.scopes),
        expires_at: code.expiresAt,
      })
      .execute()
  }

  async findCode(codeHash: string): Promise<UserCode | undefined> {
    const row = await this.#db.selectFrom('user_code').selectAll().where('code_hash', '=', codeHash).executeTakeFirst()
    return row && toCode(row)
  }

  async takeCode(clientId: string, codeHash: string): Promise<UserCode | undefined> {
    const row = await this.#db
      .deleteFrom('user_code')
      .where('code_hash', '=', codeHash)
      .where('client_id', '=', clientId)
      .returningAll()
      .executeTakeFirst()
    return row && toCode(row)
  }

  async saveGrant({ access, refresh, ...grant }: UserGrant): Promise<void> {
    const values = {
      scopes: JSON.stringify(grant.scopes),
      secret_mark: grant.secretMark,
      access_hash: access.hash,
      access_nonce: access.nonce,
      access_expires_at: access.expiresAt,
      refresh_hash: refresh.hash,
      refresh_nonce: refresh.nonce,
      refresh_expires_at: refresh.expiresAt,
    }
    await this.#db
      .insertInto('user_grant')
      .values({
        client_id: grant.clientId,
        organization_id: grant.organizationId,
        user_id: grant.userId,
        ...values,
      })
      .onConflict((conflict) => conflict.columns(['client_id', 'organization_id', 'user_id']).doUpdateSet(values))
      .execute()
  }

  async findGrant(of: Account & Readonly<{ clientId: string }>): Promise<UserGrant | undefined> {
    const row = await this.#grants()
      .where('client_id', '=', of.clientId)
      .where('organization_id', '=', of.organizationId)
      .where('user_id', '=', of.userId)
      .executeTakeFirst()
    return row && toGrant(row)
  }

  async findGrantByAccess(hash: string): Promise<UserGrant | undefined> {
    const row = await this.#grants().where('access_hash', '=', hash).executeTakeFirst()
    return row && toGrant(row)
  }

  async findGrantByRefresh(hash: string): Promise<UserGrant | undefined> {
    const row = await this.#grants().where('refresh_hash', '=', hash).executeTakeFirst()
    return row && toGrant(row)
  }

  async deleteExpiredBefore(instant: EpochMs): Promise<void> {
    await this.#db.deleteFrom('user_code').where('expires_at', '<', instant).execute()
    await this.#db.deleteFrom('user_grant').where('refresh_expires_at', '<', instant).execute()
  }

  #grants() {
    return this.#db.selectFrom('user_grant').selectAll()
  }
}

function toCode(row: UserCodeRow): UserCode {
  return {
    codeHash: row.code_hash,
    clientId: row.client_id,
    organizationId: row.organization_id,
    userId: row.user_id,
    scopes: JSON.parse(row.scopes) as string[],
    expiresAt: row.expires_at,
  }
}

function toGrant(row: UserGrantRow): UserGrant {
  return {
    clientId: row.client_id,
    organizationId: row.organization_id,
    userId: row.user_id,
    scopes: JSON.parse(row.scopes) as string[],
    secretMark: row.secret_mark,
    access: { hash: row.access_hash, nonce: row.access_nonce, expiresAt: row.access_expires_at },
    refresh: { hash: row.refresh_hash, nonce: row.refresh_nonce, expiresAt: row.refresh_expires_at },
  }
}

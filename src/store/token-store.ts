import type { Kysely } from 'kysely'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { TokenRecord, TokenStore } from '../service/account/token-store.ts'
import type { CacheTrust } from '../service/cache-trust.ts'
import type { Dialect } from './dialect.ts'
import type { Schema, TokenRow } from './schema.ts'

export class SqlTokenStore implements TokenStore {
  readonly cacheTrust: CacheTrust
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.cacheTrust = dialect.cacheTrust
    this.#db = db
  }

  async save(token: TokenRecord): Promise<void> {
    const values = {
      nonce: token.nonce,
      client_id: token.clientId,
      kind: token.kind,
      organization_id: token.organizationId,
      expires_at: token.expiresAt,
      secret_mark: token.secretMark ?? null,
    }
    await this.#db
      .insertInto('access_token')
      .values({ token_hash: token.tokenHash, ...values })
      .onConflict((conflict) => conflict.column('token_hash').doUpdateSet(values))
      .execute()
  }

  async find(tokenHash: string): Promise<TokenRecord | undefined> {
    const row = await this.#db
      .selectFrom('access_token')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst()
    return row && toToken(row)
  }

  async findLatest(clientId: string, organizationId: OrganizationId): Promise<TokenRecord | undefined> {
    const row = await this.#db
      .selectFrom('access_token')
      .selectAll()
      .where('client_id', '=', clientId)
      .where('organization_id', '=', organizationId)
      .orderBy('expires_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && toToken(row)
  }

  async deleteExpiredBefore(instant: EpochMs): Promise<void> {
    await this.#db.deleteFrom('access_token').where('expires_at', '<', instant).execute()
  }
}

function toToken(row: TokenRow): TokenRecord {
  return {
    tokenHash: row.token_hash,
    nonce: row.nonce,
    clientId: row.client_id,
    kind: row.kind,
    organizationId: row.organization_id,
    expiresAt: row.expires_at,
    ...(row.secret_mark !== null && { secretMark: row.secret_mark }),
  }
}

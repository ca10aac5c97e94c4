import { sql, type ExpressionBuilder, type Kysely, type Selectable } from 'kysely'
import type { EpochMs } from '../conference/identity.ts'
import type { PasswordMail, PasswordMailStore, TakenMail } from '../service/account/password-mail-store.ts'
import type { Dialect } from './dialect.ts'
import type { Schema } from './schema.ts'
import { withStoreError } from './store-error.ts'
import type { PasswordMailRow } from './user-token-rows.ts'

/** The mails with links for new passwords, in SQL. */
export class SqlPasswordMailStore implements PasswordMailStore {
  readonly #db: Kysely<Schema>
  readonly #dialect: Dialect

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#dialect = dialect
  }

  async save(mail: PasswordMail): Promise<void> {
    await savePasswordMail(this.#db, mail)
  }

  async take({ now, leaseMs, limit }: Parameters<PasswordMailStore['take']>[0]): Promise<readonly TakenMail[]> {
    const { rows } = await withStoreError('take mails', () =>
      sql<Selectable<PasswordMailRow>>`update password_mail set attempts = attempts + 1, next_at = ${now + leaseMs}
        where (organization_id, user_id) in (
          select organization_id, user_id from password_mail where next_at <= ${now}
          order by next_at, organization_id, user_id limit ${limit} ${this.#dialect.skipLocked})
        returning *`.execute(this.#db),
    )
    return rows.map((row) => ({
      organizationId: row.organization_id,
      userId: row.user_id,
      language: row.language,
      requestedAt: row.asked_at,
      attempt: row.attempts,
      ...(row.invited === 1 && { invited: true as const }),
    }))
  }

  async markDone(mail: TakenMail): Promise<void> {
    await withStoreError('finish a mail', () =>
      this.#db
        .deleteFrom('password_mail')
        .where((eb) => isSame(eb, mail))
        .execute(),
    )
  }

  async postpone(mail: TakenMail, until: EpochMs): Promise<void> {
    await withStoreError('postpone a mail', () =>
      this.#db
        .updateTable('password_mail')
        .set({ next_at: until })
        .where((eb) => isSame(eb, mail))
        .execute(),
    )
  }
}

/** Inserts a mail, or replaces the one for the same account. One that a person asks for does not end an invitation. */
export async function savePasswordMail(db: Kysely<Schema>, mail: PasswordMail): Promise<void> {
  const { organizationId, userId, language, requestedAt, invited } = mail
  const values = {
    language,
    asked_at: requestedAt,
    attempts: 0,
    next_at: requestedAt,
    ...(invited && { invited: 1 as const }),
  }
  await db
    .insertInto('password_mail')
    .values({ organization_id: organizationId, user_id: userId, ...values })
    .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doUpdateSet(values))
    .execute()
}

/** Matches exactly this attempt, and not a mail that was asked for later. */
function isSame(eb: ExpressionBuilder<Schema, 'password_mail'>, mail: TakenMail) {
  const { organizationId, userId, requestedAt, attempt } = mail
  return eb.and({ organization_id: organizationId, user_id: userId, asked_at: requestedAt, attempts: attempt })
}

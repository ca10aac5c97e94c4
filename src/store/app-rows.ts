import { sql, type Kysely } from 'kysely'
import type { OrganizationId } from '../conference/identity.ts'
import type { Scope } from '../service/account/caller.ts'
import type { App } from '../service/account/directory-entries.ts'
import type { AppQuery } from '../service/account/directory-store.ts'
import type { AppChanges } from '../service/account/directory-writer.ts'
import type { Schema } from './schema.ts'

/** Inserts or updates by clientId. A revoked app stays as it is, and so does a secret that was renewed. */
export async function saveApp(db: Kysely<Schema>, app: App): Promise<void> {
  const { client_id, secret_hash, ...values } = toValues(app)
  await db
    .insertInto('app')
    .values({ client_id, secret_hash, ...values, secret_renewed: 0 })
    .onConflict((conflict) =>
      conflict
        .column('client_id')
        .doUpdateSet({
          ...values,
          secret_hash: sql`case when app.secret_renewed = 1 then app.secret_hash else excluded.secret_hash end`,
        })
        .where('app.revoked_at', 'is', null),
    )
    .execute()
}

/** Inserts an app whose secret no seed replaces. */
export async function insertApp(db: Kysely<Schema>, app: App): Promise<void> {
  await db
    .insertInto('app')
    .values({ ...toValues(app), secret_renewed: 1 })
    .execute()
}

export async function updateApp(db: Kysely<Schema>, clientId: string, changes: AppChanges): Promise<void> {
  const { name, scopes, secret, revokedAt } = changes
  await db
    .updateTable('app')
    .set({
      ...(name !== undefined && { name }),
      ...(scopes && { scopes: JSON.stringify(scopes) }),
      ...(secret && toSecretColumns(secret)),
      ...(revokedAt !== undefined && { revoked_at: revokedAt }),
    })
    .where('client_id', '=', clientId)
    .execute()
}

export async function findApp(db: Kysely<Schema>, clientId: string): Promise<App | undefined> {
  const row = await db
    .selectFrom('app')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && toApp(row)
}

export async function pageApps(
  db: Kysely<Schema>,
  organizationId: OrganizationId,
  { after, limit }: AppQuery,
): Promise<readonly App[]> {
  const rows = await db
    .selectFrom('app')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('revoked_at', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(name, client_id) > (${after?.name ?? ''}, ${after?.clientId ?? ''})`),
    )
    .orderBy('name')
    .orderBy('client_id')
    .limit(limit)
    .execute()
  return rows.map(toApp)
}

/** The columns of a renewed secret. No seed replaces it. */
export function toSecretColumns({ hash, former }: NonNullable<AppChanges['secret']>) {
  return {
    secret_hash: hash,
    former_secret_hash: former.hash,
    former_until: former.until,
    secret_renewed: 1 as const,
  }
}

function toValues({ clientId, organizationId, name, secretHash, scopes }: App) {
  return {
    client_id: clientId,
    organization_id: organizationId,
    name,
    secret_hash: secretHash,
    scopes: JSON.stringify(scopes),
  }
}

function toApp(row: Schema['app']): App {
  const { former_secret_hash: hash, former_until: until } = row
  return {
    clientId: row.client_id,
    organizationId: row.organization_id,
    name: row.name,
    secretHash: row.secret_hash,
    ...(hash !== null && until !== null && { formerSecret: { hash, until } }),
    scopes: JSON.parse(row.scopes) as Scope[],
  }
}

import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { inParts } from '../in-parts.ts'
import { toDetailText } from '../search-texts.ts'

type Account = {
  organization_id: string
  user_id: string
  job_number: string | null
  department: string | null
  email: string | null
  detail_text: string
}

/** Administrators find people by job number, department and email address, and list departments and people without a password. */
export async function up(untyped: Kysely<unknown>, { bytewiseText }: Dialect): Promise<void> {
  const db = untyped as Kysely<{ user_account: Account }>
  await db.schema
    .alterTable('user_account')
    .addColumn('detail_text', sql`${bytewiseText}`, (definition) => definition.notNull().defaultTo(''))
    .execute()
  const people = await db
    .selectFrom('user_account')
    .select(['organization_id', 'user_id', 'job_number', 'department', 'email'])
    .where(({ or, eb }) =>
      or([eb('job_number', 'is not', null), eb('department', 'is not', null), eb('email', 'is not', null)]),
    )
    .execute()
  await inParts(people, (part) =>
    Promise.all(
      part.map((row) =>
        db
          .updateTable('user_account')
          .set({
            detail_text: toDetailText({ jobNumber: row.job_number, department: row.department, email: row.email }),
          })
          .where('organization_id', '=', row.organization_id)
          .where('user_id', '=', row.user_id)
          .execute(),
      ),
    ),
  )
  await db.schema
    .createIndex('user_account_department_idx')
    .on('user_account')
    .columns(['organization_id', 'department', 'name_sort', 'user_id'])
    .where(sql<boolean>`department is not null`)
    .execute()
  // Those who can sign in with nothing.
  await db.schema
    .createIndex('user_account_no_password_idx')
    .on('user_account')
    .columns(['organization_id', 'name_sort', 'user_id'])
    .where(sql<boolean>`password_hash is null and disabled_at is null and subject is null`)
    .execute()
  await db.schema
    .alterTable('password_mail')
    .addColumn('invited', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}

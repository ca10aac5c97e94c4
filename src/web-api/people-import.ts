import { ExportUsers, ImportUsers } from '../../contract/web/people-file.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { People } from '../service/account/people.ts'
import type { PeopleImport } from '../service/account/people-import.ts'
import { requireAdministrator } from '../service/account/roles.ts'
import { organizationOf } from './administration-query.ts'
import { readPeopleFile, toPeopleFile } from './people-file.ts'
import type { Principals } from './principals.ts'
import { MalformedError } from './refusal.ts'
import { AUDITED_DOWNLOAD } from './same-origin.ts'

export type PeopleImportDeps = { people: Pick<People, 'listAll'>; peopleImport: Pick<PeopleImport, 'run'> }

/** 20,000 people. */
const MAX_FILE_BYTES = 8_000_000
const SHOWN_FAULTS = 100

/** People from and to CSV files. */
export function peopleImportApi(
  web: Routes,
  { people, peopleImport, principals }: PeopleImportDeps & { principals: Principals },
): void {
  web.register(async (scope) => {
    const files: Routes = scope.withTypeProvider()
    files.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    files.post(
      `${WEB.people}/import`,
      {
        config: { operation: ImportUsers.operationId },
        schema: ImportUsers,
        bodyLimit: MAX_FILE_BYTES,
        // Before the file is read: only administrators may send so much.
        onRequest: async (request, reply) => {
          const by = await principals.load(request, reply)
          requireAdministrator(by, organizationOf(by, request.query as { corpId?: string }))
        },
      },
      async (request, reply) => {
        const by = await principals.load(request, reply)
        if (!Buffer.isBuffer(request.body)) throw new MalformedError('send a CSV file as text/csv')
        const read = readPeopleFile(request.body)
        const { dryRun, withPasswords } = request.query
        const { passwords, addedUserIds, changes, ...outcome } = await peopleImport.run(
          by,
          organizationOf(by, request.query),
          {
            rows: read.rows,
            dryRun: dryRun === 'true' || read.faults.length > 0,
            withPasswords: withPasswords === 'true',
          },
        )
        const faults = [...read.faults, ...outcome.faults].toSorted((one, other) => one.line - other.line)
        return reply.send({
          ...outcome,
          changes: faults.length > 0 ? [] : changes.map((change) => ({ ...change, values: [...change.values] })),
          faults: faults
            .slice(0, SHOWN_FAULTS)
            .map(({ values, ...fault }) => ({ ...fault, ...(values && { values: { ...values } }) })),
          faultCount: faults.length,
          passwords: [...passwords],
          addedUserIds: [...addedUserIds],
        })
      },
    )
  })

  web.get(
    WEB.peopleFile,
    { ...AUDITED_DOWNLOAD, config: { operation: ExportUsers.operationId }, schema: ExportUsers },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const users = await people.listAll(by, organizationOf(by, request.query))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="people.csv"')
        .header('x-content-type-options', 'nosniff')
        .send(toPeopleFile(users))
    },
  )
}

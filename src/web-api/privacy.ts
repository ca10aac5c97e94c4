import { WEB } from '../../contract/web/paths.ts'
import { ErasePerson, ExportPersonalData } from '../../contract/web/privacy.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { Erasure } from '../service/privacy/erasure.ts'
import type { PersonalDataExport } from '../service/privacy/personal-data.ts'
import { organizationOf } from './administration-query.ts'
import type { Principals } from './principals.ts'
import { AUDITED_DOWNLOAD } from './same-origin.ts'

export type PrivacyDeps = { erasure: Pick<Erasure, 'erase'>; personalData: Pick<PersonalDataExport, 'load'> }

/** What is stored about one person, for administrators. */
export function privacyApi(
  web: Routes,
  { erasure, personalData, principals }: PrivacyDeps & { principals: Principals },
): void {
  web.get(
    `${WEB.people}/:userId/data`,
    { ...AUDITED_DOWNLOAD, config: { operation: ExportPersonalData.operationId }, schema: ExportPersonalData },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const { userId } = request.params
      const data = await personalData.load(by, organizationOf(by, request.query), userId)
      reply.header('content-disposition', `attachment; filename="personal-data.json"`)
      return reply.send({ ...data, incomplete: [...data.incomplete] })
    },
  )

  web.post(
    `${WEB.people}/:userId/erase`,
    { config: { operation: ErasePerson.operationId }, schema: ErasePerson },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const finished = await erasure.erase(by, organizationOf(by, request.query), request.params.userId)
      return reply.send({ finished })
    },
  )
}

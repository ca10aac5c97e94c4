import { WEB } from '../../../contract/web/paths.ts'
import { send } from '../../http.ts'
import type { AuditApi } from '../../state/console/audit/audit.ts'
import { toQuery } from './query.ts'

/** The requests of the audit log. They throw `ApiError`. */
export const auditApi: AuditApi = {
  audit: (corpId, query, page) => send('GET', `${WEB.audit}?${toQuery({ corpId, ...query, ...page })}`),
}

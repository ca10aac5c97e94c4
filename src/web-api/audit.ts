import { ListAudit } from '../../contract/web/audit.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { AuditedAct } from '../../contract/web/administration-types.ts'
import type { EpochMs } from '../conference/identity.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { Audit } from '../service/account/audit.ts'
import { AUDIT_ACTIONS, type AuditAction, type AuditEntry } from '../service/account/audit-entry.ts'
import { limitOf, organizationOf, POSITION, readCursor, toCursor } from './administration-query.ts'
import type { Principals } from './principals.ts'
import { MalformedError } from './refusal.ts'

export type AuditDeps = { audit: Pick<Audit, 'page'> }

/** The log of acts of administration. */
export function auditApi(web: Routes, { audit, principals }: AuditDeps & { principals: Principals }): void {
  web.get(WEB.audit, { config: { operation: ListAudit.operationId }, schema: ListAudit }, async (request, reply) => {
    const by = await principals.load(request, reply)
    const { query } = request
    const { actor, target, from, to } = query
    const after = readCursor(query, POSITION)
    const { entries, next } = await audit.page(by, organizationOf(by, query), {
      ...(query.action !== undefined && { action: toAction(query.action) }),
      ...(actor !== undefined && { actor }),
      ...(target !== undefined && { target }),
      ...(from !== undefined && { from: Number(from) as EpochMs }),
      ...(to !== undefined && { to: Number(to) as EpochMs }),
      ...(after && { after }),
      limit: limitOf(query),
    })
    return reply.send({ entries: entries.map(toAct), ...(next && { cursor: toCursor(next) }) })
  })
}

function toAction(text: string): AuditAction {
  const action = AUDIT_ACTIONS.find((known) => known === text)
  if (!action) throw new MalformedError(`action must be one of ${AUDIT_ACTIONS.join(', ')}`)
  return action
}

function toAct({ id, at, action, by, target, address, details }: AuditEntry): AuditedAct {
  return {
    id,
    at,
    action,
    by: by.kind !== 'person' ? by : { kind: by.kind, corpId: by.organizationId, userId: by.userId, name: by.name },
    target,
    ...(address !== undefined && { address }),
    ...(details && { details: { ...details } }),
  }
}

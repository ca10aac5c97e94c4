import { AddSuite, ChangeSuite, ListSuites, RenewSuiteSecret, RevokeSuite } from '../../contract/web/suites.ts'
import type { AdministeredSuite } from '../../contract/web/suite-types.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { OrganizationId } from '../conference/identity.ts'
import { routeOf, type Routes } from '../dingtalk/gateway/operation.ts'
import { SCOPES } from '../service/account/caller.ts'
import type { Suite } from '../service/account/directory-entries.ts'
import type { Suites } from '../service/account/suites.ts'
import { limitOf, readCursor, toCursor } from './administration-query.ts'
import type { Principals } from './principals.ts'

export type SuitesDeps = { suites: Pick<Suites, 'page' | 'add' | 'change' | 'renewSecret' | 'revoke'> }

/** Third-party apps, for operators. */
export function suitesApi(web: Routes, { suites, principals }: SuitesDeps & { principals: Principals }): void {
  const one = `${WEB.suites}/:suiteKey`

  web.get(WEB.suites, routeOf(ListSuites), async (request, reply) => {
    const by = await principals.load(request, reply)
    const after = readCursor(request.query, { name: '', suiteKey: '' })
    const { suites: found, next } = await suites.page(by, { ...(after && { after }), limit: limitOf(request.query) })
    return reply.send({ suites: found.map(toWire), scopes: [...SCOPES], ...(next && { cursor: toCursor(next) }) })
  })

  web.post(WEB.suites, routeOf(AddSuite), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { authorizedCorpIds, ...order } = request.body
    const { suite, secret } = await suites.add(by, { ...order, authorized: authorizedCorpIds as OrganizationId[] })
    return reply.send({ suite: toWire(suite), secret })
  })

  web.patch(one, routeOf(ChangeSuite), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { authorizedCorpIds, ...changes } = request.body
    const authorized = authorizedCorpIds && { authorized: authorizedCorpIds as OrganizationId[] }
    const suite = await suites.change(by, request.params.suiteKey, { ...changes, ...authorized })
    return reply.send({ suite: toWire(suite) })
  })

  web.post(`${one}/secret`, routeOf(RenewSuiteSecret), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { suite, secret } = await suites.renewSecret(by, request.params.suiteKey, request.body.overlapHours)
    return reply.send({ suite: toWire(suite), secret })
  })

  web.delete(one, routeOf(RevokeSuite), async (request, reply) => {
    const by = await principals.load(request, reply)
    await suites.revoke(by, request.params.suiteKey)
    return reply.send({ ok: true })
  })
}

function toWire({ suiteKey, name, scopes, authorized, ticketHash, formerSecret }: Suite): AdministeredSuite {
  return {
    suiteKey,
    name,
    scopes: [...scopes],
    authorizedCorpIds: [...authorized],
    hasTicket: ticketHash !== undefined,
    ...(formerSecret && { formerSecretUntil: formerSecret.until }),
  }
}

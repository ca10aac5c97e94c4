import {
  AddApp,
  ChangeApp,
  ListApps,
  ListRedirectUris,
  RenewSecret,
  RevokeApp,
  SetRedirectUris,
} from '../../contract/web/apps.ts'
import type { AdministeredApp } from '../../contract/web/administration-types.ts'
import { WEB } from '../../contract/web/paths.ts'
import { routeOf, type Routes } from '../dingtalk/gateway/operation.ts'
import type { Apps } from '../service/account/apps.ts'
import { SCOPES } from '../service/account/caller.ts'
import type { App } from '../service/account/directory-entries.ts'
import { limitOf, organizationOf, readCursor, toCursor } from './administration-query.ts'
import type { Principals } from './principals.ts'

export type AppsDeps = { apps: Apps }

/** 20 addresses of 2,048 characters. */
const MAX_URIS_BYTES = 65_536

/** The apps of an organization, for its administrators. */
export function appsApi(web: Routes, { apps, principals }: AppsDeps & { principals: Principals }): void {
  const one = `${WEB.apps}/:clientId`

  web.get(WEB.apps, routeOf(ListApps), async (request, reply) => {
    const by = await principals.load(request, reply)
    const after = readCursor(request.query, { name: '', clientId: '' })
    const page = { ...(after && { after }), limit: limitOf(request.query) }
    const { apps: found, next } = await apps.page(by, organizationOf(by, request.query), page)
    return reply.send({ apps: found.map(toWire), scopes: [...SCOPES], ...(next && { cursor: toCursor(next) }) })
  })

  web.post(WEB.apps, routeOf(AddApp), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { app, secret } = await apps.add(by, organizationOf(by, request.query), request.body)
    return reply.send({ app: toWire(app), secret })
  })

  web.patch(one, routeOf(ChangeApp), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { clientId } = request.params
    const app = await apps.change(by, organizationOf(by, request.query), clientId, request.body)
    return reply.send({ app: toWire(app) })
  })

  web.get(`${one}/redirect-uris`, routeOf(ListRedirectUris), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { clientId } = request.params
    const redirectUris = await apps.listRedirectUris(by, organizationOf(by, request.query), clientId)
    return reply.send({ redirectUris: [...redirectUris] })
  })

  web.put(
    `${one}/redirect-uris`,
    { ...routeOf(SetRedirectUris), bodyLimit: MAX_URIS_BYTES },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const { params, query, body } = request
      const redirectUris = await apps.setRedirectUris(by, organizationOf(by, query), params.clientId, body.redirectUris)
      return reply.send({ redirectUris: [...redirectUris] })
    },
  )

  web.post(`${one}/secret`, routeOf(RenewSecret), async (request, reply) => {
    const by = await principals.load(request, reply)
    const organizationId = organizationOf(by, request.query)
    const { app, secret } = await apps.renewSecret(
      by,
      organizationId,
      request.params.clientId,
      request.body.overlapHours,
    )
    return reply.send({ app: toWire(app), secret })
  })

  web.delete(one, routeOf(RevokeApp), async (request, reply) => {
    const by = await principals.load(request, reply)
    await apps.revoke(by, organizationOf(by, request.query), request.params.clientId)
    return reply.send({ ok: true })
  })
}

function toWire({ clientId, name, scopes, formerSecret }: App): AdministeredApp {
  return {
    clientId,
    name,
    scopes: [...scopes],
    ...(formerSecret && { formerSecretUntil: formerSecret.until }),
  }
}

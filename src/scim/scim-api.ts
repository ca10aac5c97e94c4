import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SCIM_PATH } from '../../contract/web/paths.ts'
import type { OrganizationId } from '../conference/identity.ts'
import type { ScimPrincipal } from '../service/account/principal.ts'
import type { ScimPeople } from '../service/account/scim-people.ts'
import type { ScimTokens } from '../service/account/scim-tokens.ts'
import type { Eventually } from '../service/eventually.ts'
import { readJson, refuseNul } from '../web-api/refusal.ts'
import { setAttributes, draftToPerson, type Draft } from './attributes.ts'
import { parseFilter } from './filter.ts'
import { parsePatch } from './patch.ts'
import { MAX_COUNT, RESOURCE_TYPES, SCHEMAS, SERVICE_PROVIDER_CONFIG, toList } from './schemas.ts'
import { refuse, ScimError, SCIM_JSON } from './scim-error.ts'
import { locationOf, toResource } from './user-resource.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The company's directory that sends the request; `null` in routes of others. */
    scimPrincipal: ScimPrincipal | null
  }
}

const DEFAULT_COUNT = 100
/** The number of the first result of a page fits in a column of any database. */
const MAX_START = 2 ** 31 - 1

export type ScimDeps = Readonly<{
  scimPeople: ScimPeople
  scimTokens: Pick<ScimTokens, 'identify' | 'url'>
  /** Counts a call of an organization's directory. `false` if there are too many. */
  allowsCall: (organizationId: OrganizationId, operation: string) => Eventually<boolean>
}>

type OneUser = { Params: { id: string } }
type Query = { Querystring: Readonly<Record<string, string | string[] | undefined>> }

/** Serves the company's directory: SCIM 2.0 (RFC 7644) at `/scim/v2`. */
export function scimApi(app: FastifyInstance, { scimPeople: people, scimTokens, allowsCall }: ScimDeps): void {
  const base = () => scimTokens.url
  app.register(
    async (scim) => {
      readJson(scim, ['application/scim+json', 'application/json'])
      scim.decorateRequest('scimPrincipal', null)
      scim.setErrorHandler(refuse)
      scim.addHook('onRequest', async (request) => {
        const principal = await scimTokens.identify(bearerOf(request), request.ip)
        if (!principal) throw new ScimError(401, 'The token is missing, unknown, or no longer valid.')
        const { operation = 'unknown' } = request.routeOptions.config
        if (!(await allowsCall(principal.organizationId, operation))) throw new ScimError(429, 'Too many requests.')
        request.scimPrincipal = principal
      })
      refuseNul(scim)
      const named = (operation: string) => ({ config: { operation }, schema: { hide: true } })

      scim.get<Query>('/Users', named('ScimListUsers'), async (request, reply) => {
        const { query } = request
        const startIndex = Math.min(Math.max(readWhole(query['startIndex'], 1, 'startIndex'), 1), MAX_START)
        const limit = Math.min(readWhole(query['count'], DEFAULT_COUNT, 'count'), MAX_COUNT)
        const { filter } = query
        const lookup = filter === undefined ? undefined : parseFilter(String(filter))
        const page = { ...(lookup && { lookup }), from: startIndex - 1, limit: Math.max(limit, 0) }
        const { users, total } = await people.page(principalOf(request), page)
        return send(
          reply,
          200,
          toList(
            users.map((user) => toResource(user, base())),
            total,
            startIndex,
          ),
        )
      })

      scim.post('/Users', named('ScimAddUser'), async (request, reply) => {
        const user = await people.add(principalOf(request), draftToPerson(readResource(request.body), true))
        return send(reply.header('location', locationOf(user, base())), 201, toResource(user, base()))
      })

      scim.get<OneUser>('/Users/:id', named('ScimReadUser'), async (request, reply) => {
        const user = await people.load(principalOf(request), request.params.id)
        return send(reply, 200, toResource(user, base()))
      })

      scim.put<OneUser>('/Users/:id', named('ScimReplaceUser'), async (request, reply) => {
        const draft = readResource(request.body)
        // Somebody who is disabled is not enabled by a request that does not say so.
        const edit = ({ active }: { active: boolean }) => draftToPerson(draft, active)
        const user = await people.change(principalOf(request), request.params.id, edit)
        return send(reply, 200, toResource(user, base()))
      })

      scim.patch<OneUser>('/Users/:id', named('ScimChangeUser'), async (request, reply) => {
        const user = await people.change(principalOf(request), request.params.id, parsePatch(request.body))
        return send(reply, 200, toResource(user, base()))
      })

      scim.delete<OneUser>('/Users/:id', named('ScimDeleteUser'), async (request, reply) => {
        await people.delete(principalOf(request), request.params.id)
        return reply.code(204).send()
      })

      scim.get('/ServiceProviderConfig', named('ScimReadConfig'), async (_request, reply) =>
        send(reply, 200, SERVICE_PROVIDER_CONFIG),
      )
      for (const [path, all] of [
        ['/Schemas', SCHEMAS],
        ['/ResourceTypes', RESOURCE_TYPES],
      ] as const) {
        scim.get(path, named('ScimReadSchemas'), async (_request, reply) => send(reply, 200, toList(all)))
        scim.get<OneUser>(`${path}/:id`, named('ScimReadSchemas'), async (request, reply) => {
          const found = all.find(({ id }) => id === request.params.id)
          if (!found) throw new ScimError(404, 'There is no such schema.')
          return send(reply, 200, found)
        })
      }
      scim.all('/*', named('unknown'), async () => {
        throw new ScimError(404, 'The server has people only, at /Users.')
      })
    },
    { prefix: SCIM_PATH },
  )
}

function send(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply
    .code(status)
    .headers({ 'content-type': SCIM_JSON, 'cache-control': 'no-store' })
    .send(JSON.stringify(body))
}

function principalOf({ scimPrincipal }: Pick<FastifyRequest, 'scimPrincipal'>): ScimPrincipal {
  if (!scimPrincipal) throw new Error('this route is not behind the check of the token')
  return scimPrincipal
}

function bearerOf({ headers }: FastifyRequest): string {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
}

function readResource(body: unknown): Draft {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ScimError(400, 'The body must be an object.', 'invalidSyntax')
  const draft: Draft = {}
  setAttributes(draft, body as Record<string, unknown>)
  return draft
}

/** @throws ScimError `invalidValue` */
function readWhole(text: string | string[] | undefined, fallback: number, name: string): number {
  if (text === undefined) return fallback
  if (typeof text !== 'string' || !/^-?\d{1,10}$/.test(text))
    throw new ScimError(400, `${name} must be a whole number.`, 'invalidValue')
  return Number(text)
}

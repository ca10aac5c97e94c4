import { GROUPS, HEAD, introduction, PAGE_SETTINGS, THEME } from './reference-page.ts'
import {
  fastify,
  type LightMyRequestResponse,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteOptions,
} from 'fastify'

/** The page styles its own elements, and loads everything else from this server. */
const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'cross-origin-opener-policy': 'same-origin',
}

type Deps = Readonly<{ publicUrl: () => URL; version: string }>

/**
 * OpenAPI 3.1, generated from the schemas of the routes, at `/openapi.json` and as a page at `/docs`. Register it before
 * the routes that it describes.
 *
 * It is made for the first request, by a server of its own that only describes the routes: most servers are never asked for
 * it, and its libraries take memory.
 */
export function referenceApi(app: FastifyInstance, deps: Deps): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => void routes.push(route))
  let opening: Promise<FastifyInstance> | undefined
  // It never changes, and anybody may ask for it: to write it each time takes many milliseconds.
  let document: LightMyRequestResponse | undefined
  const answer = async ({ url, headers }: FastifyRequest, reply: FastifyReply) => {
    opening ??= openReference(routes, deps)
    const reference = await opening
    const isDocument = url === '/openapi.json'
    const answered = (isDocument ? document : undefined) ?? (await reference.inject({ url, headers }))
    if (isDocument && answered.statusCode === 200) document = answered
    if (answered.statusCode === 404) return reply.callNotFound()
    const { connection: _connection, date: _date, ...shown } = answered.headers
    return reply.code(answered.statusCode).headers(shown).send(answered.rawPayload)
  }
  const hidden = { schema: { hide: true }, config: { operation: 'reference' } }
  for (const path of ['/openapi.json', '/docs', '/docs/*']) app.get(path, hidden, answer)
}

async function openReference(routes: readonly RouteOptions[], { publicUrl, version }: Deps): Promise<FastifyInstance> {
  const [swagger, swaggerUi] = await Promise.all([import('@fastify/swagger'), import('@fastify/swagger-ui')])
  const reference = fastify({ exposeHeadRoutes: false })
  await reference.register(swagger.default, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rollcall API',
        version,
        description: introduction(publicUrl()),
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: GROUPS,
      components: {
        securitySchemes: { accessToken: { type: 'apiKey', in: 'header', name: 'x-acs-dingtalk-access-token' } },
      },
    },
    transformObject: (document) => ({
      ...('openapiObject' in document ? document.openapiObject : document.swaggerObject),
      servers: [{ url: publicUrl().href }],
    }),
  })
  await reference.register(async (pages) => {
    pages.addHook('onRequest', (_request, reply, done) => {
      reply.headers(PAGE_HEADERS)
      done()
    })
    // The library's page is laid out for a desktop on phones without this.
    pages.addHook('onSend', (_request, _reply, payload, done) => {
      done(null, typeof payload === 'string' ? payload.replace('<meta charset="UTF-8">', HEAD) : payload)
    })
    await pages.register(swaggerUi.default, {
      routePrefix: '/docs',
      staticCSP: false,
      theme: THEME,
      uiConfig: PAGE_SETTINGS,
    })
  })
  reference.get('/openapi.json', { schema: { hide: true } }, () => reference.swagger())
  // No request reaches them, so nothing is compiled for them.
  await reference.register(async (described) => {
    described.setValidatorCompiler(() => () => true)
    described.setSerializerCompiler(() => JSON.stringify)
    for (const { method, url, schema } of routes) {
      const isShown = schema && !('hide' in schema) && method !== 'HEAD'
      if (isShown) described.route({ method, url, schema, handler: () => undefined })
    }
  })
  return reference
}

import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

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

/**
 * OpenAPI 3.1, generated from the schemas of the routes, at `/openapi.json` and as a page at `/docs`. Register it before
 * the routes that it describes.
 */
export async function referenceApi(
  app: FastifyInstance,
  { publicUrl, version }: { publicUrl: () => URL; version: string },
) {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rollcall',
        version,
        description: "DingTalk's conference API, served by Rollcall. Get a token, then send it with every call.",
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: { accessToken: { type: 'apiKey', in: 'header', name: 'x-acs-dingtalk-access-token' } },
      },
    },
    // Called for the first request, when the port is known.
    transformObject: (document) => ({
      ...('openapiObject' in document ? document.openapiObject : document.swaggerObject),
      servers: [{ url: publicUrl().href }],
    }),
  })
  await app.register(async (pages) => {
    pages.addHook('onRequest', (_request, reply, done) => {
      reply.headers(PAGE_HEADERS)
      done()
    })
    await pages.register(swaggerUi, { routePrefix: '/docs', staticCSP: false })
  })
  app.get('/openapi.json', { schema: { hide: true }, config: { operation: 'openapi' } }, () => app.swagger())
}

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CrossSiteError } from './refusal.ts'

/**
 * Refuses requests that a page of another site makes the browser of a signed-in person send. Browsers say where a
 * request comes from; a request without these headers does not come from a browser. A body must always be JSON, which no
 * HTML form sends.
 */
export function requireSameOrigin(app: FastifyInstance, publicUrl: () => URL): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (isReading(request) || isOurs(request, publicUrl())) done()
    else done(new CrossSiteError())
  })
}

function isReading({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

function isOurs({ headers, protocol, host }: FastifyRequest, publicUrl: URL): boolean {
  const { 'sec-fetch-site': site, origin } = headers
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  // A server may have several host names. A page sends its requests to the name that it was loaded from.
  return origin === undefined || origin === publicUrl.origin || origin === `${protocol}://${host}`
}

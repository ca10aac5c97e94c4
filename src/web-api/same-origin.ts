import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
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

/**
 * The options of a route that reads something and writes an entry of the audit log: pages of other sites must not make a
 * browser write one, and a HEAD, which gives nothing, writes none.
 */
export const AUDITED_DOWNLOAD = {
  exposeHeadRoute: false,
  onRequest: (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) =>
    done(isFromElsewhere(request) ? new CrossSiteError() : undefined),
}

function isReading({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

function isFromElsewhere({ headers: { 'sec-fetch-site': site } }: FastifyRequest): boolean {
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

function isOurs(request: FastifyRequest, publicUrl: URL): boolean {
  if (isFromElsewhere(request)) return false
  const { protocol, host } = request
  const { origin } = request.headers
  // A server may have several host names. A page sends its requests to the name that it was loaded from.
  return origin === undefined || origin === publicUrl.origin || origin === `${protocol}://${host}`
}

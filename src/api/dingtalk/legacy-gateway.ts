import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../service/directory-model.ts'
import type { Authenticate } from './gateway.ts'
import { LEGACY_ERRORS, sendLegacyError, type LegacyError } from './legacy-envelope.ts'
import { parseObject, toKeepable } from './request-body.ts'
import { compileRequestShape } from './request-shape.ts'
import type { Throttle } from './throttle.ts'

const MEMBER_SCOPE = 'qyapi_get_member'
const FORM_TYPE = 'application/x-www-form-urlencoded'

/** Sets `app` up for legacy routes: bodies are JSON or, of old clients, forms. */
export function readLegacyRequests(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
    const isForm = request.headers['content-type']?.toLowerCase().startsWith(FORM_TYPE)
    done(null, isForm ? parseForm(text as string) : parseObject(text as string))
  })
  app.setValidatorCompiler(compileRequestShape)
  app.setSerializerCompiler(() => JSON.stringify)
}

/** Of a repeated key the last value counts. */
function parseForm(text: string): Record<string, string> {
  const fields = [...new URLSearchParams(text)].map(([name, value]) => [name, toKeepable(value)])
  return Object.fromEntries(fields) as Record<string, string>
}

/** An `onRequest` hook: the token, which stands in the query string, its right, and not too often. */
export function guardLegacy(operation: string, deps: { authenticate: Authenticate; throttle: Throttle }) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { access_token: given } = request.query as Record<string, unknown>
    const token: unknown = Array.isArray(given) ? given[0] : given
    const actor = typeof token === 'string' && token !== '' ? await deps.authenticate(token) : undefined
    const error = await findRefusal(actor, operation, deps.throttle)
    if (error) await sendLegacyError(request, reply, error)
    else request.actor = actor ?? null
  }
}

async function findRefusal(
  actor: Actor | undefined,
  operation: string,
  throttle: Throttle,
): Promise<LegacyError | undefined> {
  if (!actor) return LEGACY_ERRORS.invalidToken
  if (!actor.scopes.has(MEMBER_SCOPE)) return LEGACY_ERRORS.missingScope
  if (!(await throttle.admits(actor, operation))) return LEGACY_ERRORS.tooFast
  return undefined
}

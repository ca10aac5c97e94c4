import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Caller } from '../../service/account/directory-model.ts'
import type { Authenticate } from './gateway.ts'
import { LEGACY_ERRORS, refuseLegacyBy, sendLegacyError, type LegacyError } from './legacy-envelope.ts'
import { parseObject, toKeepable } from './request-body.ts'
import { compileRequestShape } from './request-shape.ts'
import type { Throttle } from './throttle.ts'

const FORM_TYPE = 'application/x-www-form-urlencoded'

/**
 * Puts the checks of the legacy gateway before every route of `app` that is registered afterwards: token, right, not
 * too often. Bodies are JSON or, of old clients, forms.
 *
 * @throws Error at an operation that does not say how it refuses
 */
export function guardLegacyRoutes(
  app: FastifyInstance,
  deps: { authenticate: Authenticate; throttle: Throttle },
): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
    const isForm = request.headers['content-type']?.toLowerCase().startsWith(FORM_TYPE)
    done(null, isForm ? parseForm(text as string) : parseObject(text as string))
  })
  app.setValidatorCompiler(compileRequestShape)
  app.setSerializerCompiler(() => JSON.stringify)
  app.addHook('onRoute', (route: RouteOptions) => {
    const { operation, scope, legacyErrors } = route.config ?? {}
    if (operation === undefined) return
    if (!legacyErrors) throw new Error(`${operation} does not say how it refuses`)
    route.errorHandler = refuseLegacyBy(legacyErrors)
    if (scope !== undefined) route.onRequest = guard({ operation, scope }, deps)
  })
}

/** Of a repeated key the last value counts. */
function parseForm(text: string): Record<string, string> {
  const fields = [...new URLSearchParams(text)].map(([name, value]) => [name, toKeepable(value)])
  return Object.fromEntries(fields) as Record<string, string>
}

/** The token stands in the query string. */
function guard(
  { operation, scope }: { operation: string; scope: string },
  deps: { authenticate: Authenticate; throttle: Throttle },
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { access_token: given } = request.query as Record<string, unknown>
    const token: unknown = Array.isArray(given) ? given[0] : given
    const caller = typeof token === 'string' && token !== '' ? await deps.authenticate(token) : undefined
    const error = await findRefusal(caller, { operation, scope }, deps.throttle)
    if (error) await sendLegacyError(request, reply, error)
    else request.caller = caller ?? null
  }
}

async function findRefusal(
  caller: Caller | undefined,
  { operation, scope }: { operation: string; scope: string },
  throttle: Throttle,
): Promise<LegacyError | undefined> {
  if (!caller) return LEGACY_ERRORS.invalidToken
  if (!caller.scopes.has(scope)) return LEGACY_ERRORS.missingScope
  if (!(await throttle.admits(caller, operation))) return LEGACY_ERRORS.tooFast
  return undefined
}

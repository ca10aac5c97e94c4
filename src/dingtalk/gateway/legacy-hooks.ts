import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { AccessRefusal, Authorizer, AccessRule } from './authorize.ts'
import { toStorable } from '../../../contract/text/storable.ts'
import { parseObject } from './body-parser.ts'
import { LEGACY_ERRORS, refuseLegacyBy, sendLegacyError, type LegacyError } from './legacy-errors.ts'
import { compileRequestShape } from './validation.ts'

const FORM_TYPE = 'application/x-www-form-urlencoded'

const ACCESS_ERRORS: Readonly<Record<AccessRefusal, LegacyError>> = {
  'missing-token': LEGACY_ERRORS.invalidToken,
  'invalid-token': LEGACY_ERRORS.invalidToken,
  'missing-scope': LEGACY_ERRORS.missingScope,
  'too-fast-for-app': LEGACY_ERRORS.tooFast,
  'too-fast-for-suite': LEGACY_ERRORS.tooFast,
}

/**
 * Puts the stages of the legacy gateway before every route of `app` that is registered afterwards: access (token, scope,
 * rate limit) and validation. Bodies are JSON or, from old clients, forms.
 *
 * @throws Error at an operation without an error table
 */
export function guardLegacyRoutes(app: FastifyInstance, authorizer: Authorizer): void {
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
    if (!legacyErrors) throw new Error(`${operation} has no error table`)
    route.errorHandler = refuseLegacyBy(legacyErrors)
    if (scope !== undefined) route.onRequest = requireAccess({ operation, scope }, authorizer)
  })
}

/** The last value of a repeated key counts. */
function parseForm(text: string): Record<string, string> {
  const fields = [...new URLSearchParams(text)].map(([name, value]) => [name, toStorable(value)])
  return Object.fromEntries(fields) as Record<string, string>
}

/** The token is in the query string. */
function requireAccess(rule: AccessRule, authorizer: Authorizer) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { access_token: input } = request.query as Record<string, unknown>
    const token: unknown = Array.isArray(input) ? input[0] : input
    const access = await authorizer.authorize(typeof token === 'string' ? token : '', rule)
    if (typeof access !== 'string') request.caller = access
    else await sendLegacyError(request, reply, ACCESS_ERRORS[access])
  }
}

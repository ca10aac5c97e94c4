import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Caller } from '../../service/account/directory-model.ts'
import { GATEWAY_ERRORS, refuse, toTransportError } from './gateway-error.ts'
import type { LegacyErrorTable } from './legacy-envelope.ts'
import { refuseBy, type ErrorTable } from './refusal.ts'
import { readJsonBodies, requireBody } from './request-body.ts'
import { compileRequestShape } from './request-shape.ts'
import type { Throttle } from './throttle.ts'

/** Whose access token this is. */
export type Authenticate = (token: string) => Promise<Caller | undefined>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name of the operation, as the SDK spells it. */
    operation?: string
    /** Right that an app needs for it; without one the operation asks for no token. */
    scope?: string | undefined
    /** How it spells what can go wrong with it. */
    errors?: ErrorTable<string>
    legacyErrors?: LegacyErrorTable
  }
  interface FastifyRequest {
    /** The app that asks; `null` where no token is asked for. */
    caller: Caller | null
  }
}

export const TOKEN_HEADER = 'x-acs-dingtalk-access-token'
const BODY_METHODS = new Set(['POST', 'PUT', 'PATCH'])

/**
 * Puts the checks of DingTalk's gateway before every route of `app` that is registered afterwards, in its order:
 * token present, token valid, right granted, not too often, body there. What goes wrong after them is told as the
 * operation spells it.
 *
 * @throws Error at an operation that does not say how
 */
export function guardRoutes(app: FastifyInstance, deps: { authenticate: Authenticate; throttle: Throttle }): void {
  readJsonBodies(app)
  app.setValidatorCompiler(compileRequestShape)
  app.setSerializerCompiler(() => JSON.stringify)
  app.setErrorHandler(answerTransportError)
  app.addHook('onRoute', (route: RouteOptions) => {
    const { operation, scope, errors } = route.config ?? {}
    if (operation === undefined) return
    if (!errors) throw new Error(`${operation} does not say how it refuses`)
    route.errorHandler = refuseBy(errors)
    if (scope !== undefined) route.onRequest = guard({ operation, scope }, deps)
    if (BODY_METHODS.has(String(route.method)) && route.schema?.body) route.preValidation = requireBody
  })
}

/** The app that asks. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error('this route declares no scope')
  return request.caller
}

/** Answers `OPTIONS` on every path of `app` so far, with the verbs that it knows. */
export function answerOptions(app: FastifyInstance, routes: ReadonlyMap<string, ReadonlySet<string>>): void {
  for (const [path, methods] of routes) {
    const allow = [...methods, 'OPTIONS'].join(', ')
    app.options(path, { schema: { hide: true } as object }, (_request, reply) => {
      reply.code(204).header('allow', allow).send()
    })
  }
}

/** Remembers which verbs each path has, of the routes of `app` that are registered afterwards. */
export function collectRoutes(app: FastifyInstance): ReadonlyMap<string, ReadonlySet<string>> {
  const routes = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ method, url }) => {
    if (method === 'OPTIONS') return
    const methods = routes.get(url) ?? new Set()
    routes.set(url, methods)
    for (const name of [method].flat()) methods.add(name)
  })
  return routes
}

/** An error that no operation was there to tell of. */
function answerTransportError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const known = toTransportError(error)
  if (!known) request.log.error({ err: error }, 'fault before any operation')
  return refuse(request, reply, known ?? GATEWAY_ERRORS.fault)
}

function guard(
  { operation, scope }: { operation: string; scope: string },
  { authenticate, throttle }: { authenticate: Authenticate; throttle: Throttle },
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const token = readToken(request.headers[TOKEN_HEADER])
    if (token === '') return refuse(request, reply, GATEWAY_ERRORS.missingToken)
    try {
      const caller = await authenticate(token)
      if (!caller) return refuse(request, reply, GATEWAY_ERRORS.invalidToken)
      if (!caller.scopes.has(scope)) return refuse(request, reply, GATEWAY_ERRORS.missingScope, scope)
      if (!(await throttle.admits(caller, operation))) return refuse(request, reply, tooFastFor(caller))
      request.caller = caller
    } catch (error) {
      // Not of the operation, whose own table would be asked otherwise.
      return answerTransportError(error, request, reply)
    }
  }
}

function tooFastFor({ kind }: Caller) {
  return kind === 'app' ? GATEWAY_ERRORS.tooFastForApp : GATEWAY_ERRORS.tooFastForSuite
}

/** Some clients send the token as JSON text, that is, in quotes. */
function readToken(header: string | string[] | undefined): string {
  if (typeof header !== 'string') return ''
  return header.length >= 2 && header.startsWith('"') && header.endsWith('"') ? header.slice(1, -1) : header
}

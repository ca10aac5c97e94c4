import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Caller, OrganizationScope } from '../../service/account/caller.ts'
import type { TokenHolder } from '../../service/account/user-token-issuer.ts'
import {
  readToken,
  toCaller,
  type AccessRefusal,
  type Authorizer,
  type AccessRule,
  type UserAccessRefusal,
} from './authorize.ts'
import { readJsonBodies, requireBody } from './body-parser.ts'
import { refuseBy, type ErrorTable } from './error-handler.ts'
import { GATEWAY_ERRORS, refuse, toTransportError, type GatewayError } from './gateway-errors.ts'
import type { LegacyErrorTable } from './legacy-errors.ts'
import { compileRequestShape } from './validation.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name of the operation, as the SDK spells it. */
    operation?: string
    /** Scope that the app needs. If absent, the route requires no token. */
    scope?: string | undefined
    /** The token is that of a person or of an organization. If absent, it is that of an app. */
    tokenOf?: 'user' | 'organization'
    /** The error table of the operation; `legacyErrors` for a legacy operation. */
    errors?: ErrorTable<string>
    legacyErrors?: LegacyErrorTable
  }
  interface FastifyRequest {
    /** The app that makes the request; `null` in routes without a scope. */
    caller: Caller | null
    /** The person whose token it is, and the app that holds it; `null` in routes for apps. */
    holder: TokenHolder | null
    /** The organization whose token it is; `null` in routes for apps and people. */
    organization: OrganizationScope | null
  }
}

const ACCESS_ERRORS: Readonly<Record<AccessRefusal | UserAccessRefusal, GatewayError>> = {
  'missing-token': GATEWAY_ERRORS.missingToken,
  'invalid-token': GATEWAY_ERRORS.invalidToken,
  'expired-token': GATEWAY_ERRORS.expiredUserToken,
  'missing-scope': GATEWAY_ERRORS.missingScope,
  'too-fast-for-app': GATEWAY_ERRORS.tooFastForApp,
  'too-fast-for-suite': GATEWAY_ERRORS.tooFastForSuite,
}
const BODY_METHODS = new Set(['POST', 'PUT', 'PATCH'])

/**
 * Puts the stages of DingTalk's gateway before every route of `app` that is registered afterwards, in the gateway's
 * order: access (token, scope, rate limit), body, validation. Later errors use the operation's own error table.
 *
 * @throws Error at an operation without an error table
 */
export function guardRoutes(app: FastifyInstance, authorizer: Authorizer): void {
  readJsonBodies(app)
  app.setValidatorCompiler(compileRequestShape)
  app.setSerializerCompiler(() => JSON.stringify)
  app.setErrorHandler(answerTransportError)
  app.addHook('onRoute', (route: RouteOptions) => {
    const { operation, scope, errors, tokenOf = 'app' } = route.config ?? {}
    if (operation === undefined) return
    if (!errors) throw new Error(`${operation} has no error table`)
    route.errorHandler = refuseBy(errors)
    if (scope !== undefined) {
      route.onRequest = REQUIRE_ACCESS[tokenOf]({ operation, scope }, authorizer)
    }
    if (BODY_METHODS.has(String(route.method)) && route.schema?.body) route.preValidation = requireBody
  })
}

/** The app that makes the request. @throws Error in a route without a scope */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error('this route declares no scope')
  return request.caller
}

/** The person whose token the request has, and the app that sends it. @throws Error in a route for apps */
export function holderOf(request: FastifyRequest): TokenHolder {
  if (!request.holder) throw new Error('this route needs no token of a person')
  return request.holder
}

/** The organization whose token the request has. @throws Error in a route for apps and people */
export function organizationOf(request: FastifyRequest): OrganizationScope {
  if (!request.organization) throw new Error('this route needs no token of an organization')
  return request.organization
}

/** Answers an error that happened before any operation ran. */
function answerTransportError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const known = toTransportError(error)
  if (!known) request.log.error({ err: error }, 'unexpected error before any operation')
  return refuse(request, reply, known ?? GATEWAY_ERRORS.unexpected)
}

function requireAccess(rule: AccessRule, authorizer: Authorizer) {
  return requireBy(rule, async (request) => {
    const access = await authorizer.authorize(readToken(request.raw.rawHeaders), rule)
    if (typeof access === 'string') return access
    request.caller = access
    return undefined
  })
}

function requireUserAccess(rule: AccessRule, authorizer: Authorizer) {
  return requireBy(rule, async (request) => {
    const access = await authorizer.authorizeUser(readToken(request.raw.rawHeaders), rule)
    if (typeof access === 'string') return access
    request.caller = toCaller(access)
    request.holder = access
    return undefined
  })
}

function requireOrganizationAccess(rule: AccessRule, authorizer: Authorizer) {
  return requireBy(rule, async (request) => {
    const access = await authorizer.authorizeOrganization(readToken(request.raw.rawHeaders), rule)
    if (typeof access === 'string') return access
    request.organization = access
    return undefined
  })
}

const REQUIRE_ACCESS = { app: requireAccess, user: requireUserAccess, organization: requireOrganizationAccess }

/** A hook that refuses a request if `check` gives a reason. */
function requireBy(
  { scope }: AccessRule,
  check: (request: FastifyRequest) => Promise<AccessRefusal | UserAccessRefusal | undefined>,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      const refusal = await check(request)
      if (refusal === undefined) return undefined
      return refuse(request, reply, ACCESS_ERRORS[refusal], refusal === 'missing-scope' ? scope : undefined)
    } catch (error) {
      // If it were rethrown, the operation's own table would answer it.
      return answerTransportError(error, request, reply)
    }
  }
}

import type { FastifyInstance, RouteOptions } from 'fastify'
import type { WireError } from '../dingtalk/gateway/error-handler.ts'
import { GATEWAY_ERRORS } from '../dingtalk/gateway/gateway-errors.ts'
import { LEGACY_ERRORS, legacyRefusals, type LegacyError } from '../dingtalk/gateway/legacy-errors.ts'

/** An error that an operation documents, as the sandbox lists it. A legacy one has the status 200 and its `errcode` as code. */
type DocumentedError = Readonly<{ status: number; code: string; message: string; legacy?: LegacyError }>

/** An operation of the open API. */
export type Operation = Readonly<{
  operation: string
  method: string
  path: string
  errors: readonly DocumentedError[]
}>

/** Collects the operations of the open API from the routes that are registered after this call. */
export function collectOperations(app: FastifyInstance): ReadonlyMap<string, Operation> {
  const operations = new Map<string, Operation>()
  app.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
    const { operation } = config ?? {}
    if (operation === undefined || (!config?.errors && !config?.legacyErrors) || method === 'HEAD') return
    const path = url.replaceAll(/:(\w+)/g, '{$1}')
    operations.set(operation, { operation, method: String(method), path, errors: errorsOf(config) })
  })
  return operations
}

function errorsOf({ errors, legacyErrors, scope }: NonNullable<RouteOptions['config']>): readonly DocumentedError[] {
  if (legacyErrors) {
    return legacyRefusals(legacyErrors, scope).map((name) => {
      const legacy = LEGACY_ERRORS[name]
      return { status: 200, code: String(legacy.errcode), message: legacy.errmsg, legacy }
    })
  }
  const own: readonly WireError[] = errors
    ? [...Object.values(errors.refusals), ...Object.values(errors.malformed), errors.unexpected]
    : []
  const { invalidToken, missingScope, unexpected: unknown, stopping } = GATEWAY_ERRORS
  const gateway = [...(scope === undefined ? [] : [invalidToken, missingScope]), unknown, stopping].map(
    ({ status, code, zh }): WireError => [status, code, zh],
  )
  const all = [...own, ...gateway].map(([status, code, message]) => ({ status, code, message }))
  return [...new Map(all.map((error) => [`${error.status} ${error.code} ${error.message}`, error])).values()]
}

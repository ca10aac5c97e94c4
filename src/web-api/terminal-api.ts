import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isShowable } from '../../contract/text/shown.ts'
import { TERMINAL_USER_HEADER } from '../../contract/web/terminal.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { toAdministratingReader } from '../service/replay/event-reader.ts'
import { organizationOf } from './administration-query.ts'
import type { ReadingAccess } from './event-readers.ts'
import type { Principal } from '../service/account/principal.ts'
import { administrationApi, type AdministrationDeps } from './administration.ts'
import { attendanceApi, type AttendanceDeps } from './attendance.ts'
import { listEventsApi, type EventsDeps } from './events.ts'
import { compileBody, MalformedError, readJson, refuseBy, refuseNul } from './refusal.ts'

const MAX_USER_LENGTH = 64

/**
 * Serves what commands at the terminal of the server's machine request: the same as for administrators and operators in a
 * browser. Everybody who can send a request is an operator, so `app` must not listen on a network.
 */
export function terminalApi(app: FastifyInstance, deps: AdministrationDeps & AttendanceDeps & EventsDeps): void {
  app.register(async (scope) => {
    const web: Routes = scope.withTypeProvider()
    readJson(scope)
    refuseNul(scope)
    web.setValidatorCompiler(compileBody)
    web.setErrorHandler(refuseBy({}))
    administrationApi(web, { ...deps, principals: { load: async (request) => toPrincipal(request) } })
    listEventsApi(web, { ...deps, readers: { load: async (request) => toReading(request) } })
    attendanceApi(web, { ...deps, readers: { load: async (request) => ({ principal: toPrincipal(request) }) } })
  })
}

/** An operator may read as long as the command runs. */
function toReading(request: FastifyRequest<{ Querystring: { corpId?: string } }>): ReadingAccess {
  const principal = toPrincipal(request)
  const reader = toAdministratingReader(principal, organizationOf(principal, request.query))
  return { reader, check: async () => reader }
}

/** Without an address: the act comes from the machine itself. */
function toPrincipal({ headers }: FastifyRequest): Principal {
  const user = decode(String(headers[TERMINAL_USER_HEADER] ?? ''))
  if (user === '' || user.length > MAX_USER_LENGTH || !isShowable(user))
    throw new MalformedError(`${TERMINAL_USER_HEADER} must name the user of the operating system`)
  return { kind: 'terminal', user }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

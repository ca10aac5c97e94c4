import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OrganizationId } from '../conference/identity.ts'
import { readToken, type AccessRefusal, type Authorizer } from '../dingtalk/gateway/authorize.ts'
import { READ } from '../dingtalk/gateway/operation.ts'
import { AccountError } from '../service/account/account-error.ts'
import type { Caller } from '../service/account/caller.ts'
import { toPrincipal } from '../service/account/principal.ts'
import { mustChangePassword, type WebSessions } from '../service/account/web-sessions.ts'
import { toAdministratingReader, toAppReader, type EventReader } from '../service/replay/event-reader.ts'
import type { PageSessions } from './page-sessions.ts'

/** The token of an app does not allow the request. */
export class AppAccessError extends Error {
  override readonly name = 'AppAccessError'
  readonly refusal: Exclude<AccessRefusal, 'missing-token'>

  constructor(refusal: Exclude<AccessRefusal, 'missing-token'>) {
    super(refusal)
    this.refusal = refusal
  }
}

/** A reader, and whether they still are one. */
export type ReadingAccess = Readonly<{
  reader: EventReader
  /** The reader as they are now. @throws AccountError, AppAccessError if they may not read any more */
  check(): Promise<EventReader>
}>

/** Says who reads events by a request. `operation`: its name, for the limit of calls. */
export type EventReaders = Readonly<{
  /** @throws AccountError, AppAccessError, MalformedError */
  load(
    request: FastifyRequest<{ Querystring: { corpId?: string } }>,
    reply: FastifyReply,
    operation: string,
  ): Promise<ReadingAccess>
}>

/** The app whose access token the request has; without one, the administrator who is signed in at the browser. */
export function appOrPageReaders(deps: {
  authorizer: Authorizer
  pages: PageSessions
  sessions: Pick<WebSessions, 'find'>
}): EventReaders {
  const { authorizer, pages, sessions } = deps
  return {
    async load(request, reply, operation) {
      const { corpId } = request.query
      const token = readToken(request.raw.rawHeaders)
      if (token !== '') {
        const caller = toPermitted(await authorizer.authorize(token, { operation, scope: READ }))
        if (corpId !== undefined && corpId !== caller.organizationId) throw new AccountError('not-administrator')
        const check = async () => toAppReader(toPermitted(await authorizer.recheck(token, READ)))
        return { reader: toAppReader(caller), check }
      }
      const { user } = await pages.loadWithChosenPassword(request, reply)
      const cookie = pages.read(request, 'session') as string
      const organizationId = (corpId ?? user.organizationId) as OrganizationId
      const toReader = (now: typeof user) =>
        toAdministratingReader(toPrincipal(now, request.ip), organizationId, now.unionId)
      const check = async () => {
        const signedIn = await sessions.find(cookie)
        if (!signedIn || mustChangePassword(signedIn.user, signedIn.session)) throw new AccountError('signed-out')
        return toReader(signedIn.user)
      }
      return { reader: toReader(user), check }
    },
  }
}

/** @throws AppAccessError if access is refused */
function toPermitted(access: Caller | AccessRefusal): Caller {
  if (typeof access !== 'string') return access
  throw new AppAccessError(access === 'missing-token' ? 'invalid-token' : access)
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { toPrincipal, type Principal } from '../service/account/principal.ts'
import type { PageSessions } from './page-sessions.ts'

/** Says who administers by a request. */
export type Principals = Readonly<{
  /** @throws AccountError `signed-out`, `password-must-change` */
  load(request: FastifyRequest, reply: FastifyReply): Promise<Principal>
}>

/** The person who is signed in at the browser of the request. */
export function pagePrincipals(pages: PageSessions): Principals {
  return {
    load: async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      return toPrincipal(user, request.ip)
    },
  }
}

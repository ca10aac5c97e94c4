import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AttendanceReader } from '../service/attendance/attendance.ts'
import { toPrincipal } from '../service/account/principal.ts'
import type { PageSessions } from './page-sessions.ts'

/** Says who asks for attendance by a request. */
export type AttendanceReaders = Readonly<{
  /** @throws AccountError `signed-out`, `password-must-change` */
  load(request: FastifyRequest, reply: FastifyReply): Promise<AttendanceReader>
}>

/** The person who is signed in at the browser of the request. */
export function pageReaders(pages: PageSessions): AttendanceReaders {
  return {
    load: async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      return { principal: toPrincipal(user, request.ip), unionId: user.unionId }
    },
  }
}

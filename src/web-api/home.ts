import { FindPeople, Home as HomeOp, StartConference, WEB } from '../../contract/web/home.ts'
import type { Admission } from '../service/entry/admission.ts'
import type { Bookings } from '../service/booking/bookings.ts'
import type { Home } from '../service/control/home.ts'
import type { Routes } from '../dingtalk/gateway/routes.ts'
import { toBookedMeeting } from './own-bookings.ts'
import type { PageSessions } from './page-sessions.ts'

type Deps = {
  pages: PageSessions
  home: Home
  admission: Pick<Admission, 'externalLink'>
  bookings: Pick<Bookings, 'shareLink'>
}

/** One's meetings, a new one, and colleagues. */
export function homeApi(web: Routes, { pages, home, admission, bookings }: Deps): void {
  web.get(WEB.home, { config: { operation: HomeOp.operationId }, schema: HomeOp }, async (request, reply) => {
    const { user } = await pages.loadSettled(request, reply)
    const ongoing = (await home.listOngoing(user)).map(({ startedAt, ...meeting }) => ({
      ...meeting,
      startTime: startedAt,
    }))
    const recent = (await home.listRecent(user)).map(
      ({ conferenceId, title, startedAt, endedAt, joinedAt, doneMs }) => ({
        conferenceId,
        title,
        startTime: startedAt,
        endTime: endedAt,
        ...(joinedAt !== undefined && { joinTime: joinedAt }),
        durationMs: doneMs,
      }),
    )
    const booked = (await home.listBooked(user)).map((booking) =>
      toBookedMeeting(booking, bookings.shareLink(booking), user.unionId),
    )
    return reply.send({ ongoing, recent, booked })
  })

  web.post(
    WEB.conferences,
    { config: { operation: StartConference.operationId }, schema: StartConference },
    async (request, reply) => {
      const { user } = await pages.loadSettled(request, reply)
      const head = await home.start(user, request.body.title)
      return reply.send({ conferenceId: head.id, roomCode: head.roomCode, link: admission.externalLink(head) })
    },
  )

  web.get(WEB.people, { config: { operation: FindPeople.operationId }, schema: FindPeople }, async (request, reply) => {
    const { user } = await pages.loadSettled(request, reply)
    const people = await home.findPeople(user, request.query.q)
    return reply.send({ people: people.map(({ unionId, name }) => ({ unionId, name })) })
  })
}

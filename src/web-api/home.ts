import { FindPeople, Home as HomeOp, StartConference } from '../../contract/web/meetings.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { Admission } from '../service/entry/admission.ts'
import type { Bookings } from '../service/booking/bookings.ts'
import type { OwnBookings } from '../service/booking/own-bookings.ts'
import type { Conferences } from '../service/control/conferences.ts'
import type { Directory } from '../service/account/directory.ts'
import type { SettingsOfOrganizations } from '../service/account/organization-settings.ts'
import type { Roster } from '../service/read/roster.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { toBookedMeeting } from './own-bookings.ts'
import type { PageSessions } from './page-sessions.ts'

const MAX_RECENT = 20
const MAX_PEOPLE = 20

export type HomeDeps = {
  roster: Pick<Roster, 'listOngoingHeads' | 'listEnded'>
  conferences: Pick<Conferences, 'start'>
  directory: Pick<Directory, 'pagePeople'>
  admission: Pick<Admission, 'externalLink'>
  bookings: Pick<Bookings, 'shareLink'>
  ownBookings: Pick<OwnBookings, 'list'>
  organizationSettings: Pick<SettingsOfOrganizations, 'current'>
}

/** The home page of a person: their meetings, a new one, and the people of their organization. */
export function homeApi(web: Routes, deps: HomeDeps & { pages: PageSessions }): void {
  const { pages, roster, conferences, directory, admission, bookings, ownBookings, organizationSettings } = deps
  web.get(WEB.home, { config: { operation: HomeOp.operationId }, schema: HomeOp }, async (request, reply) => {
    const { user } = await pages.loadWithChosenPassword(request, reply)
    const ongoing = (await roster.listOngoingHeads(user)).map(({ head, member }) => ({
      conferenceId: head.id,
      title: head.title,
      roomCode: head.roomCode,
      startTime: head.startedAt,
      status: member.status,
      inside: head.activeCount,
    }))
    const recent = (await roster.listEnded(user.unionId, MAX_RECENT)).map(
      ({ conferenceId, title, startedAt, endedAt, joinedAt, doneMs }) => ({
        conferenceId,
        title,
        startTime: startedAt,
        endTime: endedAt,
        ...(joinedAt !== undefined && { joinTime: joinedAt }),
        durationMs: doneMs,
      }),
    )
    const booked = (await ownBookings.list(user)).map((own) =>
      toBookedMeeting(own, bookings.shareLink(own.booking), user.unionId),
    )
    const { waitingRoom } = (await organizationSettings.current(user.organizationId)).meetings
    return reply.send({ ongoing, recent, booked, waitingRoom })
  })

  web.post(
    WEB.conferences,
    { config: { operation: StartConference.operationId }, schema: StartConference },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      const head = await conferences.start(user, request.body.title)
      return reply.send({ conferenceId: head.id, roomCode: head.roomCode, link: admission.externalLink(head) })
    },
  )

  web.get(
    WEB.colleagues,
    { config: { operation: FindPeople.operationId }, schema: FindPeople },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      const page = { query: request.query.q, from: Number(request.query.from ?? 0), limit: MAX_PEOPLE }
      const { people, hasMore } = await directory.pagePeople(user.organizationId, page)
      const found = people.map(({ unionId, name, userId, department }) => ({
        unionId,
        name,
        userId,
        ...(department !== undefined && { department }),
      }))
      return reply.send({ people: found, hasMore })
    },
  )
}

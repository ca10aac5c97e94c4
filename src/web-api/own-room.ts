import { WEB } from '../../contract/web/paths.ts'
import { ChangeRoom, OpenRoom, ReadRoom, RenewRoom } from '../../contract/web/own-room.ts'
import type { OwnRoom } from '../../contract/web/types.ts'
import type { Booking } from '../service/booking/booking-ports.ts'
import type { Bookings } from '../service/booking/bookings.ts'
import type { OwnRooms } from '../service/booking/own-rooms.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { PageSessions } from './page-sessions.ts'

type Deps = { pages: PageSessions; bookings: Pick<Bookings, 'shareLink'>; ownRooms: OwnRooms }

/** Serves the own room of the signed-in person. */
export function ownRoomApi(web: Routes, { pages, bookings, ownRooms }: Deps): void {
  const toRoom = (booking: Booking): OwnRoom => ({
    title: booking.title,
    roomCode: booking.roomCode,
    passcode: booking.passcode,
    link: bookings.shareLink(booking),
    waitingRoom: booking.terms.waitingRoom,
  })

  web.get(WEB.room, { config: { operation: ReadRoom.operationId }, schema: ReadRoom }, async (request, reply) => {
    const { user } = await pages.loadWithChosenPassword(request, reply)
    const room = await ownRooms.find(user)
    return reply.send(room ? { room: toRoom(room) } : {})
  })

  web.post(WEB.room, { config: { operation: OpenRoom.operationId }, schema: OpenRoom }, async (request, reply) => {
    const { user } = await pages.loadWithChosenPassword(request, reply)
    return reply.send(toRoom(await ownRooms.open(user, request.body.title ?? '')))
  })

  web.put(WEB.room, { config: { operation: ChangeRoom.operationId }, schema: ChangeRoom }, async (request, reply) => {
    const { user } = await pages.loadWithChosenPassword(request, reply)
    return reply.send(toRoom(await ownRooms.change(user, request.body)))
  })

  web.post(
    `${WEB.room}/link`,
    { config: { operation: RenewRoom.operationId }, schema: RenewRoom },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      return reply.send(toRoom(await ownRooms.renew(user)))
    },
  )
}

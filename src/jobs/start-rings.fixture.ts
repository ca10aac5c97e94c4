import type { OrganizationId, UnionId } from '../conference/identity.ts'
import { userKey } from '../conference/identity.ts'
import { openTestServices } from '../server/services.fixture.ts'
import { toWallTime } from '../../contract/time/wall-time.ts'
import type { OwnOrder } from '../service/booking/own-bookings.ts'
import type { User } from '../service/account/directory-entries.ts'
import { ringAtStarts } from './start-rings.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
const person = (name: string): User => ({
  organizationId: 'acme' as OrganizationId,
  userId: name,
  unionId: name as UnionId,
  name,
  admin: false,
})
export const [ada, bram, cleo] = [person('ada'), person('bram'), person('cleo')] as const

/** Ada has booked a meeting in an hour, and invited Bram and Cleo. */
export async function openBooked(fields: Partial<OwnOrder> & { recurrence?: OwnOrder['plan']['recurrence'] } = {}) {
  const services = await openTestServices()
  const { store, clock, directory, ownBookings, conductor, startRings } = services
  await store.directory.saveOrganization({ id: ada.organizationId, name: 'Acme' })
  for (const user of [ada, bram, cleo]) await directory.saveUser(user)
  const { recurrence, ...order } = fields
  const local = (ms: number) => toWallTime(clock.now() + ms, 'UTC')
  const plan = { start: local(HOUR), end: local(2 * HOUR), timeZone: 'UTC', ...(recurrence && { recurrence }) }
  const whole: OwnOrder = {
    title: 'Review',
    plan,
    invitees: [bram.unionId, cleo.unionId],
    ringAtStart: true,
    waitingRoom: false,
    beforeHost: true,
    ...order,
  }
  const { booking } = await ownBookings.book(ada, whole)
  const errors: unknown[] = []
  const run = () => ringAtStarts({ startRings, rings: store.startRings, clock, onError: (error) => errors.push(error) })
  /** The people who are called now, with the name of the caller. */
  const called = async () => {
    const id = (await store.bookings.find(booking.id))?.conferenceId
    const conference = id && (await conductor.findCommitted(id))
    return [bram, cleo, ada].flatMap(({ unionId }) => {
      const call = conference?.members.get(userKey(unionId))?.call
      return call?.state === 'calling' ? [`${unionId} by ${call.inviter}`] : []
    })
  }
  const join = async (user: User) => {
    const { ticket } = await services.admission.admit({
      roomCode: booking.roomCode,
      person: user,
      nick: user.name,
      device: 'Win',
      from: '10.0.0.1',
    })
    return services.admission.enter(ticket)
  }
  return { ...services, booking, order: whole, run, called, errors, join }
}
export type Opened = Awaited<ReturnType<typeof openBooked>>
export const toStart = ({ clock, booking }: Opened, lateMs = 1) =>
  clock.forward(booking.startsAt - clock.now() + lateMs)

import { Attendance } from '../service/attendance/attendance.ts'
import { BookingAttendance } from '../service/attendance/booking-attendance.ts'
import { Connections } from '../service/attendance/connections.ts'
import type { Directory } from '../service/account/directory.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Store } from '../store/store.ts'

/** The services that say who was in a meeting. `provenTime`: up to which the time of open sessions counts. */
export function createAttendance({
  store,
  directory,
  provenTime,
}: Readonly<{
  store: Pick<Store, 'conferences' | 'bookings' | 'history' | 'rosters' | 'quality'>
  directory: Directory
  provenTime: Clock
}>) {
  const { conferences, bookings, history, rosters } = store
  const attendance = new Attendance({ conferences, bookings, provenTime })
  return {
    attendance,
    connections: new Connections({ attendance, quality: store.quality }),
    bookingAttendance: new BookingAttendance({ bookings, history, rosters, directory, provenTime }),
  }
}

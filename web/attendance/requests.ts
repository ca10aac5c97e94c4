import type { AttendanceQualityAnswer, BookingAttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { WEB } from '../../contract/web/paths.ts'
import { send } from '../http.ts'

/** The path of the attendance of a booking, also as a file. */
export function bookingAttendanceRequest(bookingId: string): string {
  return `${WEB.bookings}/${encodeURIComponent(bookingId)}/attendance`
}

/** @throws ApiError */
export function loadBookingAttendance(bookingId: string): Promise<BookingAttendanceAnswer> {
  return send('GET', bookingAttendanceRequest(bookingId))
}

/** `own`: only the person’s own. @throws ApiError */
export function loadConnections(conferenceId: string, { own }: { own: boolean }): Promise<AttendanceQualityAnswer> {
  return send('GET', `${WEB.conferences}/${encodeURIComponent(conferenceId)}/attendance/quality${own ? '?own' : ''}`)
}

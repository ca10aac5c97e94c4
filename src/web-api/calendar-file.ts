import type { FastifyReply, FastifyRequest } from 'fastify'
import { groupRoomCode } from '../../contract/text/room-code.ts'
import type { Booking } from '../service/booking/booking-ports.ts'
import { listExceptions, seriesLines, timeZoneLines } from './calendar-series.ts'
import { escaped, quoted, toCalendarInstant, toCalendarText } from './calendar-text.ts'

/** `link`: the link to join by. `withPasscode`: the reader may know the passcode. */
export type CalendarReader = Readonly<{ link: string; withPasscode: boolean; language: 'en' | 'zh-CN' }>

const SECOND_MS = 1_000

const WORDS = {
  en: { code: 'Room code: ', passcode: 'Passcode: ' },
  'zh-CN': { code: '会议号：', passcode: '入会密码：' },
} as const

/**
 * The booking as an iCalendar file of RFC 5545: in UTC, or in local time if it repeats. In a calendar, a file that is
 * imported after a change replaces the earlier one, and one of a canceled booking removes it (RFC 5546).
 */
export function toCalendarFile(booking: Booking, { link, withPasscode, language }: CalendarReader): string {
  const { id, title, startsAt, endsAt, changedAt, bookedAt, version, roomCode, canceledAt, creator, series } = booking
  const words = WORDS[language]
  const isCanceled = canceledAt !== undefined
  const description = [
    link,
    `${words.code}${groupRoomCode(roomCode)}`,
    ...(withPasscode ? [`${words.passcode}${booking.passcode}`] : []),
  ]
  const toEvent = (dates: readonly string[]) => [
    'BEGIN:VEVENT',
    `UID:${id}@${new URL(link).hostname}`,
    `DTSTAMP:${toCalendarInstant(changedAt)}`,
    `CREATED:${toCalendarInstant(bookedAt)}`,
    `LAST-MODIFIED:${toCalendarInstant(changedAt)}`,
    `SEQUENCE:${version - 1}`,
    ...dates,
    // Calendars use this address for people without one.
    `ORGANIZER;CN=${quoted(creator.nick)}:invalid:nomail`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description.join('\n'))}`,
    `LOCATION:${escaped(link)}`,
    `URL:${link}`,
    ...(isCanceled ? ['STATUS:CANCELLED'] : ['STATUS:CONFIRMED', ...toAlarm(title)]),
    'END:VEVENT',
  ]
  return toCalendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rollcall//Bookings//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${isCanceled ? 'CANCEL' : 'PUBLISH'}`,
    ...(series ? timeZoneLines(series, { from: startsAt, to: endsAt }) : []),
    ...toEvent(series ? seriesLines(series) : toTimes(startsAt, endsAt)),
    ...(series && !isCanceled ? listExceptions(series).flatMap(toEvent) : []),
    'END:VCALENDAR',
  ])
}

function toAlarm(title: string): readonly string[] {
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, 'TRIGGER:-PT10M', 'END:VALARM']
}

function toTimes(startsAt: number, endsAt: number): readonly string[] {
  return [
    `DTSTART:${toCalendarInstant(startsAt)}`,
    // RFC 5545 wants the end to be later than the start, and has no unit below a second.
    `DTEND:${toCalendarInstant(Math.max(endsAt, startsAt + SECOND_MS))}`,
  ]
}

/** The language in which the browser prefers texts. */
export function languageOf({ headers }: FastifyRequest): CalendarReader['language'] {
  return /^\s*zh\b/i.test(headers['accept-language'] ?? '') ? 'zh-CN' : 'en'
}

/** Answers with the calendar file of a booking. */
export function sendCalendarFile(reply: FastifyReply, booking: Booking, reader: CalendarReader) {
  return reply
    .header('content-disposition', 'attachment; filename="meeting.ics"')
    .header('x-content-type-options', 'nosniff')
    .type('text/calendar; charset=utf-8')
    .send(toCalendarFile(booking, reader))
}

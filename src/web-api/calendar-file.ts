import type { Booking } from '../service/booking/booking-ports.ts'

const SECOND_MS = 1_000
/** The most octets in a line of RFC 5545, without its line break. */
const LINE_OCTETS = 75

// oxlint-disable-next-line no-control-regex -- intended: RFC 5545 allows none of them in a text
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f]/g

/**
 * The booking as an iCalendar file of RFC 5545, in UTC. In a calendar, a file that is imported after a change replaces the
 * earlier one.
 *
 * @param link the link to join by
 */
export function toCalendarFile(booking: Booking, link: string): string {
  const { id, title, startsAt, endsAt, changedAt, bookedAt, version, roomCode, canceledAt } = booking
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rollcall//Bookings//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${id}@${new URL(link).hostname}`,
    `DTSTAMP:${toInstant(changedAt)}`,
    `CREATED:${toInstant(bookedAt)}`,
    `LAST-MODIFIED:${toInstant(changedAt)}`,
    `SEQUENCE:${version - 1}`,
    `DTSTART:${toInstant(startsAt)}`,
    // RFC 5545 wants the end to be later than the start, and has no unit below a second.
    `DTEND:${toInstant(Math.max(endsAt, startsAt + SECOND_MS))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(`${link}\n${roomCode}`)}`,
    `LOCATION:${escaped(link)}`,
    `URL:${link}`,
    `STATUS:${canceledAt === undefined ? 'CONFIRMED' : 'CANCELLED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** Such as `20260101T120000Z`. Milliseconds are cut off. */
function toInstant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(CONTROLS, '')
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n')
}

/** Breaks a line that is too long, never within a character. The further lines begin with a space, which counts too. */
function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > LINE_OCTETS) {
      text += '\r\n '
      octets = 1
    }
    text += character
    octets += size
  }
  return text
}

import type { FastifyInstance, FastifyReply } from 'fastify'
import { isOwnRoomId } from '../conference/identity.ts'
import type { Bookings } from '../service/booking/bookings.ts'
import type { Invitations } from '../service/entry/invitations.ts'
import { SHORT_LINK_PATH } from '../../contract/text/link.ts'
import { languageOf, sendCalendarFile } from './calendar-file.ts'
import { wantsPage } from './error-page.ts'
import type { SendPage } from './pages.ts'

/** The last part of the URL of a calendar file. */
export const CALENDAR_FILE = 'calendar.ics'

/** The URL of the calendar file of a booking. `link`: the booking's share link. */
export function calendarLink(link: string): string {
  return `${link}/${CALENDAR_FILE}`
}

type Deps = {
  bookings: Pick<Bookings, 'findByShareCode' | 'shareLink'>
  invitations: Pick<Invitations, 'findExternalLink'>
  sendPage: SendPage
}
type WithCode = { Params: { code: string } }

/** Serves short links, and the calendar files of bookings. The code in a link is the proof: it has 65 random bits. */
export function bookingLinksApi(app: FastifyInstance, { bookings, invitations, sendPage }: Deps): void {
  app.register(async (links) => {
    links.addHook('onRequest', (_request, reply, done) => {
      // The address contains a secret, and so does the link that it redirects to.
      reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' })
      done()
    })

    links.get<WithCode>(
      `${SHORT_LINK_PATH}:code`,
      { schema: { hide: true }, config: { operation: 'short-link', hasSecretInPath: true } },
      async (request, reply) => {
        const link = await invitations.findExternalLink(request.params.code)
        if (link !== undefined) return reply.redirect(link)
        // The page lets the person correct the code.
        return wantsPage(request) ? sendPage(reply, 404) : refuse(reply)
      },
    )

    links.get<WithCode>(
      `${SHORT_LINK_PATH}:code/${CALENDAR_FILE}`,
      { schema: { hide: true }, config: { operation: 'calendar-file', hasSecretInPath: true } },
      async (request, reply) => {
        const booking = await bookings.findByShareCode(request.params.code)
        // An own room has no time.
        if (!booking || isOwnRoomId(booking.id)) return wantsPage(request) ? reply.callNotFound() : refuse(reply)
        const reader = { link: bookings.shareLink(booking), withPasscode: false, language: languageOf(request) }
        return sendCalendarFile(reply, booking, reader)
      },
    )
  })
}

function refuse(reply: FastifyReply) {
  return reply.code(404).type('text/plain; charset=utf-8').send('This link leads to no meeting here.\n')
}

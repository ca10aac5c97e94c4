import type { FastifyInstance } from 'fastify'
import type { EngineRooms } from '../service/live/media.ts'
import type { MediaRepairs } from '../service/live/media-repairs.ts'

/** A report of one participant with their tracks takes a few kilobytes. */
const MAX_REPORT_BYTES = 65_536

/**
 * Takes what a media engine reports of itself: LiveKit's webhooks. They are signed. They only make the next comparison with
 * the roster sooner, so one that is lost or repeated does no harm.
 */
export function mediaReportsApi(
  app: FastifyInstance,
  { rooms, repairs }: Readonly<{ rooms: EngineRooms; repairs: Pick<MediaRepairs, 'hint'> }>,
): void {
  app.register(async (reports) => {
    // The signature is over the body as it was sent.
    reports.removeAllContentTypeParsers()
    reports.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    reports.post(
      '/media/webhook',
      { schema: { hide: true }, config: { operation: 'mediaWebhook' }, bodyLimit: MAX_REPORT_BYTES },
      async (request, reply) => {
        const body = typeof request.body === 'string' ? request.body : ''
        try {
          const room = await rooms.readReport({ body, authorization: request.headers.authorization })
          if (room !== undefined) repairs.hint(room)
        } catch (err) {
          request.log.debug({ err }, 'a report of a media engine is not signed by it')
          return reply.code(401).send({ code: 'unsigned' })
        }
        return {}
      },
    )
  })
}

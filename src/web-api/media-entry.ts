import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { MediaEntry } from '../service/entry/media-entry.ts'

/** Answers a proxy in front of a LiveKit server whether somebody may connect there: 204, or 401. */
export function mediaEntryApi(app: FastifyInstance, mayConnect: MediaEntry): void {
  app.get(
    '/media/entry',
    { schema: { hide: true }, config: { operation: 'mediaEntry' } },
    async ({ headers }, reply) => {
      const { 'x-forwarded-uri': url } = headers
      const isAllowed = await mayConnect(mediaTokenOf({ url: typeof url === 'string' ? url : '', headers }))
      return reply.code(isAllowed ? 204 : 401).send()
    },
  )
}

/** The token of a request to LiveKit, as LiveKit reads it; empty if there is none. */
export function mediaTokenOf({
  url = '',
  headers: { authorization },
}: {
  url?: string | undefined
  headers: IncomingHttpHeaders
}): string {
  if (authorization !== undefined) return /^Bearer (\S+)$/.exec(authorization)?.[1] ?? ''
  return new URLSearchParams(queryOf(url)).get('access_token') ?? ''
}

/** The query of a path, with its question mark. */
export function queryOf(url: string): string {
  const at = url.indexOf('?')
  return at === -1 ? '' : url.slice(at)
}

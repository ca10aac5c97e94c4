import type { FastifyRequest } from 'fastify'
import { SHORT_LINK_PATH } from '../../contract/text/link.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The path holds a secret, so the log shows the pattern of the route instead. */
    hasSecretInPath?: boolean
  }
}

/** A short link, also within a path that no route serves: escaped, or with too many slashes. */
const SHORT_LINKS = /(?:\/|%2f)(?:j|%6a)(?:\/|%2f)+[^/]+/gi

/** The path of a request as the access log shows it: without query and secrets. */
export function loggedPath({ url, routeOptions }: FastifyRequest): string {
  const pattern = routeOptions.config.hasSecretInPath ? routeOptions.url : undefined
  return pattern ?? withoutQuery(url).replace(SHORT_LINKS, `${SHORT_LINK_PATH}:code`)
}

/** The path of a URL, for the log. Only for paths that hold no secret. */
export function withoutQuery(url: string): string {
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}

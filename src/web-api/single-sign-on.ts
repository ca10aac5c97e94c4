import type { FastifyReply, FastifyRequest } from 'fastify'
import { SsoStart } from '../../contract/web/account.ts'
import { WEB } from '../../contract/web/paths.ts'
import { AccountError } from '../service/account/account-error.ts'
import { ProviderError } from '../service/account/identity-provider.ts'
import { localPath } from '../service/account/local-path.ts'
import type { SingleSignOn } from '../service/account/single-sign-on.ts'
import type { WebSessions } from '../service/account/web-sessions.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { browserName } from './browser-name.ts'
import type { PageSessions } from './page-sessions.ts'

/** The return path is in the cookie, unless it is longer than this. Browsers limit cookies to 4 KB. */
const MAX_PATH_LENGTH = 1_024

type Deps = { pages: PageSessions; sessions: Pick<WebSessions, 'open'>; sso?: SingleSignOn; publicUrl: () => URL }

/** Sign-in through an identity provider. The browser itself goes to these addresses, so each answer is a redirect. */
export function singleSignOnApi(web: Routes, { pages, sessions, sso, publicUrl }: Deps): void {
  /** Redirects to a path of this server, which may be mounted below a path of its host. */
  const redirectTo = (reply: FastifyReply, path: string) =>
    reply.redirect(publicUrl().pathname.replace(/\/$/, '') + path)

  /** Redirects to the sign-in page, which says why there is no sign-in, and still leads to `to` after another attempt. */
  const backToSignIn = (reply: FastifyReply, signin: 'unknown' | 'unavailable' | 'failed', to: string) =>
    redirectTo(reply, `/?${new URLSearchParams({ signin, ...(to !== '/' && { to }) }).toString()}`)

  /** Logs why the provider signed nobody in. @throws `err` if the provider did not cause it */
  const logFailure = (request: FastifyRequest, err: unknown) => {
    if (!(err instanceof ProviderError)) throw err
    request.log.warn({ err, requestid: request.id }, 'sign-in through the identity provider failed')
  }

  web.get(
    WEB.ssoStart,
    { config: { operation: SsoStart.operationId }, schema: { hide: true, querystring: SsoStart.querystring } },
    async (request, reply) => {
      if (!sso) throw new AccountError('provider-absent')
      try {
        const { url, pass } = await sso.startSignIn(shortEnough(request.query.to))
        pages.keep(request, reply, { kind: 'departure', value: pass })
        return await reply.redirect(url.href)
      } catch (error) {
        logFailure(request, error)
        return backToSignIn(reply, 'unavailable', localPath(shortEnough(request.query.to)))
      }
    },
  )

  web.get(WEB.ssoBack, { config: { operation: 'SsoBack' }, schema: { hide: true } }, async (request, reply) => {
    if (!sso) throw new AccountError('provider-absent')
    const pass = pages.read(request, 'departure')
    pages.drop(request, reply, 'departure')
    const returnPath = await sso.returnPath(pass)
    try {
      const arrival = await sso.finishSignIn(new URL(request.url, 'http://here.invalid').search, pass, request.ip)
      if (!arrival) return await backToSignIn(reply, 'unknown', returnPath)
      const { token } = await sessions.open(arrival.user, 'provider', browserName(request.headers['user-agent']))
      await pages.replace(request, reply, token)
      return await redirectTo(reply, arrival.to)
    } catch (error) {
      logFailure(request, error)
      return backToSignIn(reply, 'failed', returnPath)
    }
  })
}

/** `to`, unless its URL-encoded form is too long for the cookie. */
function shortEnough(to: string | undefined): string | undefined {
  return localPath(to).length > MAX_PATH_LENGTH ? undefined : to
}

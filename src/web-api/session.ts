import { CloseSession, GetSession, OpenSession, SignInOptions } from '../../contract/web/account.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { OrganizationId } from '../conference/identity.ts'
import type { Organization } from '../service/account/directory-entries.ts'
import type { Directory } from '../service/account/directory.ts'
import type { SingleSignOn } from '../service/account/single-sign-on.ts'
import type { WebSessions } from '../service/account/web-sessions.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { browserName } from './browser-name.ts'
import { addressOf } from '../dingtalk/gateway/caller-address.ts'
import { toMe, type MeDeps } from './signed-in-person.ts'
import type { PageSessions } from './page-sessions.ts'

/** How many organizations the page lists. People of an organization that is not listed type its id. */
const OFFERED = 100

type Deps = MeDeps & {
  directory: Pick<Directory, 'listOrganizations'>
  pages: PageSessions
  sessions: Pick<WebSessions, 'openByPassword' | 'close'>
  sso?: Pick<SingleSignOn, 'name'>
  /** Present if people can ask for links by mail. */
  passwordMails?: object
  /** Who helps people with a forgotten password, in words. */
  passwordHelp?: string
}

/** Signing in by password, and out. */
export function sessionApi(web: Routes, deps: Deps): void {
  const { pages, sessions, directory, organizationSettings, sso, passwordMails, passwordHelp } = deps
  const toOffered = async ({ id, name }: Organization) => {
    const look = await organizationSettings.findLook(id)
    return { corpId: id, name, ...(look && { look }) }
  }

  web.get(
    WEB.signInOptions,
    { config: { operation: SignInOptions.operationId }, schema: SignInOptions },
    async (_request, reply) => {
      const organizations = await directory.listOrganizations(OFFERED)
      return reply.send({
        organizations: await Promise.all(organizations.map(toOffered)),
        ...(sso && { sso: { name: sso.name } }),
        ...(passwordHelp !== undefined && { passwordHelp }),
        mailsPasswords: passwordMails !== undefined,
      })
    },
  )

  web.get(
    WEB.session,
    { config: { operation: GetSession.operationId }, schema: GetSession },
    async (request, reply) => {
      const signedIn = await pages.find(request, reply)
      return signedIn ? reply.send(await toMe(signedIn, deps)) : reply.code(204).send(null)
    },
  )

  web.post(
    WEB.session,
    { config: { operation: OpenSession.operationId }, schema: OpenSession },
    async (request, reply) => {
      const { corpId, userId, password } = request.body
      const claim = { organizationId: corpId as OrganizationId, userId, password, from: addressOf(request) }
      const { token, signedIn } = await sessions.openByPassword(claim, browserName(request.headers['user-agent']))
      await pages.replace(request, reply, token)
      return reply.send(await toMe(signedIn, deps))
    },
  )

  web.delete(
    WEB.session,
    { config: { operation: CloseSession.operationId }, schema: CloseSession },
    async (request, reply) => {
      const signedIn = await pages.find(request, reply)
      if (signedIn) await sessions.close(signedIn, signedIn.session.id)
      pages.drop(request, reply, 'session')
      return reply.send({ ok: true })
    },
  )
}

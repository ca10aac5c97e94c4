import { MailPasswordLink, ReadPasswordLink, UsePasswordLink } from '../../contract/web/account.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { OrganizationId } from '../conference/identity.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { addressOf } from '../dingtalk/gateway/caller-address.ts'
import { AccountError } from '../service/account/account-error.ts'
import type { PasswordLinks } from '../service/account/password-links.ts'
import type { PasswordMails } from '../service/account/password-mails.ts'
import { browserName } from './browser-name.ts'
import type { PageSessions } from './page-sessions.ts'
import { toMe, type MeDeps } from './signed-in-person.ts'

export type PasswordLinkDeps = {
  passwordLinks: Pick<PasswordLinks, 'read' | 'use'>
  /** Absent if this server sends no mail. */
  passwordMails?: Pick<PasswordMails, 'request'>
}

/** Choosing a new password by a link. The token is in the body, because addresses are logged. */
export function passwordLinksApi(web: Routes, deps: PasswordLinkDeps & MeDeps & { pages: PageSessions }): void {
  const { passwordLinks, passwordMails, pages, directory } = deps

  web.post(
    WEB.passwordMail,
    { config: { operation: MailPasswordLink.operationId }, schema: MailPasswordLink },
    async (request, reply) => {
      if (!passwordMails) throw new AccountError('mail-absent')
      const { corpId, userId, language } = request.body
      const organizationId = corpId as OrganizationId
      await passwordMails.request({ organizationId, userId, language, from: addressOf(request) })
      return reply.send({ ok: true })
    },
  )

  web.post(
    `${WEB.passwordLink}/owner`,
    { config: { operation: ReadPasswordLink.operationId }, schema: ReadPasswordLink },
    async (request, reply) => {
      const user = await passwordLinks.read({ token: request.body.token, from: addressOf(request) })
      const organization = await directory.findOrganization(user.organizationId)
      return reply.send({ organization: organization?.name ?? '', userId: user.userId, name: user.name })
    },
  )

  web.post(
    WEB.passwordLink,
    { config: { operation: UsePasswordLink.operationId }, schema: UsePasswordLink },
    async (request, reply) => {
      const browser = browserName(request.headers['user-agent'])
      const client = { from: addressOf(request), address: request.ip, browser }
      const { token, signedIn } = await passwordLinks.use({ ...request.body, ...client })
      await pages.replace(request, reply, token)
      return reply.send(await toMe(signedIn, deps))
    },
  )
}

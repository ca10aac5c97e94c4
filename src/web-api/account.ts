import { ChangePassword, CloseDevice, ListDevices } from '../../contract/web/account.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { WebSessions } from '../service/account/web-sessions.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { toMe, type MeDeps } from './signed-in-person.ts'
import type { PageSessions } from './page-sessions.ts'

type Deps = MeDeps & { pages: PageSessions; sessions: Pick<WebSessions, 'changePassword' | 'list' | 'close'> }

/** Password and sign-ins of the signed-in person. */
export function accountApi(web: Routes, deps: Deps): void {
  const { pages, sessions } = deps

  web.post(
    WEB.password,
    { config: { operation: ChangePassword.operationId }, schema: ChangePassword },
    async (request, reply) => {
      const signedIn = await pages.load(request, reply)
      const changed = await sessions.changePassword(signedIn, request.body)
      return reply.send(await toMe(changed, deps))
    },
  )

  web.get(
    WEB.devices,
    { config: { operation: ListDevices.operationId }, schema: ListDevices },
    async (request, reply) => {
      const signedIn = await pages.loadWithChosenPassword(request, reply)
      const devices = (await sessions.list(signedIn)).map(({ id, browser, openedAt, lastSeenAt }) => ({
        id,
        browser,
        signedInAt: openedAt,
        lastSeenAt,
        current: id === signedIn.session.id,
      }))
      return reply.send({ devices })
    },
  )

  web.delete(
    `${WEB.devices}/:id`,
    { config: { operation: CloseDevice.operationId }, schema: CloseDevice },
    async (request, reply) => {
      const signedIn = await pages.loadWithChosenPassword(request, reply)
      const { id } = request.params
      await sessions.close(signedIn, id)
      if (id === signedIn.session.id) pages.drop(request, reply, 'session')
      return reply.send({ ok: true })
    },
  )
}

import { HandOutPasswordLinks } from '../../contract/web/first-passwords.ts'
import { WEB } from '../../contract/web/paths.ts'
import { routeOf, type Routes } from '../dingtalk/gateway/operation.ts'
import type { FirstPasswords } from '../service/account/first-passwords.ts'
import { limitOf, organizationOf, readUserPlace, toCursor } from './administration-query.ts'
import type { Principals } from './principals.ts'

export type FirstPasswordsDeps = { firstPasswords: Pick<FirstPasswords, 'handOut'> }

/** Links for the first passwords of many people. */
export function firstPasswordsApi(
  web: Routes,
  { firstPasswords, principals }: FirstPasswordsDeps & { principals: Principals },
): void {
  web.post(`${WEB.people}/password-links`, routeOf(HandOutPasswordLinks), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { q, department, state } = request.query
    const { userIds, mail } = request.body
    const after = readUserPlace(request.query)
    const found = {
      query: q ?? '',
      ...(department !== undefined && { department }),
      ...(after && { after }),
      limit: limitOf(request.query),
    }
    const { links, mailed, withoutEmail, next } = await firstPasswords.handOut(by, organizationOf(by, request.query), {
      recipients: userIds ? { userIds } : found,
      ...(state && { need: state }),
      ...(mail && { mail }),
    })
    return reply.send({
      links: links.map(({ user: { userId, name, email }, url, expiresAt }) => ({
        userId,
        name,
        ...(email !== undefined && { email }),
        url,
        expiresAt,
      })),
      mailed,
      withoutEmail,
      ...(next && { cursor: toCursor(next) }),
    })
  })
}

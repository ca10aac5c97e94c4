import { createHash } from 'node:crypto'
import { GetUser as Op } from '../../../contract/dingtalk/contact.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Directory } from '../../service/account/directory.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { holderOf } from '../gateway/hooks.ts'
import { CONTACT_READ, userOperation, type Routes } from '../gateway/operation.ts'

const GET_USER_ERRORS: ErrorTable<'user-not-found'> = {
  refusals: { 'user-not-found': [404, 'invalidParameter.user.notFound', '找不到该用户'] },
  malformed: { otherwise: [404, 'invalidParameter.user.notFound', '找不到该用户'] },
  unexpected: [500, 'unknownError', '未知错误'],
}

const MYSELF = 'me'

export function getUser(app: Routes, deps: { directory: Pick<Directory, 'findUserByUnionId'> }) {
  app.get('/v1.0/contact/users/:unionId', userOperation(Op, CONTACT_READ, GET_USER_ERRORS), async (request, reply) => {
    const { user: self, clientId } = holderOf(request)
    const { unionId } = request.params
    const user =
      unionId === MYSELF ? self : await deps.directory.findUserByUnionId(self.organizationId, unionId as UnionId)
    if (!user) return sendRefusal(request, reply, GET_USER_ERRORS, 'user-not-found')
    reply.header('content-type', CONTENT_TYPE)
    return reply.send({
      nick: user.name,
      unionId: user.unionId,
      openId: toOpenId(clientId, user.unionId),
      ...(user.email !== undefined && { email: user.email }),
    })
  })
}

/** The id of a person for one app: always the same, and of no use to another app. It has the form of DingTalk's. */
function toOpenId(clientId: string, unionId: UnionId): string {
  const digest = createHash('sha256').update(`${clientId}\n${unionId}`).digest('base64')
  return `${digest.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 22)}iEiE`
}

import { InviteMcu as Op } from '../../../contract/dingtalk/room-systems.ts'
import { parseRoomCode } from '../../../contract/text/room-code.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'

/** DingTalk does not document it, so its errors are those of InviteUsers. */
const INVITE_MCU_ERRORS: ErrorTable<Refusal<'Engines', 'inviteRoomSystem'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
    'room-system-engine-not-configured': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function inviteMcu(app: Routes, deps: { engines: Pick<Engines, 'inviteRoomSystem'> }) {
  app.post(
    '/v1.0/conference/videoConferences/mcus/invite',
    operation(Op, WRITE, INVITE_MCU_ERRORS),
    async (request, reply) => {
      const { roomCode, mcuRoomCode, unionId } = request.body
      await deps.engines.inviteRoomSystem(callerOf(request), {
        roomCode: parseRoomCode(roomCode) ?? roomCode,
        roomSystemCode: mcuRoomCode,
        operator: unionId as UnionId,
      })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}

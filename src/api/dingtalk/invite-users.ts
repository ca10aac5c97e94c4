import { InviteUsers as Op } from '../../../contract/dingtalk-control.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/conferences.ts'
import { CONTENT_TYPE } from './gateway-error.ts'
import { actorOf } from './gateway.ts'
import { refuseBy, type ErrorTable } from './refusal.ts'
import { FlawError } from './request-shape.ts'
import { WRITE, type Routes } from './routes.ts'
import { toConferenceId } from './wire-id.ts'

/** The page knows no word for a foreign, an unknown or an ended conference but that the parameter is bad. */
export const INVITE_USERS_ERRORS: ErrorTable = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
    'conference-locked': 'fault', // an invitation may wait for the unlocking
    'member-not-found': 'fault',
    'session-not-found': 'fault',
    'session-ended': 'fault',
    banned: 'fault', // to invite somebody lifts his ban
    'muted-by-host': 'fault',
    'pass-invalid': 'fault',
    'pass-used': 'fault',
    'too-many-tries': 'fault',
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  fault: [500, 'systemError', 'systemError:%s'],
}

export function inviteUsers(app: Routes, deps: { conferences: Pick<Conferences, 'invite'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/users/invite',
    {
      config: { operation: Op.operationId, scope: WRITE },
      schema: Op,
      errorHandler: refuseBy(INVITE_USERS_ERRORS),
    },
    async (request, reply) => {
      const { unionId, inviteeList = [], phoneInviteeList = [] } = request.body
      if (inviteeList.length + phoneInviteeList.length === 0) {
        throw new FlawError({ field: 'inviteeList', fault: 'missing' })
      }
      await deps.conferences.invite(actorOf(request), toConferenceId(request.params.conferenceId), {
        ...(unionId !== undefined && { operator: unionId as UnionId }),
        people: inviteeList.map((invitee) => ({ unionId: invitee.unionId as UnionId, nick: invitee.nick })),
        phones: phoneInviteeList.map(({ statusCode, phoneNumber, nick }) => {
          const number = statusCode ? `+${statusCode} ${phoneNumber}` : phoneNumber
          return { number, nick: nick || number }
        }),
      })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}

import type { Static } from 'typebox'
import { InviteUsers as Op } from '../../../contract/dingtalk/control.ts'
import { parsePhoneNumber } from '../../../contract/text/phone-number.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { InvalidRequestError, requireForm } from '../gateway/invalid-request.ts'
import { requireNick } from './require-nick.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk documents only the bad-parameter error, so it also covers foreign, unknown, ended and locked conferences. */
const INVITE_USERS_ERRORS: ErrorTable<Refusal<'Conferences', 'invite'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
    'conference-locked': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
  reasons: {
    'user-not-found': 'a person in the request is neither in the organization nor on the roster; nobody is called then',
    'conference-ended':
      'the conference has ended, or its booking is canceled and a person in the request is not in the meeting',
    'conference-locked': 'the lock excludes a person in the request; nobody is called then',
    otherwise: 'a parameter is missing or malformed, or nobody is invited',
  },
}

export function inviteUsers(app: Routes, deps: { conferences: Pick<Conferences, 'invite'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/users/invite',
    operation(Op, WRITE, INVITE_USERS_ERRORS),
    async (request, reply) => {
      const { unionId, inviteeList = [], phoneInviteeList = [] } = request.body
      if (inviteeList.length + phoneInviteeList.length === 0) {
        throw new InvalidRequestError('inviteeList', 'missing')
      }
      const success = await deps.conferences.invite(callerOf(request), toConferenceId(request.params.conferenceId), {
        ...(unionId !== undefined && { operator: unionId as UnionId }),
        people: inviteeList.map(toPerson),
        phones: phoneInviteeList.map(toPhone),
      })
      return reply.header('content-type', CONTENT_TYPE).send({ success })
    },
  )
}

type Body = Static<typeof Op.body>

function toPerson({ unionId, nick }: NonNullable<Body['inviteeList']>[number], index: number) {
  return { unionId: unionId as UnionId, nick: requireNick(nick, `inviteeList.${index}.nick`) }
}

function toPhone(invitee: NonNullable<Body['phoneInviteeList']>[number], index: number) {
  const field = `phoneInviteeList.${index}`
  const number = requireForm(
    parsePhoneNumber(invitee.phoneNumber, invitee.statusCode),
    `${field}.phoneNumber`,
    'must be a telephone number, with `statusCode` if that has its country code',
  )
  return { number, nick: invitee.nick?.trim() ? requireNick(invitee.nick, `${field}.nick`) : number }
}

import { CreateVideoConference as Op } from '../../../contract/dingtalk/conferences.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Admission } from '../../service/entry/admission.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { appOf } from '../../service/account/caller.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'

const CREATE_VIDEO_CONFERENCE_ERRORS: ErrorTable<Refusal<'Conferences', 'create'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
  },
  malformed: {
    'confTitle malformed': [400, 'paramsTitleError', 'error:%s'],
    otherwise: [400, 'paramsError', 'error:%s'],
  },
  unexpected: [500, 'systemError', 'systemError:%s'],
  reasons: {
    'user-not-found': 'the creator or an invited person is not in the organization',
    otherwise: 'the title is missing, or another parameter is missing or malformed',
    'confTitle malformed': 'the title is blank, too long or not text',
  },
}

export function createVideoConference(
  app: Routes,
  deps: { conferences: Pick<Conferences, 'create'>; admission: Pick<Admission, 'externalLink'> },
) {
  app.post(
    '/v1.0/conference/videoConferences',
    operation(Op, WRITE, CREATE_VIDEO_CONFERENCE_ERRORS),
    async (request, reply) => {
      const { userId, confTitle, inviteCaller, inviteUserIds } = request.body
      const caller = callerOf(request)
      const head = await deps.conferences.create(caller, {
        by: appOf(caller),
        creator: userId as UnionId,
        title: confTitle,
        inviteCreator: inviteCaller ?? true,
        invitees: (inviteUserIds ?? []) as UnionId[],
      })
      return reply.header('content-type', CONTENT_TYPE).send({
        conferenceId: head.id,
        conferencePassword: head.passcode,
        hostPassword: head.hostPasscode,
        externalLinkUrl: deps.admission.externalLink(head),
        phoneNumbers: [],
        roomCode: head.roomCode,
      })
    },
  )
}

import { QueryConferenceInfoBatch as Op, type BatchUser } from '../../../contract/dingtalk-query.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId } from '../../conference/identity.ts'
import type { Attendee, History, RunningConference } from '../../service/history.ts'
import { CONTENT_TYPE } from './gateway-error.ts'
import { actorOf } from './gateway.ts'
import { refuseBy, type ErrorTable } from './refusal.ts'
import { READ, type Routes } from './routes.ts'
import { toConferenceId } from './wire-id.ts'

export const QUERY_CONFERENCE_INFO_BATCH_ERRORS: ErrorTable = {
  refusals: {
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'resourceClose', 'The meeting has ended'],
    'not-permitted': [404, 'permissionError', 'permissionError:%s'],
    'conference-locked': 'fault', // a locked conference can still be read
    'user-not-found': 'fault',
    'member-not-found': 'fault',
    'session-not-found': 'fault',
    'session-ended': 'fault',
    'muted-by-host': 'fault',
    banned: 'fault',
    'pass-invalid': 'fault',
    'pass-used': 'fault',
    'too-many-tries': 'fault',
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  fault: [500, 'systemError', 'systemError:%s'],
}

/** Everybody is muted and nobody may unmute himself. */
const ALL_MUTED = 4

export function queryConferenceInfoBatch(app: Routes, deps: { history: Pick<History, 'listRunning'> }) {
  app.post(
    '/v1.0/conference/videoConferences/query',
    {
      config: { operation: Op.operationId, scope: READ },
      schema: Op,
      errorHandler: refuseBy(QUERY_CONFERENCE_INFO_BATCH_ERRORS),
    },
    async (request, reply) => {
      const ids = request.body.conferenceIdList.flatMap(knownForm)
      if (ids.length === 0) throw new ConferenceError('conference-not-found')
      const running = await deps.history.listRunning(actorOf(request), ids)
      return reply.header('content-type', CONTENT_TYPE).send({ infos: running.map(toInfo) })
    },
  )
}

/** An id of another form is one that no conference has, and so left out like any that does not go on. */
function knownForm(text: string): ConferenceId[] {
  try {
    return [toConferenceId(text)]
  } catch {
    return []
  }
}

function toInfo({ head, members }: RunningConference) {
  return {
    conferenceId: head.id,
    title: head.title,
    startTime: head.startedAt,
    status: 2,
    mediaStatus: head.audioPolicy === 'barred' ? ALL_MUTED : 0,
    userList: members.map(toUser),
  }
}

function toUser({ unionId, nick, status, audio, video }: Attendee): BatchUser {
  return {
    ...(unionId !== undefined && { userId: unionId }),
    nick,
    attendStatus: status,
    cameraStatus: toSwitch(video),
    micStatus: toSwitch(audio),
  }
}

function toSwitch(on: boolean | undefined): number {
  if (on === undefined) return 0
  return on ? 2 : 1
}

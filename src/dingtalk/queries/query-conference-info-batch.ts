import { QueryConferenceInfoBatch as Op, type BatchUser } from '../../../contract/dingtalk/queries.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId } from '../../conference/identity.ts'
import type { Attendee, History, RunningConference } from '../../service/read/history.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

const QUERY_CONFERENCE_INFO_BATCH_ERRORS: ErrorTable<Refusal<'History', 'listRunning'>> = {
  refusals: {
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'resourceClose', 'The meeting has ended'],
    'not-permitted': [404, 'permissionError', 'permissionError:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
  reasons: {
    'conference-not-found': 'none of them exists',
    'conference-ended': 'none is ongoing, and at least one has ended',
    'not-permitted':
      'none is an ongoing conference of this organization, and at least one belongs to another organization',
  },
}

/** `mediaStatus`: everyone is muted, and may not unmute themselves. */
const ALL_BARRED = 4

export function queryConferenceInfoBatch(app: Routes, deps: { history: Pick<History, 'listRunning'> }) {
  app.post(
    '/v1.0/conference/videoConferences/query',
    operation(Op, READ, QUERY_CONFERENCE_INFO_BATCH_ERRORS),
    async (request, reply) => {
      const ids = request.body.conferenceIdList.flatMap(toKnownForm)
      if (ids.length === 0) throw new ConferenceError('conference-not-found')
      const running = await deps.history.listRunning(callerOf(request), ids)
      return reply.header('content-type', CONTENT_TYPE).send({ infos: running.map(toInfo) })
    },
  )
}

/** The id, or nothing if its form is wrong: no conference has such an id, and conferences that do not exist are left out. */
function toKnownForm(text: string): ConferenceId[] {
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
    mediaStatus: head.audioPolicy === 'barred' ? ALL_BARRED : 0,
    userList: members.map(toUser),
  }
}

/** `rejectDescription`: DingTalk documents only that it is a text. */
const REJECTIONS: Readonly<Record<NonNullable<Attendee['callFailure']>, string>> = {
  declined: 'declined',
  'timed-out': 'timed out',
  cancelled: 'cancelled',
  'no-telephony': 'no telephony',
  'line-failed': 'line failed',
  'conference-ended': 'conference ended',
  'gave-up': 'not let in',
}

function toUser({ unionId, nick, status, audio, video, callFailure }: Attendee): BatchUser {
  return {
    ...(unionId !== undefined && { userId: unionId }),
    nick,
    attendStatus: status,
    cameraStatus: toSwitch(video),
    micStatus: toSwitch(audio),
    ...(callFailure && { rejectDescription: REJECTIONS[callFailure] }),
  }
}

function toSwitch(on: boolean | undefined): number {
  if (on === undefined) return 0
  return on ? 2 : 1
}

import {
  EndConferences,
  ListConferences,
  MakeConference,
  type ConferenceOrder,
} from '../../contract/sandbox/conferences.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { Admission } from '../service/entry/admission.ts'
import { appOfRequest } from './guard.ts'
import { statusIn } from './rehearsal.ts'
import type { Made, ScriptedConferences } from './scripted-conferences.ts'

export type ConferencesApiDeps = {
  scripted: Pick<ScriptedConferences, 'make' | 'list' | 'end'>
  admission: Pick<Admission, 'externalLink'>
}

/** A conference with everybody in it is long. */
const MAX_BODY_BYTES = 1_048_576

const PATH = '/sandbox/conferences'

export function conferencesApi(app: Routes, { scripted, admission }: ConferencesApiDeps): void {
  app.post(
    PATH,
    { config: { operation: MakeConference.operationId }, schema: MakeConference, bodyLimit: MAX_BODY_BYTES },
    async (request, reply) => {
      const made = await scripted.make(appOfRequest(request), request.body as ConferenceOrder)
      return reply.send({ ...toAnswer(made), externalLinkUrl: admission.externalLink(made.head) })
    },
  )

  app.get(
    PATH,
    { config: { operation: ListConferences.operationId }, schema: ListConferences },
    async (request, reply) =>
      reply.send({
        conferences: scripted.list(appOfRequest(request)).map(({ id, title, steps, refused }) => ({
          conferenceId: id,
          title,
          stepsLeft: steps.length,
          refused: [...refused],
        })),
      }),
  )

  app.delete(
    PATH,
    { config: { operation: EndConferences.operationId }, schema: EndConferences },
    async (request, reply) => reply.send({ ended: await scripted.end(appOfRequest(request)) }),
  )
}

function toAnswer({ head, state, cast, stepsLeft }: Made) {
  return {
    conferenceId: head.id,
    title: head.title,
    roomCode: head.roomCode,
    startTime: head.startedAt,
    ...(head.endedAt !== undefined && { endTime: head.endedAt }),
    people: cast.map((member) => ({
      ...(member.asked.unionId !== undefined && { unionId: member.asked.unionId }),
      userNick: member.newcomer.nick,
      attendStatus: statusIn(state, member),
      participantIds: [...member.participantIds],
    })),
    stepsLeft,
  }
}

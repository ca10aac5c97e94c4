import { QueryMinutesSummary as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { MinutesSummary } from '../../service/control/engine-ports.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { MINUTES_ERRORS } from './minutes-errors.ts'
import { toChapter, toHighlight } from './minutes-wire.ts'

export function queryMinutesSummary(app: Routes, deps: { engines: Pick<Engines, 'readMinutes'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/minutes/summaries/query',
    operation(Op, READ, MINUTES_ERRORS),
    async (request, reply) => {
      const { unionId, summaryTypeList } = request.body
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [unionId as UnionId] }
      const summary = await deps.engines.readMinutes(call, (minutes) => minutes.loadSummary(id, summaryTypeList))
      return reply.header('content-type', CONTENT_TYPE).send({ summary: toSummary(summary) })
    },
  )
}

function toSummary({ actions, chapters, speakers, keySentences, keywords, summary, questions }: MinutesSummary) {
  return {
    ...(actions && { actions: actions.map(toHighlight) }),
    ...(chapters && { autoChapters: chapters.map(toChapter) }),
    ...(speakers && {
      conversationalSummary: speakers.map(({ speaker, nick, summary: said }) => ({
        speakerId: speaker,
        speakerName: nick,
        summary: said,
      })),
    }),
    ...(keySentences && { keySentences: keySentences.map(toHighlight) }),
    ...(keywords && { keywords: [...keywords] }),
    ...(summary !== undefined && { paragraphSummary: summary }),
    ...(questions && {
      questionsAnsweringSummary: questions.map(({ question, answer, questionSentences, answerSentences }) => ({
        question,
        answer,
        sentenceIdsOfQuestion: [...questionSentences],
        sentenceIdsOfAnswer: [...answerSentences],
      })),
    }),
  }
}

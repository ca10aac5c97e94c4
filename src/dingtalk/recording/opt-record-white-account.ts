import { OptRecordWhiteAccount as Op, parseRecordWhiteList } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { EngineRefusal, Engines } from '../../service/control/engines.ts'
import { callerOf } from '../gateway/hooks.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { InvalidRequestError } from '../gateway/validation.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'

/** Without a page of its own, so it is refused in the words of its family. */
const OPT_RECORD_WHITE_ACCOUNT_ERRORS: ErrorTable<EngineRefusal<'recording', 'allowRecording'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'recording-engine-not-configured': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
  reasons: {
    'user-not-found': 'the `unionId` in it is nobody in the organisation',
  },
}

export function optRecordWhiteAccount(app: Routes, deps: { engines: Pick<Engines, 'allowRecording'> }) {
  app.post(
    '/v1.0/conference/videoConferences/enterpriseSetting/record/whiteAccount',
    operation(Op, WRITE, OPT_RECORD_WHITE_ACCOUNT_ERRORS),
    async (request, reply) => {
      const order = parseRecordWhiteList(request.query.requestBody)
      if (!order) throw new InvalidRequestError('requestBody', 'malformed')
      const missing = await deps.engines.allowRecording(callerOf(request), order.unionId as UnionId)
      return sendRefusal(request, reply, OPT_RECORD_WHITE_ACCOUNT_ERRORS, missing)
    },
  )
}

import { OptRecordWhiteAccount as Op, RecordWhiteList } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { InvalidRequestError, type WrongField } from '../gateway/invalid-request.ts'
import { parseObject } from '../gateway/body-parser.ts'
import { BODY_TEXT } from '../gateway/typed-text.ts'
import { compileCheck } from '../gateway/validation.ts'

/** DingTalk does not document it, so its errors are those of similar operations. */
const OPT_RECORD_WHITE_ACCOUNT_ERRORS: ErrorTable<Refusal<'Engines', 'allowRecording'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'recording-engine-not-configured': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
  reasons: {
    'user-not-found': 'the `unionId` in it is not in the organization',
  },
}

export function optRecordWhiteAccount(app: Routes, deps: { engines: Pick<Engines, 'allowRecording'> }) {
  app.post(
    '/v1.0/conference/videoConferences/enterpriseSetting/record/whiteAccount',
    operation(Op, WRITE, OPT_RECORD_WHITE_ACCOUNT_ERRORS),
    async (request, reply) => {
      const { unionId, bizType, operation: action, settingRangeList } = toWhiteList(request.query.requestBody)
      const ranges = settingRangeList.map(({ settingRangeId, settingRangeType }) => ({
        id: settingRangeId,
        type: settingRangeType,
      }))
      await deps.engines.allowRecording(callerOf(request), unionId as UnionId, { bizType, operation: action, ranges })
      return reply.header('content-type', CONTENT_TYPE).send({ code: '200' })
    },
  )
}

const checkWhiteList = compileCheck(RecordWhiteList, { part: 'requestBody', reading: BODY_TEXT })

/** @throws InvalidRequestError */
function toWhiteList(text: string): RecordWhiteList {
  const given = parseObject(text)
  if (!given) throw malformed([{ field: 'requestBody', problem: 'is not a JSON object' }])
  const { value, error } = checkWhiteList(given)
  if (error) throw malformed(error.wrong.map((one) => ({ ...one, field: `requestBody.${one.field}` })))
  return value
}

function malformed(wrong: readonly WrongField[]): InvalidRequestError {
  return new InvalidRequestError('requestBody', 'malformed', { wrong })
}

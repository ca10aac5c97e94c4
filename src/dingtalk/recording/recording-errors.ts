import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'

/** The errors of the operations that read recordings: DingTalk's pages for them have the same table. */
export const RECORDING_ERRORS: ErrorTable<Refusal<'Engines', 'readRecording'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'resourceClose', 'The meeting has ended'],
    'not-permitted': [404, 'permissionError', 'permissionError:%s'],
    'recording-engine-not-configured': [400, 'cloudRecordNotFound', 'cloudRecordNotFound'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

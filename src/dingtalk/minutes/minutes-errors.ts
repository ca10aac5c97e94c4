import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'

/**
 * Errors of reading minutes. DingTalk does not document them; they follow the recordings, except for ended conferences.
 */
export const MINUTES_ERRORS: ErrorTable<Refusal<'Engines', 'readMinutes'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'not-permitted': [404, 'permissionError', 'permissionError:%s'],
    'minutes-engine-not-configured': [400, 'cloudRecordNotFound', 'cloudRecordNotFound'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

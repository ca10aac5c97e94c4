import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'

/**
 * Of what is read of minutes, and who may read it. Without pages of their own, these operations are refused as the reads
 * of recordings are, but for a conference that is over.
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

import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'

/** The errors of the operations that control members: DingTalk's pages for them have the same table. */
export const MEMBER_ERRORS: ErrorTable<Refusal<'Conferences', 'setCoHosts' | 'setFocus' | 'rename'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
    'member-not-found': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

/** The errors of those that may also name a device. */
export const DEVICE_ERRORS: ErrorTable<Refusal<'Conferences', 'remove' | 'setMuted'>> = {
  ...MEMBER_ERRORS,
  refusals: { ...MEMBER_ERRORS.refusals, 'session-not-found': [400, 'paramsError', 'error:%s'] },
}

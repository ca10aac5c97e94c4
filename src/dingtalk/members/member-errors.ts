import type { ErrorTable } from '../gateway/error-handler.ts'

/** Of the operations that control members, whose pages have one table. */
export const MEMBER_ERRORS: ErrorTable = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
    'member-not-found': [400, 'paramsError', 'error:%s'],
    'session-not-found': 'fault', // no device is named
    'conference-locked': 'fault',
    'host-absent': 'fault',
    'waiting-room': 'fault',
    'session-ended': 'fault',
    banned: 'fault',
    'muted-by-host': 'fault',
    'pass-invalid': 'fault',
    'pass-used': 'fault',
    'too-many-tries': 'fault',
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  fault: [500, 'systemError', 'systemError:%s'],
}

/** Of those that may name a device, too. */
export const DEVICE_ERRORS: ErrorTable = {
  ...MEMBER_ERRORS,
  refusals: { ...MEMBER_ERRORS.refusals, 'session-not-found': [400, 'paramsError', 'error:%s'] },
}

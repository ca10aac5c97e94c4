import type { ConnectionRefusal, SessionEnd } from '../../../client/conference.ts'
import type { RoomEnd } from './views.ts'

/** What the page shows for a refusal. Any other refusal is shown as `fault`: the person can do nothing about it. */
const SHOWN: Readonly<Partial<Record<ConnectionRefusal, RoomEnd>>> = {
  'version-unsupported': 'version-unsupported',
  'pass-invalid': 'pass-invalid',
  'pass-used': 'pass-invalid',
  'signed-out': 'signed-out',
  'session-ended': 'lost',
  banned: 'banned',
  'conference-locked': 'conference-locked',
  'host-absent': 'host-absent',
  'waiting-room': 'waiting-room',
  'conference-ended': 'conference-ended',
  'conference-not-found': 'conference-ended',
}

const REPLACED = { move: 'moved', 'device-limit': 'too-many-devices' } as const

/** The end of a session, as the room shows it. `wasIn`: the person was in the meeting before. */
export function toRoomEnd(end: SessionEnd, wasIn: boolean): RoomEnd {
  if (wasIn && end.kind === 'refused' && end.code === 'pass-used') return 'link-used'
  if (end.kind === 'closed') return end.by && end.by !== 'administrator' ? REPLACED[end.by] : end.reason
  return SHOWN[end.code] ?? 'fault'
}

/** Whether an administrator ended the session, who need not be in the meeting. */
export function isByAdministrator(end: SessionEnd): boolean {
  return end.kind === 'closed' && end.by === 'administrator'
}

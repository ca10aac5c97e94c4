import type { ConnectionRefusal, SessionEnd } from '../../../client/conference.ts'
import type { RoomEnd } from './views.ts'

/** What the page shows for a refusal. Any other refusal is shown as `fault`: the person can do nothing about it. */
const SHOWN: Readonly<Partial<Record<ConnectionRefusal, RoomEnd>>> = {
  'version-unsupported': 'version-unsupported',
  'pass-invalid': 'pass-invalid',
  'pass-used': 'pass-invalid',
  'session-ended': 'lost',
  banned: 'banned',
  'conference-locked': 'conference-locked',
  'host-absent': 'host-absent',
  'waiting-room': 'waiting-room',
  'conference-ended': 'conference-ended',
  'conference-not-found': 'conference-ended',
}

/** The end of a session, as the room shows it. */
export function toRoomEnd(end: SessionEnd): RoomEnd {
  return end.kind === 'closed' ? end.reason : (SHOWN[end.code] ?? 'fault')
}

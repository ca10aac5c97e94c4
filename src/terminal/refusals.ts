import type { ConnectionRefusal } from '../../client/conference.ts'

const REFUSALS: Readonly<Record<ConnectionRefusal, string>> = {
  'version-unsupported':
    'The server uses another version of the protocol. Use the same version of Rollcall as the server.',
  malformed: 'The server did not understand this client.',
  draining: 'The server is stopping.',
  fault: 'Something went wrong on the server. Its log says what.',
  'signed-out': 'You have been signed out.',
  'pass-invalid': 'The ticket is not valid or has expired. Join again.',
  'pass-used': 'The ticket has already been used. Join again.',
  'session-ended': 'Your session ended while you were away.',
  banned: 'You were removed from this meeting and cannot rejoin.',
  'conference-locked': 'The meeting is locked, or it is not open to guests or other organizations. Ask the host.',
  'host-absent': 'The meeting starts when the host or a co-host joins.',
  'waiting-room': 'The host or a co-host has to admit you. Please wait.',
  'conference-ended': 'The meeting has ended.',
  'conference-not-found': 'The meeting does not exist.',
  'not-permitted': 'Your role does not allow it.',
  'member-not-found': 'That person is not in the meeting.',
  'session-not-found': 'That device is not in the meeting.',
  'user-not-found': 'That person is not in your organization.',
  'muted-by-host': 'You were muted and cannot unmute yourself.',
  'stopped-by-host': 'The host stopped your camera. Turn it on again.',
  'share-stopped-by-host': 'The host stopped your screen sharing. Share again.',
  'sharing-limited': 'Only the host and co-hosts can share their screen right now.',
  'media-full': 'The meeting can’t carry more audio and video right now.',
  'too-fast': 'That was too fast. Wait a moment and try again.',
  'ring-over': 'The call has ended.',
  unknown: 'This is not a Rollcall server.',
}

/** One sentence for the person who typed the command. */
export function explainRefusal(code: ConnectionRefusal): string {
  return REFUSALS[code] ?? `The server refused: ${code}.`
}

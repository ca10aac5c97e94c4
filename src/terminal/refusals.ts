import type { ConnectionRefusal } from '../../client/conference.ts'

const REFUSALS: Readonly<Record<ConnectionRefusal, string>> = {
  'version-unsupported': 'The server speaks another version of the protocol. Use the same version of Rollcall as it.',
  malformed: 'The server does not understand this client.',
  draining: 'The server is going down.',
  fault: 'The server failed. It has written down why.',
  'signed-out': 'You are not signed in any more.',
  'pass-invalid': 'The ticket is not valid, or no longer. Join again.',
  'pass-used': 'The ticket has been used. Join again.',
  'session-ended': 'Your session ended while you were away.',
  banned: 'You were removed from this conference and may not come back.',
  'conference-locked': 'The conference is locked. Ask somebody inside to unlock it.',
  'host-absent': 'The meeting begins when its host comes.',
  'waiting-room': 'The host lets people in. Wait until it is your turn.',
  'conference-ended': 'The conference has ended.',
  'conference-not-found': 'There is no such conference.',
  'not-permitted': 'Your role does not allow it.',
  'member-not-found': 'There is no such person in the conference.',
  'session-not-found': 'There is no such device in the conference.',
  'user-not-found': 'There is no such person in your organisation.',
  'muted-by-host': 'The host has muted you, and you may not unmute yourself.',
  'sharing-limited': 'Only hosts may share a screen now.',
  'media-full': 'There are too many people for more picture or sound.',
  'too-fast': 'That was too much at once. Wait a moment.',
  'ring-over': 'The call is over.',
  unknown: 'What answered is no Rollcall server.',
}

/** One sentence for the person who typed the command. */
export function explainRefusal(code: ConnectionRefusal): string {
  return REFUSALS[code] ?? `The server refuses: ${code}.`
}

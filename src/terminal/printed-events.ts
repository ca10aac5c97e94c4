import type { MemberView } from '../../contract/signaling/types.ts'
import type { Difference } from './roster-difference.ts'

/** One thing that happened to the conference or to one member, as a program prints it. */
export type PrintedEvent =
  | Readonly<{ type: keyof typeof MEETING_TEXTS }>
  | (Readonly<{ key: string; nick: string }> &
      (
        | Readonly<{ type: 'joined'; device: string; again: boolean }>
        | Readonly<{ type: 'renamed'; former: string }>
        | Readonly<{ type: keyof typeof DEVICE_TEXTS; device: string }>
        | (Readonly<{ type: 'device-muted'; device: string }> & Muter)
        | (Readonly<{ type: 'muted' | 'barred' }> & Muter)
        | Readonly<{ type: 'call-failed'; reason: string }>
        | Readonly<{ type: MemberEventType }>
      ))
/** Who muted: the `key` and the name of a member, or an administrator, who has neither. Absent if an app or a setting did. */
type Muter = Readonly<{ by?: string; byNick?: string }>
type MemberEventType = keyof typeof MEMBER_TEXTS

/** Texts about the meeting. */
const MEETING_TEXTS = {
  locked: 'The meeting is locked: no one new can join',
  unlocked: 'The meeting is unlocked',
  'sharing-limited': 'Only the host and co-hosts can share their screen now',
  'sharing-open': 'Everyone can share their screen now',
  'waiting-room-on': 'The waiting room is on: people wait until they are admitted',
  'waiting-room-off': 'The waiting room is off',
  'mute-on-join': 'People are now muted when they join',
  'no-mute-on-join': 'People are no longer muted when they join',
  'chat-closed': 'The chat is closed',
  'chat-open': 'The chat is open again',
  'focus-ended': 'The spotlight was removed',
  ended: 'The meeting has ended',
} as const

/** Texts about a member and one of their devices. */
const DEVICE_TEXTS = {
  'device-added': 'joined on another device',
  'device-gone': 'left on one device',
  'device-unmuted': 'is no longer muted on one device',
} as const

/** Texts about a member that need only the name. */
const MEMBER_TEXTS = {
  called: 'is being called',
  waiting: 'is waiting to join',
  'let-in': 'was admitted',
  ringing: 'is ringing',
  left: 'left',
  removed: 'was removed',
  'connection-lost': 'lost the connection',
  'connection-back': 'is connected again',
  'host-changed': 'is now the host',
  'co-host-added': 'is now a co-host',
  'co-host-removed': 'is no longer a co-host',
  unmuted: 'is no longer muted',
  focused: 'is in the spotlight for everyone',
} as const

const CALL_FAILURE_TEXTS: Readonly<Record<string, string>> = {
  declined: 'declined the call',
  'timed-out': 'did not answer',
  cancelled: 'is no longer being called',
  'conference-ended': 'was still being called when the meeting ended',
  'gave-up': 'stopped waiting',
  'no-telephony': 'cannot be called: this server has no telephony',
  'line-failed': 'could not be called',
}

/** What happened between two rosters, in the order in which it is printed. */
export function toPrintedEvents({
  conference: { before, after },
  members,
  focused,
  nickOf,
}: Difference): readonly PrintedEvent[] {
  const events = members.flatMap((member) => memberEvents(member, nickOf))
  if (before.locked !== after.locked) events.push({ type: after.locked ? 'locked' : 'unlocked' })
  if (before.sharing !== after.sharing) {
    events.push({ type: after.sharing === 'hosts' ? 'sharing-limited' : 'sharing-open' })
  }
  if (before.waitingRoom !== after.waitingRoom) {
    events.push({ type: after.waitingRoom ? 'waiting-room-on' : 'waiting-room-off' })
  }
  const [mutedBefore, muted] = [before.muteOnJoin !== 'never', after.muteOnJoin !== 'never']
  if (mutedBefore !== muted) events.push({ type: muted ? 'mute-on-join' : 'no-mute-on-join' })
  if (before.chat !== after.chat) events.push({ type: after.chat ? 'chat-open' : 'chat-closed' })
  if (before.focus !== after.focus) events.push(focused ? { type: 'focused', ...focused } : { type: 'focus-ended' })
  if (before.endTime === undefined && after.endTime !== undefined) events.push({ type: 'ended' })
  return events
}

/** The event as one line for people. */
export function sentence(event: PrintedEvent): string {
  switch (event.type) {
    case 'locked':
    case 'unlocked':
    case 'sharing-limited':
    case 'sharing-open':
    case 'waiting-room-on':
    case 'waiting-room-off':
    case 'mute-on-join':
    case 'no-mute-on-join':
    case 'chat-closed':
    case 'chat-open':
    case 'focus-ended':
    case 'ended':
      return MEETING_TEXTS[event.type]
    case 'joined':
      return `${event.nick} ${event.again ? 'rejoined' : 'joined'} (${event.device})`
    case 'renamed':
      return `${event.former} is now called ${event.nick}`
    case 'device-added':
    case 'device-gone':
    case 'device-unmuted':
      return `${event.nick} ${DEVICE_TEXTS[event.type]} (${event.device})`
    case 'device-muted':
      return `${event.nick} was muted${byWhom(event)} on one device (${event.device})`
    case 'muted':
      return `${event.nick} was muted${byWhom(event)}`
    case 'barred':
      return event.by === undefined
        ? `${event.nick} cannot unmute`
        : `${event.nick} was muted${byWhom(event)} and cannot unmute`
    case 'call-failed':
      return `${event.nick} ${CALL_FAILURE_TEXTS[event.reason] ?? `could not be reached: ${event.reason}`}`
    case 'called':
    case 'waiting':
    case 'let-in':
    case 'ringing':
    case 'left':
    case 'removed':
    case 'connection-lost':
    case 'connection-back':
    case 'host-changed':
    case 'co-host-added':
    case 'co-host-removed':
    case 'unmuted':
    case 'focused':
      return `${event.nick} ${MEMBER_TEXTS[event.type]}`
  }
}

function byWhom({ by, byNick }: Muter): string {
  if (by === 'administrator') return ' by an administrator'
  return byNick === undefined ? '' : ` by ${byNick}`
}

/** Who muted the member, if this change did. */
function muterOf({ before, after }: Difference['members'][number], nickOf: Difference['nickOf']): Muter {
  const { mutedBy: by, key } = after
  // A mute that was there before was not made now: a setting or a role changed.
  if (by === undefined || by === key || (before?.mutedBy === by && before.audio !== 'allowed')) return {}
  const byNick = nickOf(by)
  return { by, ...(byNick !== undefined && { byNick }) }
}

function memberEvents(member: Difference['members'][number], nickOf: Difference['nickOf']): PrintedEvent[] {
  const { before, after } = member
  const { key, nick } = after
  const events: PrintedEvent[] = []
  const add = (type: MemberEventType) => events.push({ type, key, nick })
  if (before && before.nick !== nick) events.push({ type: 'renamed', key, nick, former: before.nick })
  if (after.waiting && !before?.waiting) add('waiting')
  else if (after.letIn && !before?.letIn) add('let-in')
  else if (after.status !== before?.status) events.push(...statusEvents(before, after))
  else if (after.status === 3) events.push(...deviceEvents(before, after, muterOf(member, nickOf)))
  if (before && after.host && !before.host) add('host-changed')
  if (after.coHost !== (before?.coHost ?? false)) add(after.coHost ? 'co-host-added' : 'co-host-removed')
  if (after.audio !== (before?.audio ?? 'allowed')) {
    if (after.audio === 'allowed') add('unmuted')
    else events.push({ type: after.audio, key, nick, ...muterOf(member, nickOf) })
  }
  return events
}

function statusEvents(before: MemberView | undefined, after: MemberView): PrintedEvent[] {
  const { key, nick } = after
  switch (after.status) {
    case 1:
      return [{ type: 'called', key, nick }]
    case 2:
      return [{ type: 'ringing', key, nick }]
    case 3: {
      const device = after.sessions.at(-1)?.device ?? 'other'
      return [{ type: 'joined', key, nick, device, again: before?.joinTime !== undefined }]
    }
    case 4:
      return [{ type: 'call-failed', key, nick, reason: after.callFailure ?? 'unknown' }]
    case 5:
      return [{ type: 'removed', key, nick }]
    case 6:
      return [{ type: 'left', key, nick }]
  }
}

function deviceEvents(before: MemberView, after: MemberView, muter: Muter): PrintedEvent[] {
  const { key, nick } = after
  const events: PrintedEvent[] = []
  for (const { participantId, device, muted } of after.sessions) {
    const known = sessionOf(before, participantId)
    if (!known) events.push({ type: 'device-added', key, nick, device })
    else if (muted && !known.muted) events.push({ type: 'device-muted', key, nick, device, ...muter })
    else if (!muted && known.muted) events.push({ type: 'device-unmuted', key, nick, device })
  }
  for (const { participantId, device } of before.sessions) {
    if (!sessionOf(after, participantId)) events.push({ type: 'device-gone', key, nick, device })
  }
  const isSilent = after.sessions.every(({ silent }) => silent)
  const wasSilent = before.sessions.every(({ silent }) => silent)
  if (isSilent !== wasSilent) events.push({ type: isSilent ? 'connection-lost' : 'connection-back', key, nick })
  return events
}

function sessionOf({ sessions }: MemberView, participantId: string) {
  return sessions.find((session) => session.participantId === participantId)
}

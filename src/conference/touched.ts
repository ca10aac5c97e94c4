import type { Conference } from './state.ts'
import type { Event } from './event.ts'
import { personKey, type PersonKey } from './identity.ts'

/** The members that an event changes. `state` is the conference after the event. */
export function membersTouched(state: Conference, event: Event): readonly PersonKey[] {
  switch (event.type) {
    case 'member-invited':
    case 'member-knocked':
    case 'session-opened':
      return [personKey(event.person)]
    case 'member-let-in':
    case 'wait-ended':
    case 'ring-reached':
    case 'ring-accepted':
    case 'ring-failed':
    case 'member-removed':
    case 'member-banned':
    case 'co-host-added':
    case 'co-host-removed':
    case 'member-muted':
    case 'member-unmuted':
    case 'member-renamed':
      return [event.member]
    case 'session-silent':
    case 'session-resumed':
    case 'session-closed': {
      const key = state.phase === 'absent' ? undefined : state.sessions.get(event.participantId)
      return key === undefined ? [] : [key]
    }
    case 'host-changed':
      return [event.from, event.to]
    case 'all-muted':
    case 'all-unmuted':
    case 'self-unmuting-changed':
      return state.phase === 'absent' ? [] : [...state.members.keys()]
    case 'conference-created':
    case 'conference-locked':
    case 'conference-unlocked':
    case 'focus-changed':
    case 'sharing-changed':
    case 'settings-changed':
    case 'hands-lowered':
    case 'video-stopped':
    case 'screen-stopped':
    case 'conference-ended':
      return []
  }
}

/** The members whose roster rows an event changes. Rows do not say who is muted, so muting a crowd rewrites none. */
export function rowsTouched(state: Conference, event: Event): readonly PersonKey[] {
  switch (event.type) {
    case 'member-muted':
    case 'member-unmuted':
    case 'all-muted':
    case 'all-unmuted':
    case 'self-unmuting-changed':
      return []
    default:
      return membersTouched(state, event)
  }
}

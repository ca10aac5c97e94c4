import { isInside, type Conference } from './state.ts'
import type { Intent } from './command.ts'
import type { Event } from './event.ts'
import { personKey, type EpochMs, type PersonKey } from './identity.ts'
import { WAIT_LASTS_MS } from './waiting.ts'

/** How long things wait; settings of the server. */
export type Timeouts = Readonly<{
  ringTimeoutMs: number
  /** From the last proof of life to the end of a session, and from the host's leaving to his succession. */
  leaveWindowMs: number
  emptyMs: number
  neverEnteredMs: number
}>

/**
 * What the server waits where no setting says otherwise. The leave window is 14 s so that, with the last heartbeat
 * and the sweep beside it, a vanished session is seen as left within 15 s from outside.
 */
export const DEFAULT_TIMEOUTS: Timeouts = {
  ringTimeoutMs: 60_000,
  leaveWindowMs: 14_000,
  emptyMs: 5 * 60_000,
  neverEnteredMs: 30 * 60_000,
}

/**
 * Something to be done at `dueAt` unless the conference has ended by then. One of a kind and subject at a time: a
 * later one replaces it. `since` is the moment that set it, by which the command tells whether it is obsolete.
 */
export type Due = Readonly<{
  kind: 'time-out-ring' | 'give-up-waiting' | 'succeed-host' | 'end-if-empty'
  /** Of whom: a person's key for rings and for who waits, else empty. */
  subject: PersonKey | ''
  since: EpochMs
  dueAt: EpochMs
}>

/** What the system does when the time has come. */
export function dueIntent({ kind, subject, since }: Due): Intent {
  switch (kind) {
    case 'time-out-ring':
    case 'give-up-waiting':
      return { type: kind, by: { kind: 'system', reason: 'timeout' }, member: subject as PersonKey, since }
    case 'succeed-host':
      return { type: kind, by: { kind: 'system', reason: 'succession' } }
    case 'end-if-empty':
      return { type: kind, by: { kind: 'system', reason: 'empty' }, since }
  }
}

/** What an event makes due. `state` is the conference after all events of the same commit. */
export function dueAfter(event: Event, state: Conference, timeouts: Timeouts): readonly Due[] {
  if (state.phase !== 'running') return []
  const due = (kind: Due['kind'], since: EpochMs, waitMs: number, subject: Due['subject'] = ''): Due => ({
    kind,
    subject,
    since,
    dueAt: (since + waitMs) as EpochMs,
  })
  switch (event.type) {
    case 'conference-created':
      return [due('end-if-empty', event.at, timeouts.neverEnteredMs)]
    case 'member-invited':
      return [due('time-out-ring', event.at, timeouts.ringTimeoutMs, personKey(event.person))]
    case 'member-knocked':
      return [due('give-up-waiting', event.at, WAIT_LASTS_MS, personKey(event.person))]
    case 'session-opened':
      // Somebody comes in while the host is gone and nobody was there to take over.
      return hostLeftAt(state) === undefined
        ? []
        : [due('succeed-host', hostLeftAt(state) as EpochMs, timeouts.leaveWindowMs)]
    case 'session-closed': {
      const dues: Due[] = []
      if (state.activeCount === 0) dues.push(due('end-if-empty', state.emptySince, timeouts.emptyMs))
      if (state.sessions.get(event.participantId) === state.host && !isInside(state, state.host)) {
        dues.push(due('succeed-host', event.leftAt, timeouts.leaveWindowMs))
      }
      return dues
    }
    case 'settings-changed': {
      // The host may have gone while nobody was to succeed him.
      const leftAt = event.autoTransferHost ? hostLeftAt(state) : undefined
      return leftAt === undefined ? [] : [due('succeed-host', leftAt, timeouts.leaveWindowMs)]
    }
    case 'member-let-in':
    case 'wait-ended':
    case 'ring-reached':
    case 'ring-accepted':
    case 'ring-failed':
    case 'session-silent':
    case 'session-resumed':
    case 'member-removed':
    case 'member-banned':
    case 'host-changed':
    case 'co-host-added':
    case 'co-host-removed':
    case 'conference-locked':
    case 'conference-unlocked':
    case 'member-muted':
    case 'member-unmuted':
    case 'all-muted':
    case 'all-unmuted':
    case 'self-unmuting-changed':
    case 'member-renamed':
    case 'focus-changed':
    case 'sharing-changed':
    case 'conference-ended':
      return []
  }
}

/** When the host left, if he has been in and is out. */
function hostLeftAt(state: Extract<Conference, { phase: 'running' }>): EpochMs | undefined {
  const host = state.members.get(state.host)
  return host && host.sessions.length === 0 ? host.leftAt : undefined
}

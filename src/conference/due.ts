import { isInside, type Conference } from './state.ts'
import type { Intent } from './command.ts'
import type { Event } from './event.ts'
import { personKey, type EpochMs, type Person, type PersonKey } from './identity.ts'
import { WAIT_EXPIRY_MS } from './waiting.ts'

/** How long the server waits. */
export type Timeouts = Readonly<{
  /** From a call to its end, if nobody answers. */
  ringTimeoutMs: number
  /** From the last heartbeat to the end of a session, and from the host's leave to the succession. */
  leaveWindowMs: number
  /** From the last leave to the end of the conference. */
  emptyMs: number
  /** From the creation to the end of a conference that nobody joins. */
  neverEnteredMs: number
}>

/**
 * The default timeouts. The leave window is 14 s: with the interval of heartbeats and sweeps, a vanished session is seen
 * to have left within 15 s.
 */
export const DEFAULT_TIMEOUTS: Timeouts = {
  ringTimeoutMs: 60_000,
  leaveWindowMs: 14_000,
  emptyMs: 5 * 60_000,
  neverEnteredMs: 30 * 60_000,
}

/**
 * A job that is due at `dueAt`, unless the conference has ended by then. A later one of the same kind and subject replaces
 * it. `since` is the time of its cause, by which the command recognizes an obsolete job.
 */
export type Due = Readonly<{
  kind: 'time-out-ring' | 'give-up-waiting' | 'succeed-host' | 'end-if-empty'
  /** The key of the called or waiting person; empty for other kinds. */
  subject: PersonKey | ''
  since: EpochMs
  dueAt: EpochMs
}>

/** The intent of the system when the job is due. */
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

/** The jobs that an event causes. `state` is the conference after all events of the same commit. */
export function dueAfter(event: Event, state: Conference, timeouts: Timeouts): readonly Due[] {
  if (state.phase !== 'running') return []
  const due = (kind: Due['kind'], since: EpochMs, waitMs: number): Due => ({
    kind,
    subject: '',
    since,
    dueAt: (since + waitMs) as EpochMs,
  })
  const dueFor = (person: Person, job: Due): Due => ({ ...job, subject: personKey(person) })
  switch (event.type) {
    case 'conference-created':
      return [due('end-if-empty', event.at, timeouts.neverEnteredMs)]
    case 'member-invited':
      return [dueFor(event.person, due('time-out-ring', event.at, timeouts.ringTimeoutMs))]
    case 'member-knocked':
      return [dueFor(event.person, due('give-up-waiting', event.at, WAIT_EXPIRY_MS))]
    case 'session-opened':
      // The host had left, and nobody was there to take over until now.
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
      // The host may have left while the setting was off.
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
    case 'hands-lowered':
    case 'video-stopped':
    case 'screen-stopped':
    case 'conference-ended':
      return []
  }
}

/** When the host left. `undefined` if they have never joined or have not left. */
function hostLeftAt(state: Extract<Conference, { phase: 'running' }>): EpochMs | undefined {
  const host = state.members.get(state.host)
  return host && host.sessions.length === 0 ? host.leftAt : undefined
}

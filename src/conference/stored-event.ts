import { toActor } from './actor.ts'
import type { Event, EventBody } from './event.ts'
import { toPerson, type EpochMs, type PersonKey } from './identity.ts'

/**
 * An event as earlier versions stored it. There `by` was the inviter's name in `member-invited`, the key of the muting
 * person in `member-muted` and `all-muted`, and absent otherwise.
 */
type EarlierEvent = Readonly<{ at: EpochMs; by?: string }> & EventBody

/** Any stored event in the current shape. */
export function toEvent(stored: Event | EarlierEvent): Event {
  if (typeof stored.by !== 'string') return stored as Event
  const { by, ...event } = stored as EarlierEvent & Readonly<{ by: string }>
  if (event.type === 'member-invited') return { ...event, inviter: by }
  return { ...event, by: toActor(toPerson(by as PersonKey)) }
}

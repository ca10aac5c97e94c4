import type { CommandOf } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import type { ExistingConference, Running } from './state.ts'
import type { EventBody, Newcomer } from './event.ts'
import { personKey } from './identity.ts'
import { attendStatus, isBeingCalled, type Member } from './member.ts'
import { entryPolicy, isAdmitted } from './entry.ts'

/**
 * From the last time that somebody asked to be let in to the end of his waiting. Browsers let a page that nobody looks at
 * ask but once a minute.
 */
export const WAIT_LASTS_MS = 150_000
/** Who goes on waiting is written down again after this: asking every few seconds must not fill the log. */
const KNOCK_AGAIN_MS = 45_000
/** Whoever has the link could make any number of guests. */
const MOST_WAITING_GUESTS = 100

/**
 * Somebody whom the waiting room keeps out asks to be let in.
 *
 * @throws ConferenceError `too-many-tries` to a guest for whom there is no place to wait, `not-permitted` to whoever
 *   went on waiting and was removed
 */
export function knocking(now: Running, command: CommandOf<'knock'>): readonly EventBody[] {
  const { person, nick, jobNumber, outside, at } = command
  const member = now.members.get(personKey(person))
  if (entryPolicy(now, command) !== 'waiting-room') return []
  if (member?.wait.state === 'waiting') {
    if (at - member.wait.askedAt < KNOCK_AGAIN_MS) return []
  } else {
    if (command.waits && member?.removed) throw new ConferenceError('not-permitted')
    if (person.kind === 'guest' && waitingGuests(now) >= MOST_WAITING_GUESTS)
      throw new ConferenceError('too-many-tries')
  }
  const newcomer: Newcomer = { person, nick, outside, ...(jobNumber !== undefined && { jobNumber }) }
  return [{ type: 'member-knocked', ...newcomer }]
}

/** All of them, or, if one is unknown, none. @throws ConferenceError `member-not-found` */
export function lettingIn(now: Running, command: CommandOf<'let-in'>): readonly EventBody[] {
  const events: EventBody[] = []
  for (const key of new Set(command.members)) {
    const member = now.members.get(key)
    if (!member) throw new ConferenceError('member-not-found')
    if (!member.banned && !isAdmitted(member)) events.push({ type: 'member-let-in', member: key })
  }
  return events
}

export function givingUp(now: Running, command: CommandOf<'give-up-waiting'>): readonly EventBody[] {
  const wait = now.members.get(command.member)?.wait
  if (wait?.state !== 'waiting' || wait.askedAt !== command.since) return []
  return [{ type: 'wait-ended', member: command.member, reason: 'gave-up' }]
}

/** Nobody is still to come once the conference is over: what no ring ends is ended here. */
export function waitsEnding(now: Running): readonly EventBody[] {
  return [...now.members.values()]
    .filter((member) => attendStatus(member) === 1 && !isBeingCalled(member))
    .map(({ key }) => ({ type: 'wait-ended', member: key, reason: 'conference-ended' }))
}

/**
 * What he is called from now on: as he comes, unless he was renamed here. A guest, who could come under any name, keeps
 * the one that he was let in by, and the first one where nobody may rename himself.
 */
export function nickOf(
  state: Pick<ExistingConference, 'booked' | 'members'>,
  member: Member,
  { nick, person }: Newcomer,
) {
  const isNew = !state.members.has(member.key)
  const isHeld = person.kind === 'guest' && (state.booked?.renaming === false || member.wait.state === 'let-in')
  return { nick: !isNew && (member.renamed || isHeld) ? member.nick : nick }
}

function waitingGuests({ members }: Running): number {
  let count = 0
  for (const { person, wait } of members.values()) {
    if (person.kind === 'guest' && wait.state === 'waiting') count += 1
  }
  return count
}

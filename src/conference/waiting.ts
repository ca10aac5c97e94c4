import type { CommandOf } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import type { ExistingConference, Running } from './state.ts'
import type { EventBody, Newcomer } from './event.ts'
import { personKey } from './identity.ts'
import { attendStatus, isBeingCalled, type Member } from './member.ts'
import { entryPolicy, isAdmitted } from './entry.ts'

/**
 * How long a person waits after they last asked to be admitted. Browsers let a page in the background ask only once a
 * minute.
 */
export const WAIT_EXPIRY_MS = 150_000
/** A waiting page asks every few seconds. Only the first request after this time is stored, so the log stays small. */
const MIN_STORE_INTERVAL_MS = 45_000
/** Anyone with the link can create guests. By default one address cannot create half as many within `WAIT_EXPIRY_MS`. */
const MAX_WAITING_GUESTS = 2_000

/**
 * A person who must wait asks to be admitted.
 *
 * @throws ConferenceError `guests-full` if too many guests wait, `not-permitted` if the person was removed while they
 *   waited
 */
export function decideKnock(conference: Running, command: CommandOf<'knock'>): readonly EventBody[] {
  const { person, nick, jobNumber, outside, at } = command
  const member = conference.members.get(personKey(person))
  if (entryPolicy(conference, command) !== 'waiting-room') return []
  if (member?.wait.state === 'waiting') {
    if (at - member.wait.askedAt < MIN_STORE_INTERVAL_MS) return []
  } else {
    if (command.waits && member?.removed) throw new ConferenceError('not-permitted')
    if (person.kind === 'guest' && waitingGuests(conference) >= MAX_WAITING_GUESTS)
      throw new ConferenceError('guests-full')
  }
  const newcomer: Newcomer = { person, nick, outside, ...(jobNumber !== undefined && { jobNumber }) }
  return [{ type: 'member-knocked', ...newcomer }]
}

/** Admits all of them, or none if one is unknown. @throws ConferenceError `member-not-found` */
export function decideLetIn(conference: Running, command: CommandOf<'let-in'>): readonly EventBody[] {
  const events: EventBody[] = []
  for (const key of new Set(command.members)) {
    const member = conference.members.get(key)
    if (!member) throw new ConferenceError('member-not-found')
    if (!member.banned && !isAdmitted(member)) events.push({ type: 'member-let-in', member: key })
  }
  return events
}

/** Ends the wait of a person who has not asked again; none if they have. */
export function decideGiveUp(conference: Running, command: CommandOf<'give-up-waiting'>): readonly EventBody[] {
  const wait = conference.members.get(command.member)?.wait
  if (wait?.state !== 'waiting' || wait.askedAt !== command.since) return []
  return [{ type: 'wait-ended', member: command.member, reason: 'gave-up' }]
}

/** At the end of the conference: ends the wait of everybody who has not joined and is not being called. */
export function endOfWaits(conference: Running): readonly EventBody[] {
  return [...conference.members.values()]
    .filter((member) => attendStatus(member) === 1 && !isBeingCalled(member))
    .map(({ key }) => ({ type: 'wait-ended', member: key, reason: 'conference-ended' }))
}

/**
 * The name of a member who joins, knocks or is called. A renamed member keeps that name. A guest, who could choose any
 * name, keeps the name with which they were admitted, and, if renaming is off, the name with which they first came.
 */
export function nickOf(
  state: Pick<ExistingConference, 'booked'> & Readonly<{ members: Pick<ExistingConference['members'], 'has'> }>,
  member: Pick<Member, 'key' | 'nick' | 'renamed' | 'wait'>,
  { nick, person }: Newcomer,
): string {
  const isNew = !state.members.has(member.key)
  const keepsName = person.kind === 'guest' && (state.booked?.renaming === false || member.wait.state === 'let-in')
  return !isNew && (member.renamed || keepsName) ? member.nick : nick
}

function waitingGuests({ members }: Running): number {
  let count = 0
  for (const { person, wait } of members.values()) {
    if (person.kind === 'guest' && wait.state === 'waiting') count += 1
  }
  return count
}

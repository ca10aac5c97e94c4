import type { Actor } from './actor.ts'
import type { CreationDetails, Event, Newcomer } from './event.ts'
import { userKey, type OrganizationId, type Person, type PersonKey, type UnionId } from './identity.ts'
import type { Booked, BookingTerms } from './terms.ts'

/** The name of every erased person. */
export const FORMER_NAME = 'Former member'

/** What replaces an erased person in past meetings. */
export type Pseudonym = Readonly<{ unionId: UnionId; userId: string; name: string }>

/** A person to erase from past meetings. `names`: of their account, and what else they were called. */
export type ErasedPerson = Readonly<{
  organizationId: OrganizationId
  unionId: UnionId
  userId: string
  names: readonly string[]
  pseudonym: Pseudonym
}>

/**
 * The event as if the pseudonym had been there. Times, sessions and everybody else stay, so every number stays the same.
 * `isCreator`: the person created the conference, so calls that nobody else made are in their name.
 */
export function withoutPerson(event: Event, who: ErasedPerson, isCreator: boolean): Event {
  const by = event.by && { by: actorWithout(event.by, who) }
  const key = (member: PersonKey) => keyWithout(member, who)
  switch (event.type) {
    case 'conference-created':
      return { ...event, ...by, ...detailsWithout(event, who) }
    case 'member-invited': {
      const { inviter } = event
      const isTheirs = inviter !== undefined && (isActor(event.by, who) || (isCreator && !isPersonal(event.by)))
      return { ...newcomerWithout(event, who), ...by, ...(isTheirs && { inviter: who.pseudonym.name }) }
    }
    case 'member-knocked':
    case 'session-opened':
      return { ...newcomerWithout(event, who), ...by }
    case 'member-renamed': {
      const isTheirs = event.member === userKey(who.unionId)
      return { ...event, ...by, member: key(event.member), ...(isTheirs && { nick: who.pseudonym.name }) }
    }
    case 'host-changed':
      return { ...event, ...by, from: key(event.from), to: key(event.to) }
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
    case 'video-stopped':
    case 'screen-stopped':
      return { ...event, ...by, member: key(event.member) }
    case 'hands-lowered':
    case 'focus-changed':
      return { ...event, ...by, ...(event.member !== undefined && { member: key(event.member) }) }
    case 'session-silent':
    case 'session-resumed':
    case 'session-closed':
    case 'conference-locked':
    case 'conference-unlocked':
    case 'all-muted':
    case 'all-unmuted':
    case 'self-unmuting-changed':
    case 'settings-changed':
    case 'sharing-changed':
    case 'conference-ended':
      return { ...event, ...by }
  }
}

/** The terms with the pseudonym in the place of the person. */
export function termsWithout<Terms extends Booked | BookingTerms>(terms: Terms, who: ErasedPerson): Terms {
  const id = (unionId: UnionId) => (unionId === who.unionId ? who.pseudonym.unionId : unionId)
  return { ...terms, host: id(terms.host), coHosts: terms.coHosts.map(id) }
}

/** The title of a meeting of the person, which is nothing but their name if they gave it no topic. */
export function titleWithout(title: string, nick: string | undefined, { names, pseudonym }: ErasedPerson): string {
  return title === nick || names.includes(title) ? pseudonym.name : title
}

/** The key with the pseudonym in the place of the person. */
export function keyWithout(key: PersonKey, { unionId, pseudonym }: ErasedPerson): PersonKey {
  return key === userKey(unionId) ? userKey(pseudonym.unionId) : key
}

function detailsWithout(details: CreationDetails, who: ErasedPerson): Partial<CreationDetails> {
  const { creator, title, booked } = details
  const isTheirs = creator.unionId === who.unionId
  const { unionId, name: nick } = who.pseudonym
  return {
    ...(isTheirs && { title: titleWithout(title, creator.nick, who), creator: { unionId, nick } }),
    ...(booked && { booked: termsWithout(booked, who) }),
  }
}

function newcomerWithout<T extends Newcomer>(event: T, who: ErasedPerson): T {
  if (!isPerson(event.person, who)) return event
  const { jobNumber: _, ...rest } = event
  const { unionId, name: nick } = who.pseudonym
  return { ...rest, person: { kind: 'user', unionId }, nick } as unknown as T
}

function actorWithout(actor: Actor, who: ErasedPerson): Actor {
  const { unionId, userId } = who.pseudonym
  switch (actor.kind) {
    case 'person':
      return isActor(actor, who) ? { kind: 'person', unionId } : actor
    case 'app':
      return actor.operator === who.unionId ? { ...actor, operator: unionId } : actor
    case 'administrator':
      return isAdministrator(actor, who) ? { ...actor, userId } : actor
    case 'system':
      return actor
  }
}

/** Whether the person acted, as somebody in the meeting or as its administrator, or an app for them. */
function isActor(actor: Actor | undefined, who: ErasedPerson): boolean {
  const { unionId } = who
  if (actor?.kind === 'app') return actor.operator === unionId
  if (actor?.kind === 'administrator') return isAdministrator(actor, who)
  return actor?.kind === 'person' && 'unionId' in actor && actor.unionId === unionId
}

/** Whether a person acted, or an app for one. */
function isPersonal(actor: Actor | undefined): boolean {
  if (actor?.kind === 'app') return actor.operator !== undefined
  return actor?.kind === 'person' || actor?.kind === 'administrator'
}

function isPerson(person: Person, { unionId }: ErasedPerson): boolean {
  return person.kind === 'user' && person.unionId === unionId
}

function isAdministrator(
  actor: Extract<Actor, { kind: 'administrator' }>,
  { organizationId, userId }: ErasedPerson,
): boolean {
  return 'userId' in actor && actor.userId === userId && actor.organizationId === organizationId
}

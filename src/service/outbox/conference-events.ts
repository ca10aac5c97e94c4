import type { OpenConfModel, OpenMemberModel } from '../../../contract/event/conference-events.ts'
import type { Event, LoggedEvent } from '../../conference/event.ts'
import { isOwnRoomId, personKey, type ConferenceId, type EpochMs, type PersonKey } from '../../conference/identity.ts'
import { attendance, attendStatus, type Member } from '../../conference/member.ts'
import type { Conference, ExistingConference } from '../../conference/state.ts'
import type { NewOutboxEvent } from './outbox-event.ts'

type Scene = 'user_join' | 'user_leave' | 'user_invited' | 'user_kicked'
/** A run of members who changed together. `seq`: of the last event about one of them. */
type Group = { readonly scene: Scene; readonly members: Member[]; seq: number; at: EpochMs }

/** So that an event about a large meeting that ends stays small enough for its receiver. */
const MAX_MEMBERS = 100

/**
 * The outbox events of consecutive events of one conference, in order of `statusSeqNum`. Members who changed in the same
 * way are in one event. The second device of a person makes none.
 */
export function toConferenceEvents(step: {
  id: ConferenceId
  before: Conference
  after: Conference
  events: readonly LoggedEvent[]
}): readonly NewOutboxEvent[] {
  const { id, before, after, events } = step
  if (after.phase === 'absent') return []
  const about = {
    organizationId: after.organizationId,
    subject: id,
    ...(after.clientId !== undefined && { clientId: after.clientId }),
  }
  const found: { seq: number; event: NewOutboxEvent }[] = []
  for (const { seq, event } of events) {
    if (event.type !== 'conference-created' && event.type !== 'conference-ended') continue
    const changeScene = event.type === 'conference-created' ? 'conference_created' : 'conference_closed'
    const data = { openConfModel: toConfModel(id, after, event.at), statusSeqNum: seq, changeScene } as const
    found.push({ seq, event: { ...about, type: 'meeting_status_change', at: event.at, data } })
  }
  for (const { scene, members, seq, at } of groupMembers(before, after, events)) {
    const openMemberModels = members.map((member) => toMemberModel(id, member, { host: after.host, at }))
    const data = { openMemberModels, statusSeqNum: seq, changeScene: scene }
    found.push({ seq, event: { ...about, type: 'meeting_member_status_change', at, data } })
  }
  return found.sort((a, b) => a.seq - b.seq).map(({ event }) => event)
}

function groupMembers(before: Conference, after: ExistingConference, events: readonly LoggedEvent[]): Group[] {
  const changed = new Map<PersonKey, { events: Event[]; seq: number }>()
  for (const { seq, event } of events) {
    const key = memberOf(after, event)
    if (key === undefined) continue
    const known = changed.get(key)
    // Inserted again, so that the map stays in the order of last events.
    changed.delete(key)
    changed.set(key, { events: [...(known?.events ?? []), event], seq })
  }
  const groups: Group[] = []
  for (const [key, { events: own, seq }] of changed) {
    const member = after.members.get(key)
    const earlier = before.phase === 'absent' ? undefined : before.members.get(key)
    const scene = member && sceneOf(earlier, member, own)
    if (!scene) continue
    const at = (own.at(-1) as Event).at
    const group = groups.findLast((one) => one.scene === scene)
    if (group && group.members.length < MAX_MEMBERS) {
      group.members.push(member)
      Object.assign(group, { seq, at })
    } else groups.push({ scene, members: [member], seq, at })
  }
  return groups
}

/** The member whose status an event may change. Each of these events is about one member. */
function memberOf(state: ExistingConference, event: Event): PersonKey | undefined {
  switch (event.type) {
    case 'member-invited':
    case 'session-opened':
      return personKey(event.person)
    case 'session-closed':
      return state.sessions.get(event.participantId)
    case 'member-removed':
    case 'member-banned':
      return event.member
    default:
      return undefined
  }
}

/** The scene of a change of a member. `undefined`: nothing, because they stay in the meeting or stay outside. */
function sceneOf(before: Member | undefined, after: Member, events: readonly Event[]): Scene | undefined {
  const [wasInside, isInside] = [(before?.sessions.length ?? 0) > 0, after.sessions.length > 0]
  const status = attendStatus(after)
  if (status === 5 && (before === undefined || attendStatus(before) !== 5)) return 'user_kicked'
  if (isInside !== wasInside) return isInside ? 'user_join' : 'user_leave'
  const isInvited = !isInside && events.some(({ type }) => type === 'member-invited')
  return isInvited ? 'user_invited' : undefined
}

function toConfModel(id: ConferenceId, state: ExistingConference, at: EpochMs): OpenConfModel {
  const endedAt = state.phase === 'ended' ? state.endedAt : undefined
  const bookingId = state.booked?.bookingId
  const isBooked = bookingId !== undefined && !isOwnRoomId(bookingId)
  return {
    conferenceId: id,
    title: state.title,
    status: endedAt === undefined ? 2 : 1,
    startTime: state.createdAt,
    ...(endedAt !== undefined && { endTime: endedAt }),
    confDuration: Math.max(0, (endedAt ?? at) - state.createdAt),
    activeNum: state.activeCount,
    attendNum: state.attendedCount,
    invitedNum: state.invitedCount,
    creatorId: state.creator.unionId,
    creatorNick: state.creator.nick,
    bizType: isBooked ? '3' : '0',
    roomCode: state.roomCode,
    ...(isBooked && { scheduleConferenceId: bookingId }),
  }
}

function toMemberModel(
  conferenceId: ConferenceId,
  member: Member,
  { host, at }: { host: PersonKey; at: EpochMs },
): OpenMemberModel {
  const { person, outside, joinedAt, leftAt, device } = member
  const { doneMs, since } = attendance(member)
  const isInside = member.sessions.length > 0
  return {
    userId: person.kind === 'user' && !outside ? person.unionId : '',
    conferenceId,
    userNick: member.nick,
    ...(joinedAt !== undefined && { joinTime: joinedAt }),
    ...(!isInside && leftAt !== undefined && { leaveTime: leftAt }),
    duration: since === undefined ? doneMs : doneMs + Math.max(0, at - since),
    attendStatus: attendStatus(member),
    host: member.key === host,
    coHost: member.coHost,
    pstnJoin: person.kind === 'phone',
    ...(device !== undefined && device !== 'Linux' && device !== 'other' && { deviceType: device }),
    ...(outside && { outerOrgMember: true }),
  }
}

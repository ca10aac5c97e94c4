import type { Control } from '../../../contract/signaling/control.ts'
import type { MemberView } from '../../../contract/signaling/signaling.ts'
import { parseNick } from '../../../contract/web/web.ts'
import { audioOf, handOrder, isInside, leads, ownSeat, roleOf, stageOf, type RoomFacts } from './facts.ts'
import { byAppearance } from './roster.ts'
import type { PeopleView, PersonState, PersonTag, PersonView } from './people-views.ts'
import type { AudioState } from './people-views.ts'

type Act = (control: Control) => void

/** The roster as the panel groups it, each person with what one may do to him. */
export function peopleOf(facts: RoomFacts, search: string, act: Act): Omit<PeopleView, 'search' | 'setSearch'> {
  const { roster } = facts.conference
  const members = roster ? byAppearance(roster) : []
  const hands = handOrder(facts)
  const wanted = search.trim().toLocaleLowerCase()
  const people = members
    .filter(({ nick }) => nick.toLocaleLowerCase().includes(wanted))
    .map((member) => ({ member, person: toPerson(facts, member, hands, act) }))
  const having = (...statuses: MemberView['status'][]) =>
    people
      .filter(({ member: { status, waiting } }) => !waiting && statuses.includes(status))
      .map(({ person }) => person)
  const mayLetIn = isInside(facts.conference) && leads(ownSeat(facts.conference)?.member)
  const asking = mayLetIn ? members.filter(({ waiting }) => waiting).map(({ key }) => key) : []
  return {
    count: members.filter(({ status }) => status === 3).length,
    knocking: people.filter(({ member }) => member.waiting).map(({ person }) => person),
    asking: asking.length,
    ...(asking.length > 0 && { letAllIn: () => letIn(asking, act) }),
    waiting: having(1, 2, 4),
    inside: having(3).sort((a, b) => rank(a) - rank(b)),
    left: having(5, 6),
  }
}

/** As many at once as an order may name. */
const LET_IN = 100

function letIn(keys: readonly string[], act: Act): void {
  for (let from = 0; from < keys.length; from += LET_IN) {
    act({ type: 'let-in', members: keys.slice(from, from + LET_IN) })
  }
}

function toPerson(facts: RoomFacts, member: MemberView, hands: ReadonlyMap<string, number>, act: Act): PersonView {
  const { conference } = facts
  const self = ownSeat(conference)?.member
  const isSelf = member.key === self?.key
  const seats = member.sessions.map((session) => ({ member, session }))
  const stages = seats.map((seat) => stageOf(facts, seat))
  const state = stateOf(member)
  const isIn = member.status === 3
  const audio = seats.map((seat, at) => audioOf(seat, stages[at]))
  const hand = hands.get(member.key)
  return {
    key: member.key,
    nick: member.nick,
    tags: tagsOf(member, isSelf),
    state,
    ...(isIn && { audio: loudest(audio) }),
    video: stages.some((stage) => stage?.video),
    sharing: stages.some((stage) => stage?.screen),
    ...(hand !== undefined && { hand }),
    devices: member.sessions.map(({ participantId, device, silent, muted }) => ({
      participantId,
      device,
      silent,
      isThis: participantId === conference.self,
      ...(mayControl(facts, member, self) &&
        member.sessions.length > 1 && {
          ...(!muted &&
            member.audio === 'allowed' && { mute: () => act({ type: 'mute', member: member.key, participantId }) }),
          remove: () => act({ type: 'remove', member: member.key, participantId, forbidRejoin: false }),
        }),
    })),
    ...(member.joinTime !== undefined && { joinTime: member.joinTime }),
    ...(member.leaveTime !== undefined && { leaveTime: member.leaveTime }),
    ...(isInside(conference) && actionsOn(facts, member, self, act, audio)),
  }
}

/** Host over everybody else, co-hosts over everybody but the host. */
function mayControl({ conference }: RoomFacts, member: MemberView, self: MemberView | undefined): boolean {
  const role = roleOf(self)
  return isInside(conference) && role !== 'member' && member.key !== self?.key && !(member.host && role !== 'host')
}

function actionsOn(
  facts: RoomFacts,
  member: MemberView,
  self: MemberView | undefined,
  act: Act,
  audio: readonly AudioState[],
): Partial<PersonView> {
  const { key } = member
  const role = roleOf(self)
  const presides = role !== 'member'
  const isIn = member.status === 3
  const isExpected = member.waiting || member.letIn
  const isCalled = !isExpected && (member.status === 1 || member.status === 2)
  const controls = mayControl(facts, member, self)
  const overIt = role === 'host' && key !== self?.key && isIn
  const { focus, locked: isLocked } = facts.conference.roster?.conference ?? {}
  const isFocused = focus === key
  const { unionId } = member
  const mayCall = self?.unionId !== undefined && !self.outside && !member.outside && unionId !== undefined
  return {
    ...(controls && isIn && audio.includes('on') && { mute: () => act({ type: 'mute', member: key }) }),
    ...(controls && isIn && !audio.includes('on') && { askToUnmute: () => act({ type: 'unmute', member: key }) }),
    ...(controls && member.waiting && { letIn: () => letIn([key], act) }),
    ...(controls &&
      (isIn || isExpected) && { remove: ({ forbidRejoin }) => act({ type: 'remove', member: key, forbidRejoin }) }),
    ...(overIt && !member.coHost && { makeCoHost: () => act({ type: 'set-co-host', member: key, on: true }) }),
    ...(overIt && member.coHost && { unmakeCoHost: () => act({ type: 'set-co-host', member: key, on: false }) }),
    ...(overIt && { handOverHost: () => act({ type: 'hand-over-host', member: key }) }),
    ...((presides || key === self?.key) &&
      isIn && {
        rename: (text) => {
          const nick = parseNick(text)
          if (nick !== undefined) act({ type: 'rename', member: key, nick })
          return nick !== undefined
        },
      }),
    ...(presides && isIn && !isFocused && { focus: () => act({ type: 'focus', member: key }) }),
    ...(presides && isIn && isFocused && { unfocus: () => act({ type: 'focus' }) }),
    ...(mayCall &&
      !isIn &&
      !isCalled &&
      !isExpected &&
      (!isLocked || leads(member)) && { ringAgain: () => act({ type: 'invite', unionIds: [unionId] }) }),
    ...(presides && isCalled && { cancelRing: () => act({ type: 'cancel-ring', member: key }) }),
  }
}

function stateOf({ status, sessions, callFailure, waiting, letIn: mayCome }: MemberView): PersonState {
  if (waiting) return 'waiting'
  if (mayCome) return 'let-in'
  switch (status) {
    case 1:
      return 'called'
    case 2:
      return 'ringing'
    case 3:
      return sessions.length > 0 && sessions.every(({ silent }) => silent) ? 'reconnecting' : 'inside'
    case 4:
      if (callFailure === 'declined' || callFailure === 'cancelled' || callFailure === 'gave-up') return callFailure
      return callFailure === 'timed-out' ? 'no-answer' : 'call-failed'
    case 5:
      return 'removed'
    case 6:
      return 'left'
  }
}

function tagsOf({ host, coHost, outside, byPhone }: MemberView, isSelf: boolean): readonly PersonTag[] {
  const tags: (PersonTag | false)[] = [
    isSelf && 'self',
    host && 'host',
    coHost && 'co-host',
    outside && 'outside',
    byPhone && 'phone',
  ]
  return tags.filter((tag) => tag !== false)
}

/** Of several devices, the one that is heard. */
function loudest(audio: readonly AudioState[]): AudioState {
  return audio.find((state) => state === 'on') ?? audio[0] ?? 'off'
}

function rank({ hand, tags }: PersonView): number {
  if (hand !== undefined) return hand - 1_000_000
  const place = (['self', 'host', 'co-host'] as const).findIndex((tag) => tags.includes(tag))
  return place === -1 ? 3 : place
}

import type { ConferenceOrder, ScriptedPerson } from '../../contract/sandbox/types.ts'
import { toActor, type Actor } from '../conference/actor.ts'
import type { Intent } from '../conference/command.ts'
import type { CreationDetails, Newcomer } from '../conference/event.ts'
import { personKey, type EpochMs, type ParticipantId, type PersonKey } from '../conference/identity.ts'
import type { Device } from '../conference/member.ts'
import { toInstant } from './instants.ts'
import { SandboxError } from './sandbox-error.ts'

/** Something that happens in a conference at `at`. `what`: in words. */
export type Step = Readonly<{ at: EpochMs; intent: Intent; what: string }>

/** A person of a script. `participantIds`: of their stays, in order. */
export type CastMember = Readonly<{
  key: PersonKey
  newcomer: Newcomer
  scripted: ScriptedPerson
  participantIds: readonly ParticipantId[]
}>

/** Everything that happens in a conference, in order. The first step creates it. */
export type Script = Readonly<{ startsAt: EpochMs; steps: readonly Step[]; cast: readonly CastMember[] }>

/** Steps of the same instant happen in this order. */
const ORDER = ['create', 'leave', 'invite', 'ring', 'answer', 'join', 'role', 'remove', 'lock', 'close'] as const
type Kind = (typeof ORDER)[number]
type Planned = Step & Readonly<{ kind: Kind }>
type Stay = Readonly<{ from: EpochMs; to?: EpochMs; device: Device; lost: boolean; participantId: ParticipantId }>

/** How long ago a conference began that names no start. */
const DEFAULT_LENGTH_MS = 30 * 60_000

/** What a script is made for. `people`: as they appear in the roster, in the order of the request. */
type Given = Readonly<{
  now: EpochMs
  by: Extract<Actor, { kind: 'app' }>
  details: CreationDetails
  people: readonly Newcomer[]
  newParticipantId: (at: EpochMs) => ParticipantId
}>

/**
 * The steps that lead to the conference of `order`.
 *
 * @throws SandboxError if a time is before the start or after the end, if a stay ends before it begins, or if the order has
 *   the same person twice
 */
export function toScript(order: ConferenceOrder, given: Given): Script {
  const { now, by, details } = given
  const endsAt = order.end === undefined ? undefined : toInstant(order.end, now)
  const startsAt = startOf(order, { now, endsAt })
  if (startsAt > now) throw new SandboxError('start must not be in the future')
  if (endsAt !== undefined && endsAt < startsAt) throw new SandboxError('end must not be before start')
  const untilNow = Math.min(now, endsAt ?? now) as EpochMs
  const create: Intent = { type: 'create', by, details, invitees: [], inviteCreator: false }
  const planned: Planned[] = [{ kind: 'create', at: startsAt, intent: create, what: 'the conference begins' }]
  const creator = personKey({ kind: 'user', unionId: details.creator.unionId })
  const cast = order.people.map((scripted, index) => {
    const newcomer = given.people[index] as Newcomer
    const key = personKey(newcomer.person)
    const stays = staysOf(scripted, { now, startsAt, untilNow, name: `people.${index}` }, given.newParticipantId)
    if (stays.length === 0 && invitationOf({ scripted, stays }, { now, startsAt }) === undefined) {
      throw new SandboxError(`people.${index} is neither called nor in the meeting`)
    }
    planned.push(...stepsOf({ scripted, newcomer, key, stays, isCreator: key === creator }, { now, startsAt, by }))
    return { key, newcomer, scripted, participantIds: stays.map(({ participantId }) => participantId) }
  })
  if (new Set(cast.map(({ key }) => key)).size < cast.length) throw new SandboxError('people has somebody twice')
  if (order.locked) planned.push(control('lock', untilNow, { type: 'lock', by }, 'the conference is locked'))
  for (const { at, what } of planned) {
    if (at < startsAt) throw new SandboxError(`${what} before the conference begins`)
    if (endsAt !== undefined && at > endsAt) throw new SandboxError(`${what} after the conference ends`)
  }
  if (endsAt !== undefined) planned.push(control('close', endsAt, { type: 'close', by }, 'the conference ends'))
  const rank = ({ kind }: Planned) => ORDER.indexOf(kind)
  return { startsAt, cast, steps: planned.toSorted((one, other) => one.at - other.at || rank(one) - rank(other)) }
}

function startOf(
  { start, people }: ConferenceOrder,
  { now, endsAt }: Readonly<{ now: EpochMs; endsAt: EpochMs | undefined }>,
): EpochMs {
  if (start !== undefined) return toInstant(start, now)
  const named = people.flatMap(({ invitedAt, stays = [] }) =>
    [invitedAt, ...stays.map(({ from }) => from)].flatMap((when) => (when === undefined ? [] : toInstant(when, now))),
  )
  return Math.min(Math.min(now, endsAt ?? now) - DEFAULT_LENGTH_MS, ...named) as EpochMs
}

type Times = Readonly<{ now: EpochMs; startsAt: EpochMs; untilNow: EpochMs; name: string }>

/** The stays of a person. Without any, those that their status needs. */
function staysOf(
  { status = 3, stays, device = 'Win', phone }: ScriptedPerson,
  { now, startsAt, untilNow, name }: Times,
  newParticipantId: Given['newParticipantId'],
): readonly Stay[] {
  const toStay = (from: EpochMs, to: EpochMs | undefined, own: Readonly<{ device?: Device; lost?: boolean }>): Stay => {
    if (to !== undefined && to <= from) throw new SandboxError(`${name}: a stay must end after it begins`)
    return {
      from,
      ...(to !== undefined && { to }),
      device: phone === undefined ? (own.device ?? device) : 'other',
      lost: own.lost ?? false,
      participantId: newParticipantId(from),
    }
  }
  if (stays) {
    return stays
      .map(({ from, to, ...own }) =>
        toStay(toInstant(from, now), to === undefined ? undefined : toInstant(to, now), own),
      )
      .toSorted((one, other) => one.from - other.from)
  }
  if (status === 3) return [toStay(startsAt, undefined, {})]
  const middle = Math.round((startsAt + untilNow) / 2) as EpochMs
  return status === 5 || status === 6 ? [toStay(startsAt, middle, {})] : []
}

type Role = Readonly<{
  scripted: ScriptedPerson
  newcomer: Newcomer
  key: PersonKey
  stays: readonly Stay[]
  isCreator: boolean
}>

/** Everything that happens to one person. */
function stepsOf(
  role: Role,
  { now, startsAt, by }: Readonly<{ now: EpochMs; startsAt: EpochMs; by: Given['by'] }>,
): readonly Planned[] {
  const { scripted, newcomer, key, stays, isCreator } = role
  const { nick } = newcomer
  const first = stays[0]
  const steps: Planned[] = stays.flatMap((stay, index) => {
    const isLast = index === stays.length - 1
    return stepsOfStay(stay, { role, by, isRemoved: scripted.status === 5 && isLast })
  })
  const invitedAt = invitationOf(role, { now, startsAt })
  if (invitedAt !== undefined) {
    const invite: Intent = { type: 'invite', by, invitees: [newcomer], telephony: true }
    steps.push(control('invite', invitedAt, invite, `${nick} is called`))
    const answersAt = stays.find(({ from }) => from >= invitedAt)?.from
    const isHeard = scripted.status === 2 || answersAt !== undefined
    const person = toActor(newcomer.person)
    if (isHeard) {
      steps.push(control('ring', invitedAt, { type: 'confirm-ring', by: person, member: key }, `${nick} is rung`))
    }
    if (answersAt !== undefined) {
      steps.push(control('answer', answersAt, { type: 'accept-ring', by: person, member: key }, `${nick} answers`))
    } else if (scripted.status === 4) {
      steps.push(control('answer', invitedAt, { type: 'decline-ring', by: person, member: key }, `${nick} declines`))
    } else if (scripted.status === 5 && !first) {
      const remove: Intent = { type: 'remove', by, targets: [{ member: key }], forbidRejoin: false }
      steps.push(control('remove', invitedAt, remove, `${nick} is removed`))
    }
  }
  const appearsAt = Math.min(invitedAt ?? Infinity, first?.from ?? Infinity) as EpochMs
  if (scripted.coHost) {
    steps.push(control('role', appearsAt, { type: 'add-co-hosts', by, members: [key] }, `${nick} becomes co-host`))
  }
  if (scripted.muted) steps.push(control('role', appearsAt, { type: 'mute', by, member: key }, `${nick} is muted`))
  if (scripted.host && !isCreator && first) {
    steps.push(control('role', first.from, { type: 'hand-over-host', by, to: key }, `${nick} becomes host`))
  }
  return steps
}

/** When a person is called; `undefined` if they are not. */
function invitationOf(
  { scripted, stays }: Pick<Role, 'scripted' | 'stays'>,
  { now, startsAt }: Readonly<{ now: EpochMs; startsAt: EpochMs }>,
): EpochMs | undefined {
  if (scripted.invitedAt !== undefined) return toInstant(scripted.invitedAt, now)
  const isCalled = scripted.status === 1 || scripted.status === 2 || scripted.status === 4
  // Who was in the meeting and has another status now was called after they left.
  if (isCalled) return stays.findLast(({ from }) => from <= now)?.to ?? startsAt
  if (scripted.status === 5 && stays.length === 0) return startsAt
  return scripted.phone === undefined ? undefined : stays[0]?.from
}

function stepsOfStay(
  { from, to, device, lost, participantId }: Stay,
  { role: { newcomer, key }, by, isRemoved }: Readonly<{ role: Role; by: Given['by']; isRemoved: boolean }>,
): readonly Planned[] {
  const { nick } = newcomer
  const person = toActor(newcomer.person)
  const join: Intent = { type: 'join', by: person, participantId, device, ...newcomer }
  const joined = control('join', from, join, `${nick} joins`)
  if (to === undefined) return [joined]
  if (isRemoved) {
    const remove: Intent = { type: 'remove', by, targets: [{ member: key }], forbidRejoin: false }
    return [joined, control('leave', to, remove, `${nick} is removed`)]
  }
  if (!lost) return [joined, control('leave', to, { type: 'leave', by: person, participantId }, `${nick} leaves`)]
  const system = { kind: 'system', reason: 'lost' } as const
  const lose: Intent = { type: 'lose-session', by: system, participantId, lastSeenAt: to }
  return [joined, control('leave', to, lose, `${nick} loses the connection`)]
}

function control(kind: Kind, at: EpochMs, intent: Intent, what: string): Planned {
  return { kind, at, intent, what }
}

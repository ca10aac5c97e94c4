import type { Actor } from '../../conference/actor.ts'
import type { Control, Invitee, Settings } from '../../conference/command.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import { personKey, userKey, type PersonKey, type UnionId } from '../../conference/identity.ts'
import type { ConferenceId, ParticipantId } from '../../conference/identity.ts'
import { isInside } from '../../conference/state.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Directory } from '../account/directory.ts'
import { appOf, type Caller, type OrganizationScope } from '../account/caller.ts'
import { toCreator, type User } from '../account/directory-entries.ts'
import type { Meetings } from '../entry/meetings.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { Heads } from '../conduct/heads.ts'
import { titleOr, toTitle } from '../../../contract/text/title.ts'

type InvitedPerson = Readonly<{ unionId: UnionId; nick: string }>

/** Control of conferences by an app of the owning organization. */
export class Conferences {
  readonly #conductor: Conductor
  readonly #heads: Pick<Heads, 'loadOwned'>
  readonly #directory: Directory
  readonly #meetings: Pick<Meetings, 'requireOpenTo' | 'unbookedDetails'>
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #hasTelephony: boolean

  constructor(deps: {
    conductor: Conductor
    heads: Pick<Heads, 'loadOwned'>
    directory: Directory
    meetings: Pick<Meetings, 'requireOpenTo' | 'unbookedDetails'>
    clock: Clock
    ids: Ids
    hasTelephony: boolean
  }) {
    this.#conductor = deps.conductor
    this.#heads = deps.heads
    this.#directory = deps.directory
    this.#meetings = deps.meetings
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#hasTelephony = deps.hasTelephony
  }

  /** Calls the invitees. @throws ConferenceError `user-not-found` if they or the creator are not of the organization */
  async create(
    caller: OrganizationScope,
    order: Readonly<{
      by: Actor
      creator: UnionId
      title: string
      inviteCreator: boolean
      invitees: readonly UnionId[]
    }>,
  ): Promise<ConferenceHead> {
    const creator = await this.#loadUser(caller, order.creator)
    const invitees: Invitee[] = []
    for (const unionId of order.invitees) {
      invitees.push(await this.#directory.toNewcomer(await this.#loadUser(caller, unionId), caller.organizationId))
    }
    const id = this.#ids.object(this.#clock.now()) as ConferenceId
    await this.#conductor.execute(id, {
      type: 'create',
      by: order.by,
      invitees,
      inviteCreator: order.inviteCreator,
      details: {
        organizationId: caller.organizationId,
        title: toTitle(order.title),
        creator: toCreator(creator),
        roomCode: this.#ids.digits(11),
        linkToken: `1_${this.#ids.uuid()}`,
        passcode: this.#ids.digits(10),
        hostPasscode: this.#ids.digits(10),
        autoTransferHost: true,
        ...(await this.#meetings.unbookedDetails(caller.organizationId)),
      },
    })
    return this.#heads.loadOwned(caller, id)
  }

  /** Creates a conference whose host is `user`. If nothing of the title is visible, it gets their name. */
  start(user: User, title = ''): Promise<ConferenceHead> {
    return this.create(user, {
      by: { kind: 'person', unionId: user.unionId },
      creator: user.unionId,
      title: titleOr({ title, otherwise: user.name }),
      inviteCreator: false,
      invitees: [],
    })
  }

  /** @throws ConferenceError `conference-not-found`, `conference-ended`, `not-permitted`, `user-not-found` */
  async close(caller: Caller, id: ConferenceId, operator: UnionId): Promise<void> {
    await this.#heads.loadOwned(caller, id)
    await this.#loadKeys(caller, id, { unionIds: [operator], onRoster: false })
    await this.#conductor.execute(id, { type: 'close', by: { ...appOf(caller), operator } })
  }

  /** @throws ConferenceError `conference-not-found`, `conference-ended`, `not-permitted` */
  async setLocked(caller: Caller, id: ConferenceId, locked: boolean): Promise<void> {
    await this.#control(caller, id, { type: locked ? 'lock' : 'unlock' })
  }

  /**
   * Calls people and telephones. Without telephony the call of a telephone fails at once, and its row says so.
   *
   * @returns whether anyone named is called or in the meeting
   * @throws ConferenceError `conference-not-found`, `conference-ended` (also if its booking is canceled), `not-permitted`,
   *   `user-not-found`, `conference-locked`
   */
  async invite(
    caller: Caller,
    id: ConferenceId,
    order: Readonly<{
      operator?: UnionId
      people: readonly InvitedPerson[]
      phones: readonly Readonly<{ number: string; nick: string }>[]
    }>,
  ): Promise<boolean> {
    await this.#heads.loadOwned(caller, id)
    const { operator, people, phones } = order
    const inviter = operator === undefined ? undefined : await this.#nickOf(caller, id, operator)
    const invitees: Invitee[] = []
    for (const person of people) invitees.push(await this.#toInvitee(caller, id, person))
    for (const { number, nick } of phones) invitees.push({ person: { kind: 'phone', number }, nick, outside: true })
    await this.#meetings.requireOpenTo(id, invitees)
    await this.#conductor.execute(id, {
      type: 'invite',
      by: { ...appOf(caller), ...(operator !== undefined && { operator }) },
      invitees,
      ...(inviter !== undefined && { inviter }),
      ...(this.#hasTelephony && { telephony: true }),
    })
    if (this.#hasTelephony || people.length > 0) return true
    const { state } = await this.#conductor.loadCommitted(id)
    return invitees.some(({ person }) => isInside(state, personKey(person)))
  }

  /**
   * @throws ConferenceError `conference-not-found`, `conference-ended`, `not-permitted`, `user-not-found`,
   *   `member-not-found`, `session-not-found`; then nobody was removed
   */
  async remove(
    caller: Caller,
    id: ConferenceId,
    order: Readonly<{
      targets: readonly Readonly<{ unionId: UnionId; participantId?: ParticipantId }>[]
      forbidRejoin: boolean
    }>,
  ): Promise<void> {
    await this.#heads.loadOwned(caller, id)
    const unionIds = order.targets.map(({ unionId }) => unionId)
    const keys = await this.#loadKeys(caller, id, { unionIds, onRoster: true })
    const targets = order.targets.map(({ participantId }, index) => ({
      member: keys[index] as PersonKey,
      ...(participantId !== undefined && { participantId }),
    }))
    await this.#conductor.execute(id, { type: 'remove', by: appOf(caller), targets, forbidRejoin: order.forbidRejoin })
  }

  /**
   * @throws ConferenceError `conference-not-found`, `conference-ended`, `not-permitted`, `user-not-found`,
   *   `member-not-found`; then nobody's role changed
   */
  async setCoHosts(
    caller: Caller,
    id: ConferenceId,
    order: Readonly<{ add: boolean; unionIds: readonly UnionId[] }>,
  ): Promise<void> {
    await this.#heads.loadOwned(caller, id)
    const members = await this.#loadKeys(caller, id, { unionIds: order.unionIds, onRoster: true })
    const type = order.add ? 'add-co-hosts' : 'remove-co-hosts'
    await this.#conductor.execute(id, { type, by: appOf(caller), members })
  }

  /**
   * Mutes a person on all devices or on one of them, or lifts the mute.
   *
   * @throws ConferenceError `conference-not-found`, `conference-ended`, `not-permitted`, `user-not-found`,
   *   `member-not-found`, `session-not-found`
   */
  async setMuted(
    caller: Caller,
    id: ConferenceId,
    order: Readonly<{ muted: boolean; unionId: UnionId; participantId?: ParticipantId }>,
  ): Promise<void> {
    await this.#heads.loadOwned(caller, id)
    const { muted, unionId, participantId } = order
    const [key] = await this.#loadKeys(caller, id, { unionIds: [unionId], onRoster: true })
    await this.#conductor.execute(id, {
      type: muted ? 'mute' : 'unmute',
      by: appOf(caller),
      member: key as PersonKey,
      ...(participantId !== undefined && { participantId }),
    })
  }

  /**
   * Mutes or unmutes everybody. `force`: muted people may not unmute themselves.
   *
   * @throws ConferenceError `conference-not-found`, `conference-ended`, `not-permitted`
   */
  async setAllMuted(
    caller: Caller,
    id: ConferenceId,
    order: Readonly<{ muted: boolean; force: boolean }>,
  ): Promise<void> {
    await this.#control(caller, id, order.muted ? { type: 'mute-all', force: order.force } : { type: 'unmute-all' })
  }

  /**
   * Changes the given settings, all of them at once.
   *
   * @throws ConferenceError `conference-not-found`, `conference-ended`, `not-permitted`
   */
  async changeSettings(caller: Caller, id: ConferenceId, settings: Settings): Promise<void> {
    await this.#control(caller, id, { type: 'change-settings', settings })
  }

  /**
   * Puts the focus on a person in the meeting, or removes it from them. Without a person it removes any focus.
   *
   * @throws ConferenceError `conference-not-found`, `conference-ended`, `not-permitted`, `user-not-found`,
   *   `member-not-found`
   */
  async setFocus(
    caller: Caller,
    id: ConferenceId,
    order: Readonly<{ on: true; unionId: UnionId } | { on: false; unionId?: UnionId }>,
  ): Promise<void> {
    await this.#heads.loadOwned(caller, id)
    const { on, unionId } = order
    const unionIds = unionId === undefined ? [] : [unionId]
    const [key] = await this.#loadKeys(caller, id, { unionIds, onRoster: on })
    await this.#conductor.execute(id, {
      type: 'set-focus',
      by: appOf(caller),
      ...(key !== undefined && { [on ? 'member' : 'insteadOf']: key }),
    })
  }

  /**
   * @throws ConferenceError `conference-not-found`, `conference-ended`, `not-permitted`, `user-not-found`,
   *   `member-not-found`
   */
  async rename(caller: Caller, id: ConferenceId, order: Readonly<{ unionId: UnionId; nick: string }>): Promise<void> {
    await this.#heads.loadOwned(caller, id)
    const [key] = await this.#loadKeys(caller, id, { unionIds: [order.unionId], onRoster: true })
    await this.#conductor.execute(id, { type: 'rename', by: appOf(caller), member: key as PersonKey, nick: order.nick })
  }

  async #control(caller: Caller, id: ConferenceId, control: Control): Promise<void> {
    await this.#heads.loadOwned(caller, id)
    await this.#conductor.execute(id, { ...control, by: appOf(caller) })
  }

  async #loadUser(caller: OrganizationScope, unionId: UnionId): Promise<User> {
    const user = await this.#directory.findUserByUnionId(caller.organizationId, unionId)
    if (!user) throw new ConferenceError('user-not-found')
    return user
  }

  /** The keys of people that the caller may name: those of its organization, and others who are on this roster. */
  async #loadKeys(
    caller: Caller,
    id: ConferenceId,
    { unionIds, onRoster }: { unionIds: readonly UnionId[]; onRoster: boolean },
  ): Promise<readonly PersonKey[]> {
    const { head, members } = await this.#conductor.loadCommitted(id)
    const keys = unionIds.map(userKey)
    for (const [index, key] of keys.entries()) {
      if (members.has(key)) continue
      await this.#loadUser(caller, unionIds[index] as UnionId)
      if (onRoster) throw new ConferenceError(head.endedAt === undefined ? 'member-not-found' : 'conference-ended')
    }
    return keys
  }

  async #toInvitee(caller: Caller, id: ConferenceId, { unionId, nick }: InvitedPerson): Promise<Invitee> {
    const { members } = await this.#conductor.loadCommitted(id)
    const known = members.get(userKey(unionId))
    const newcomer =
      known ?? (await this.#directory.toNewcomer(await this.#loadUser(caller, unionId), caller.organizationId))
    return { ...newcomer, nick }
  }

  async #nickOf(caller: Caller, id: ConferenceId, unionId: UnionId): Promise<string> {
    const { members } = await this.#conductor.loadCommitted(id)
    return members.get(userKey(unionId))?.nick ?? (await this.#loadUser(caller, unionId)).name
  }
}

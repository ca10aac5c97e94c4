import { toActor } from '../../conference/actor.ts'
import type { Control, Invitee } from '../../conference/command.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { OrganizationId, ParticipantId, UnionId } from '../../conference/identity.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Directory } from '../account/directory.ts'
import type { Meetings } from '../entry/meetings.ts'
import { loadSeated, type Seat, type Seated } from '../conduct/seat.ts'

/** What somebody inside asks of the meeting. */
export type Order =
  | Exclude<Control, { type: 'invite' }>
  | Readonly<{ type: 'unmute-self' }>
  | Readonly<{ type: 'invite'; unionIds: readonly UnionId[] }>

/** Sessions whose person is to be asked something, by somebody of that nick. */
export type AskedToUnmute = Readonly<{ by: string; sessions: readonly ParticipantId[] }>

/** Orders of the people inside, each on his own authority: whether he may is the domain's to decide. */
export class Controls {
  readonly #conductor: Conductor
  readonly #directory: Directory
  readonly #meetings: Pick<Meetings, 'requireOpenTo'>

  constructor(deps: { conductor: Conductor; directory: Directory; meetings: Pick<Meetings, 'requireOpenTo'> }) {
    this.#conductor = deps.conductor
    this.#directory = deps.directory
    this.#meetings = deps.meetings
  }

  /**
   * Has `order` carried out.
   *
   * @returns whom to ask to unmute, after an order that lets somebody: nobody's microphone is opened from afar
   * @throws ConferenceError `session-ended`, `not-permitted`, `member-not-found`, `session-not-found`,
   *   `user-not-found`, `muted-by-host`, `conference-locked`, `conference-ended` (also for a call into one of a cancelled
   *   booking), `conference-not-found`
   */
  async carryOut(seat: Seat, order: Order): Promise<AskedToUnmute | undefined> {
    const seated = await loadSeated(this.#conductor, seat)
    const { conferenceId, participantId } = seat
    const by = toActor(seated.member.person)
    if (order.type === 'unmute-self') {
      await this.#conductor.execute(conferenceId, { type: 'unmute-self', by, participantId })
      return undefined
    }
    if (order.type === 'invite') {
      const invitees = await this.#toInvitees(seated, order.unionIds)
      await this.#meetings.requireOpenTo(conferenceId, invitees)
      await this.#conductor.execute(conferenceId, { type: 'invite', by, invitees, inviter: seated.member.nick })
      return undefined
    }
    await this.#conductor.execute(conferenceId, { ...order, by })
    if (order.type !== 'unmute') return undefined
    const { members } = await this.#conductor.loadCommitted(conferenceId)
    return { by: seated.member.nick, sessions: sessionsOf(members.get(order.member)?.sessions ?? [], order) }
  }

  /** People of the caller's own organisation, which for whoever is not an outsider is the owner's. */
  async #toInvitees({ head, member }: Seated, unionIds: readonly UnionId[]): Promise<readonly Invitee[]> {
    if (member.person.kind !== 'user' || member.outside) throw new ConferenceError('not-permitted')
    return Promise.all([...new Set(unionIds)].map((unionId) => this.#toInvitee(head.organizationId, unionId)))
  }

  async #toInvitee(organizationId: OrganizationId, unionId: UnionId): Promise<Invitee> {
    const user = await this.#directory.findUserByUnionId(organizationId, unionId)
    if (!user) throw new ConferenceError('user-not-found')
    return this.#directory.toNewcomer(user, organizationId)
  }
}

function sessionsOf(
  sessions: readonly Readonly<{ participantId: ParticipantId }>[],
  { participantId }: Readonly<{ participantId?: ParticipantId }>,
): readonly ParticipantId[] {
  const ids = sessions.map((session) => session.participantId)
  return participantId === undefined ? ids : ids.filter((id) => id === participantId)
}

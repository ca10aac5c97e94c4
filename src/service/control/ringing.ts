import { toActor } from '../../conference/actor.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import { userKey, type ConferenceId, type UnionId } from '../../conference/identity.ts'
import type { Call, Device } from '../../conference/member.ts'
import type { User } from '../account/directory-entries.ts'
import type { Directory } from '../account/directory.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Admission, IssuedTicket } from '../entry/admission.ts'
import type { Roster } from '../read/roster.ts'

/** A call that may be answered. */
export type PendingCall = Readonly<{ conferenceId: ConferenceId; title: string; inviter?: string }>

/** What the devices of a called person do with calls: list, confirm, decline, accept. */
export class Ringing {
  readonly #conductor: Conductor
  readonly #roster: Pick<Roster, 'listMemberships'>
  readonly #directory: Directory
  readonly #admission: Admission

  constructor(deps: {
    conductor: Conductor
    roster: Pick<Roster, 'listMemberships'>
    directory: Directory
    admission: Admission
  }) {
    this.#conductor = deps.conductor
    this.#roster = deps.roster
    this.#directory = deps.directory
    this.#admission = deps.admission
  }

  /** The calls that this person can answer now: each of their devices rings for them. */
  async listPending(unionId: UnionId): Promise<readonly PendingCall[]> {
    const pending: PendingCall[] = []
    for (const { conferenceId } of await this.#roster.listMemberships(unionId)) {
      const { head, members } = await this.#conductor.loadCommitted(conferenceId)
      const call = members.get(userKey(unionId))?.call
      if (call && isRinging(call)) pending.push(toPendingCall(conferenceId, head.title, call))
    }
    return pending
  }

  /**
   * Records that a device of this person rings: status 1 becomes 2.
   *
   * @throws ConferenceError `conference-not-found`, `conference-ended`
   */
  async confirm(conferenceId: ConferenceId, unionId: UnionId): Promise<void> {
    await this.#conductor.execute(conferenceId, { type: 'confirm-ring', ...asPerson(unionId) })
  }

  /**
   * Stops the ring on all devices of this person.
   *
   * @throws ConferenceError `member-not-found` if they are not being called, `conference-not-found`, `conference-ended`
   */
  async decline(conferenceId: ConferenceId, unionId: UnionId): Promise<void> {
    await this.#conductor.execute(conferenceId, { type: 'decline-ring', ...asPerson(unionId) })
  }

  /**
   * Stops the ring on all devices of this person, and issues a ticket to the one that answered. If the person may not join,
   * accepting is refused and the call keeps ringing.
   *
   * @throws ConferenceError as `decline`, and `user-not-found`, `banned`, `conference-locked`, `host-absent`
   */
  async accept(
    conferenceId: ConferenceId,
    { organizationId, unionId }: Pick<User, 'organizationId' | 'unionId'>,
    device: Device,
  ): Promise<IssuedTicket> {
    const user = await this.#directory.findUserByUnionId(organizationId, unionId)
    if (!user) throw new ConferenceError('user-not-found')
    const { head } = await this.#conductor.loadCommitted(conferenceId)
    const newcomer = await this.#directory.toNewcomer(user, head.organizationId)
    const entrant = await this.#admission.checkMember(conferenceId, newcomer)
    await this.#conductor.execute(conferenceId, { type: 'accept-ring', ...asPerson(unionId) })
    return this.#admission.issueTicket(entrant, device)
  }
}

/** The called person answers for themselves. */
function asPerson(unionId: UnionId) {
  return { by: toActor({ kind: 'user', unionId }), member: userKey(unionId) }
}

function toPendingCall(conferenceId: ConferenceId, title: string, call: Call): PendingCall {
  const inviter = 'inviter' in call ? call.inviter : undefined
  return { conferenceId, title, ...(inviter !== undefined && { inviter }) }
}

function isRinging(call: Call): boolean {
  return call.state === 'calling' || call.state === 'ringing'
}

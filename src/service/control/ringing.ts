import { ConferenceError } from '../../conference/conference-error.ts'
import { userKey, type ConferenceId, type UnionId } from '../../conference/identity.ts'
import type { Call, Device } from '../../conference/member.ts'
import type { Someone } from '../account/account-ports.ts'
import type { Directory } from '../account/directory.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Admission, Admitted } from '../entry/admission.ts'
import type { Roster } from '../read/roster.ts'

/** A call that may be answered. */
export type PendingCall = Readonly<{ conferenceId: ConferenceId; title: string; inviter?: string }>

/** The ring between an invitation and its answer, as the called person's devices meet it. */
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

  /** A device of his rings: 1 becomes 2. */
  async reached(conferenceId: ConferenceId, unionId: UnionId): Promise<void> {
    await this.#conductor.execute(conferenceId, { type: 'reach-ring', member: userKey(unionId) })
  }

  /**
   * Stops the ring on all his devices.
   *
   * @throws ConferenceError `member-not-found` if he is not being called, `conference-not-found`, `conference-ended`
   */
  async decline(conferenceId: ConferenceId, unionId: UnionId): Promise<void> {
    await this.#conductor.execute(conferenceId, { type: 'decline-ring', member: userKey(unionId) })
  }

  /**
   * Stops the ring on all his devices and gives the one that answered its way in.
   *
   * @throws ConferenceError as `decline`, and `banned`, `conference-locked`
   */
  async accept(conferenceId: ConferenceId, someone: Someone, device: Device): Promise<Admitted> {
    const { head } = await this.#conductor.loadCommitted(conferenceId)
    const user = await this.#directory.findUserByUnionId(someone.organizationId, someone.unionId)
    if (!user) throw new ConferenceError('user-not-found')
    const newcomer = await this.#directory.toNewcomer(user, head.organizationId)
    const admitted = await this.#admission.admitMember(conferenceId, newcomer, device)
    await this.#conductor.execute(conferenceId, { type: 'accept-ring', member: userKey(someone.unionId) })
    return admitted
  }
}

function toPendingCall(conferenceId: ConferenceId, title: string, call: Call): PendingCall {
  const by = 'by' in call ? call.by : undefined
  return { conferenceId, title, ...(by !== undefined && { inviter: by }) }
}

function isRinging(call: Call): boolean {
  return call.state === 'calling' || call.state === 'ringing'
}

import { readMemberKey } from '../../../contract/signaling/member-key.ts'
import type { Actor } from '../../conference/actor.ts'
import type { Control, Invitee } from '../../conference/command.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, OrganizationId, ParticipantId } from '../../conference/identity.ts'
import type { Member } from '../../conference/member.ts'
import type { NewAuditEntry, AuditAction } from '../account/audit-entry.ts'
import type { Audit } from '../account/audit.ts'
import type { Directory } from '../account/directory.ts'
import type { Principal } from '../account/principal.ts'
import { requireAdministrator } from '../account/roles.ts'
import type { CommittedConference } from '../conduct/committed.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Meetings } from '../entry/meetings.ts'

/** What an administrator does in a conference. `member`: key of a member, as signaling names them. */
export type LiveAct = Readonly<
  | { act: 'mute-all' | 'lock' | 'unlock' | 'end' }
  /** Without `participantId`: on all devices. */
  | { act: 'mute'; member: string; participantId?: string }
  | { act: 'remove'; member: string; forbidRejoin: boolean }
  | { act: 'call'; userIds: readonly string[] }
>

const ACTIONS: Record<LiveAct['act'], AuditAction> = {
  'mute-all': 'conference-muted',
  lock: 'conference-locked',
  unlock: 'conference-unlocked',
  end: 'conference-ended',
  mute: 'member-muted',
  remove: 'member-removed',
  call: 'members-called',
}

/** An act as the domain takes it, and what the audit log says of it. */
type Planned = Readonly<{ control: Control; details?: NonNullable<NewAuditEntry['details']> }>

/** What administrators do in conferences that they are not in. */
export class LiveActs {
  readonly #conductor: Conductor
  readonly #directory: Pick<Directory, 'findUserById' | 'toNewcomer'>
  readonly #meetings: Pick<Meetings, 'requireOpenTo'>
  readonly #audit: Pick<Audit, 'toEntry'>

  constructor(deps: {
    conductor: Conductor
    directory: Pick<Directory, 'findUserById' | 'toNewcomer'>
    meetings: Pick<Meetings, 'requireOpenTo'>
    audit: Pick<Audit, 'toEntry'>
  }) {
    this.#conductor = deps.conductor
    this.#directory = deps.directory
    this.#meetings = deps.meetings
    this.#audit = deps.audit
  }

  /**
   * Does it, and writes it to the audit log in the same transaction.
   *
   * @returns whether anything changed, once that is durable
   * @throws AccountError `not-administrator`
   * @throws ConferenceError `conference-not-found` (also if another organization owns it), `conference-ended`,
   *   `member-not-found`, `session-not-found`, `user-not-found`, `conference-locked`
   */
  async act(by: Principal, organizationId: OrganizationId, id: ConferenceId, act: LiveAct): Promise<boolean> {
    requireAdministrator(by, organizationId)
    const conference = await this.#conductor.findCommitted(id)
    if (conference?.head.organizationId !== organizationId) throw new ConferenceError('conference-not-found')
    const { control, details } = await this.#plan(by, conference, act)
    const target = { kind: 'conference', id, name: conference.head.title } as const
    const entry = this.#audit.toEntry({
      organizationId,
      by,
      action: ACTIONS[act.act],
      target,
      ...(details && { details }),
    })
    return this.#conductor.execute(id, { ...control, by: toAdministrator(by) }, entry)
  }

  async #plan(by: Principal, conference: CommittedConference, act: LiveAct): Promise<Planned> {
    switch (act.act) {
      case 'mute-all':
        return { control: { type: 'mute-all', force: false } }
      case 'lock':
      case 'unlock':
        return { control: { type: act.act } }
      case 'end':
        return { control: { type: 'close' } }
      case 'mute': {
        const member = loadMember(conference, act.member)
        const device = act.participantId === undefined ? {} : { participantId: act.participantId as ParticipantId }
        return { control: { type: 'mute', member: member.key, ...device }, details: detailsOf(member) }
      }
      case 'remove': {
        const member = loadMember(conference, act.member)
        const { forbidRejoin } = act
        return {
          control: { type: 'remove', targets: [{ member: member.key }], forbidRejoin },
          details: { ...detailsOf(member), forbidRejoin },
        }
      }
      case 'call': {
        const invitees = await this.#loadInvitees(conference, act.userIds)
        await this.#meetings.requireOpenTo(conference.head.id, invitees)
        return {
          control: { type: 'invite', invitees, ...(by.kind === 'person' && { inviter: by.name }) },
          details: { userIds: [...new Set(act.userIds)], names: invitees.map(({ nick }) => nick) },
        }
      }
    }
  }

  async #loadInvitees({ head }: CommittedConference, userIds: readonly string[]): Promise<readonly Invitee[]> {
    const invitees: Invitee[] = []
    for (const userId of new Set(userIds)) {
      const user = await this.#directory.findUserById(head.organizationId, userId)
      if (!user || user.disabled) throw new ConferenceError('user-not-found')
      invitees.push(await this.#directory.toNewcomer(user, head.organizationId))
    }
    return invitees
  }
}

function loadMember({ members }: CommittedConference, key: string): Member {
  const seq = readMemberKey(key)
  for (const member of members.values()) if (member.seq === seq) return member
  throw new ConferenceError('member-not-found')
}

function detailsOf({ nick, person }: Member): NonNullable<NewAuditEntry['details']> {
  return { name: nick, ...(person.kind === 'user' && { unionId: person.unionId }) }
}

/** The principal as the log of a conference names them. */
function toAdministrator(by: Principal): Extract<Actor, { kind: 'administrator' }> {
  if (by.kind === 'terminal') return { kind: 'administrator', terminal: by.user }
  return { kind: 'administrator', organizationId: by.organizationId, userId: by.userId }
}

import { toActor } from '../../conference/actor.ts'
import type { Control, Intent, Invitee } from '../../conference/command.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import { personKey, type OrganizationId, type ParticipantId, type UnionId } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import { hasRole } from '../../conference/member.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Directory } from '../account/directory.ts'
import type { Relay } from '../relay.ts'
import { RateLimiter } from '../live/rate-limiter.ts'
import type { Meetings } from '../entry/meetings.ts'
import { loadSeated, type Seat, type Seated } from '../conduct/seat.ts'

/** What a member asks for in the meeting. Colleagues are named by `unionId` only. */
export type MemberRequest =
  | Exclude<Control, { type: 'invite' }>
  | Readonly<{ type: 'unmute-self' }>
  | Readonly<{ type: 'invite'; unionIds: readonly UnionId[] }>

/** Sessions whose person is asked to unmute. `by`: the nick of the person who asks. */
export type UnmuteRequest = Readonly<{ by: string; sessions: readonly ParticipantId[] }>

/** Enough to reach somebody who is hard to reach. */
const CALLS = { count: 10, windowMs: 10 * 60_000 }

/** Each new name is stored, and sent to everyone in the meeting. */
const RENAMES = { count: 10, windowMs: 10 * 60_000 }

/** Requests of members in the meeting. Each is decided by their own role. */
export class MemberRequests {
  readonly #conductor: Conductor
  readonly #directory: Directory
  readonly #meetings: Pick<Meetings, 'requireOpenTo'>
  /** By caller and called person, over all meetings. */
  readonly #calls: RateLimiter
  readonly #renames: RateLimiter

  constructor(deps: {
    conductor: Conductor
    directory: Directory
    meetings: Pick<Meetings, 'requireOpenTo'>
    clock: Clock
    relay: Relay
  }) {
    this.#conductor = deps.conductor
    this.#directory = deps.directory
    this.#meetings = deps.meetings
    this.#calls = new RateLimiter(deps, { name: 'calls', ...CALLS })
    this.#renames = new RateLimiter(deps, { name: 'names', ...RENAMES })
  }

  /**
   * Executes the request of the member in `seat`.
   *
   * @returns after `unmute`, the sessions to ask: only its own page turns a microphone on; `too-fast` if the member has
   *   called one of the people 10 times in 10 minutes, or renamed somebody 10 times without a role
   * @throws ConferenceError `session-ended`, `not-permitted`, `member-not-found`, `session-not-found`,
   *   `user-not-found`, `muted-by-host`, `conference-locked`, `conference-ended` (also for a call into the conference of a
   *   canceled booking), `conference-not-found`
   */
  async execute(seat: Seat, request: MemberRequest): Promise<UnmuteRequest | 'too-fast' | undefined> {
    const seated = await loadSeated(this.#conductor, seat)
    const intent = await this.#toIntent(seated, request)
    if (intent.type === 'invite' && !this.#countCalls(seated, intent.invitees)) return 'too-fast'
    if (intent.type === 'rename' && !this.#countRename(seated)) return 'too-fast'
    await this.#conductor.execute(seat.conferenceId, intent)
    if (request.type !== 'unmute') return undefined
    const { members } = await this.#conductor.loadCommitted(seat.conferenceId)
    const ids = members.get(request.member)?.sessions.map(({ participantId }) => participantId) ?? []
    const { participantId: only } = request
    return { by: seated.member.nick, sessions: only === undefined ? ids : ids.filter((id) => id === only) }
  }

  async #toIntent(seated: Seated, request: MemberRequest): Promise<Intent> {
    const by = toActor(seated.member.person)
    if (request.type === 'unmute-self') return { ...request, by, participantId: seated.session.participantId }
    if (request.type !== 'invite') return { ...request, by }
    const invitees = await this.#loadColleagues(seated, request.unionIds)
    await this.#meetings.requireOpenTo(seated.head.id, invitees)
    return { type: 'invite', by, invitees, inviter: seated.member.nick }
  }

  /** `false` if one of the people was called too often. The others count all the same. */
  #countCalls({ head, member }: Seated, invitees: readonly Invitee[]): boolean {
    const counted = invitees.map(({ person }) =>
      this.#calls.take(`${head.organizationId} ${member.key} ${personKey(person)}`),
    )
    return counted.every(Boolean)
  }

  /** Host and co-hosts may rename everybody. */
  #countRename({ head, state, member }: Seated): boolean {
    return hasRole(state, member) || this.#renames.take(`${head.id} ${member.key}`)
  }

  /** People of the caller's own organization, which owns the conference. */
  async #loadColleagues({ head, member }: Seated, unionIds: readonly UnionId[]): Promise<readonly Invitee[]> {
    if (member.person.kind !== 'user' || member.outside) throw new ConferenceError('not-permitted')
    return Promise.all([...new Set(unionIds)].map((unionId) => this.#toInvitee(head.organizationId, unionId)))
  }

  async #toInvitee(organizationId: OrganizationId, unionId: UnionId): Promise<Invitee> {
    const user = await this.#directory.findUserByUnionId(organizationId, unionId)
    if (!user) throw new ConferenceError('user-not-found')
    return this.#directory.toNewcomer(user, organizationId)
  }
}

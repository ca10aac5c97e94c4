import type { ConferenceId, EpochMs } from '../conference/identity.ts'
import type { AttendStatus } from '../conference/member.ts'
import type { Conduct } from './conduct.ts'
import type { Conferences } from './conferences.ts'
import type { Directory } from './directory.ts'
import type { Actor, User } from './directory-model.ts'
import type { RosterStore } from './ports.ts'
import type { ConferenceHead, EndedEntry } from './read-model.ts'
import type { Roster } from './roster.ts'

const RECENT = 20
const PEOPLE = 20

/** A conference that goes on, as one person sees it from outside. */
export type Ongoing = Readonly<{
  conferenceId: ConferenceId
  title: string
  roomCode: string
  startedAt: EpochMs
  status: AttendStatus
  /** People who are in. */
  inside: number
}>

/** What a person has before him when he is in no conference. */
export class Home {
  readonly #conduct: Conduct
  readonly #roster: Roster
  readonly #rosters: RosterStore
  readonly #conferences: Conferences
  readonly #directory: Directory

  constructor(deps: {
    conduct: Conduct
    roster: Roster
    rosters: RosterStore
    conferences: Conferences
    directory: Directory
  }) {
    this.#conduct = deps.conduct
    this.#roster = deps.roster
    this.#rosters = deps.rosters
    this.#conferences = deps.conferences
    this.#directory = deps.directory
  }

  /** The conferences in progress that he has a place in, by start, as `users/lists` tells them. */
  async listOngoing(user: User): Promise<readonly Ongoing[]> {
    const ongoing: Ongoing[] = []
    for (const { conferenceId, member } of await this.#roster.listOngoing(onBehalfOf(user), user.unionId)) {
      const { head } = await this.#conduct.settled(conferenceId)
      if (head.endedAt !== undefined) continue
      const { title, roomCode, startedAt, activeCount: inside } = head
      ongoing.push({ conferenceId, title, roomCode, startedAt, status: member.status, inside })
    }
    return ongoing
  }

  /** His last 20 conferences that have ended, latest end first. */
  listRecent(user: User): Promise<readonly EndedEntry[]> {
    return this.#rosters.listEnded(user.unionId, RECENT)
  }

  /** A conference whose host he is; without a title it has his name. */
  async start(user: User, title = ''): Promise<ConferenceHead> {
    return this.#conferences.create(onBehalfOf(user), {
      creator: user.unionId,
      title: title.toWellFormed().trim() || user.name,
      inviteCreator: false,
      invitees: [],
    })
  }

  /** People of his organisation whose name or userId begins so, by name, 20 at most. */
  findPeople(user: User, prefix: string): Promise<readonly User[]> {
    return this.#directory.findPeople(user.organizationId, prefix, PEOPLE)
  }
}

/** What a person asks for himself is asked in the name of his organisation. */
function onBehalfOf({ organizationId, userId }: User): Actor {
  return { clientId: userId, kind: 'app', organizationId, scopes: new Set() }
}

import { ConferenceError } from '../../conference/conference-error.ts'
import { userKey, type ConferenceId, type OrganizationId, type ParticipantId } from '../../conference/identity.ts'
import { toPerson } from '../../conference/identity.ts'
import type { Directory } from '../account/directory.ts'
import type { Principal } from '../account/principal.ts'
import { requireAdministrator } from '../account/roles.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Media } from '../live/media.ts'
import type { MediaStates } from '../live/media-states.ts'
import type { Grade } from '../quality/grade.ts'
import type { QualityReports } from '../quality/quality-reports.ts'
import type { History } from '../read/history.ts'
import type { CountedPage, PageQuery } from '../read/history-model.ts'
import type { GradeCounts, LiveMeeting, LiveMeetingDetails } from './live-meeting.ts'
import { listOf, toLivePage, type LiveQuery } from './live-members.ts'
import type { LiveDetails, LiveStore } from './live-store.ts'

type LiveDeps = Readonly<{
  store: LiveStore
  conductor: Pick<Conductor, 'findCommitted'>
  history: Pick<History, 'pageRunning'>
  directory: Pick<Directory, 'findUserByUnionId'>
  media: Pick<Media, 'isDown'>
  mediaStates: Pick<MediaStates, 'list'>
  qualityReports: Pick<QualityReports, 'gradesOf'>
  provenTime: Clock
}>

/** The conferences in progress of an organization, as its administrators watch them. */
export class Live {
  readonly #deps: LiveDeps

  constructor(deps: LiveDeps) {
    this.#deps = deps
  }

  /** The conferences in progress, newest first, and their number. @throws AccountError `not-administrator` */
  async page(by: Principal, organizationId: OrganizationId, query: PageQuery): Promise<CountedPage<LiveMeeting>> {
    requireAdministrator(by, organizationId)
    const { store, history } = this.#deps
    const { rows, ...page } = await history.pageRunning({ organizationId }, query)
    const details = await store.listDetails(rows.map(({ id }) => id))
    const meetings = rows.map((head) => this.#toMeeting(head, details.get(head.id) ?? { engine: 'mesh' }))
    return { ...page, rows: await Promise.all(meetings) }
  }

  /**
   * A conference in progress, with part of its roster.
   *
   * @throws AccountError `not-administrator`
   * @throws ConferenceError `conference-not-found` (also if another organization owns it), `conference-ended`
   */
  async load(
    by: Principal,
    organizationId: OrganizationId,
    id: ConferenceId,
    query: LiveQuery,
  ): Promise<LiveMeetingDetails> {
    requireAdministrator(by, organizationId)
    const { conductor, mediaStates, provenTime } = this.#deps
    const conference = await conductor.findCommitted(id)
    if (conference?.head.organizationId !== organizationId) throw new ConferenceError('conference-not-found')
    const { head, state } = conference
    if (head.endedAt !== undefined) throw new ConferenceError('conference-ended')
    const hostNick = state.members.get(head.host)?.nick
    const meeting = await this.#toMeeting(head, { engine: state.engine, ...(hostNick !== undefined && { hostNick }) })
    const grades = this.#deps.qualityReports.gradesOf(id)
    const facts = { sends: mediaStates.list(id), grades, at: provenTime.now() }
    const counts = { present: 0, past: 0 }
    for (const member of state.members.values()) counts[listOf(member)] += 1
    return {
      ...meeting,
      ...toLivePage(state, query, facts),
      counts,
      isEveryoneMuted: state.allMuted !== 'no',
      waitingRoom: state.waitingRoom,
    }
  }

  async #toMeeting(head: ConferenceHead, { engine, hostNick }: LiveDetails): Promise<LiveMeeting> {
    const { media, qualityReports } = this.#deps
    const hostName = hostNick ?? (await this.#findHostName(head))
    return {
      head,
      ...(hostName !== undefined && { hostName }),
      engine,
      isMediaDown: media.isDown({ engine }),
      grades: countGrades(qualityReports.gradesOf(head.id)),
    }
  }

  /** The name of a host who has not come yet. */
  async #findHostName({ host, creatorUnionId, creatorNick, organizationId }: ConferenceHead) {
    if (host === userKey(creatorUnionId)) return creatorNick
    const person = toPerson(host)
    if (person.kind !== 'user') return undefined
    return (await this.#deps.directory.findUserByUnionId(organizationId, person.unionId))?.name
  }
}

const NAMES = { 3: 'good', 2: 'fair', 1: 'poor' } as const

function countGrades(grades: ReadonlyMap<ParticipantId, Grade>): GradeCounts {
  const counts = { good: 0, fair: 0, poor: 0 }
  for (const grade of grades.values()) counts[NAMES[grade]] += 1
  return counts
}

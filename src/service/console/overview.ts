import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Principal } from '../account/principal.ts'
import { isOperator, requireAdministrator } from '../account/roles.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { History } from '../read/history.ts'
import type { LiveCount, LiveStore } from './live-store.ts'
import type { EngineState, HealthReport, ServerHealth } from './server-health.ts'

/** What an administrator sees first. */
export type OverviewReport = Readonly<{
  now: LiveCount
  /** The conferences that began in the day: their number, and the latest of them. */
  day: Readonly<{ total: number; latest: readonly ConferenceHead[] }>
  media: EngineState
  /** For operators only. */
  health?: HealthReport
}>

const LATEST = 10

/** The numbers of an organization at this moment, and the health of the server. */
export class Overview {
  readonly #store: Pick<LiveStore, 'countNow'>
  readonly #history: Pick<History, 'pageBegunOf'>
  readonly #health: ServerHealth

  constructor(deps: {
    store: Pick<LiveStore, 'countNow'>
    history: Pick<History, 'pageBegunOf'>
    health: ServerHealth
  }) {
    this.#store = deps.store
    this.#history = deps.history
    this.#health = deps.health
  }

  /** `day`: the time `[from, to)` that the administrator calls today. @throws AccountError `not-administrator` */
  async load(
    by: Principal,
    organizationId: OrganizationId,
    day: Readonly<{ from: EpochMs; to: EpochMs }>,
  ): Promise<OverviewReport> {
    requireAdministrator(by, organizationId)
    const [now, begun, health] = await Promise.all([
      this.#store.countNow(organizationId),
      this.#history.pageBegunOf({ organizationId }, day, { limit: LATEST }),
      isOperator(by) ? this.#health.read() : undefined,
    ])
    const { media } = this.#health
    return { now, day: { total: begun.total, latest: begun.rows }, media, ...(health && { health }) }
  }
}

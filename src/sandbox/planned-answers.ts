import type { PlannedAnswer } from '../../contract/sandbox/types.ts'
import type { OrganizationId } from '../conference/identity.ts'
import type { Caller } from '../service/account/caller.ts'
import type { Ids } from '../service/clock-and-ids.ts'
import { SandboxError } from './sandbox-error.ts'

/** Plans of one app. */
const MAX_PLANS = 1_000

type AppKey = Pick<Caller, 'clientId' | 'organizationId'>

/**
 * What is known of the caller of an operation. A call that asks for the token of an app does not say of which organization
 * the app is, and one of an organization names no app: it gets what any of its apps has planned.
 */
export type PlannedFor = Readonly<
  { clientId: string; organizationId?: OrganizationId } | { clientId?: undefined; organizationId: OrganizationId }
>

/** The next `times` calls of an operation by one app get this answer. */
type Plan = Readonly<{ id: string; operation: string; answer: PlannedAnswer }> & { times: number }

/** The answers that apps have planned for their own calls. They are in memory. */
export class PlannedAnswers {
  readonly #ids: Pick<Ids, 'uuid'>
  /** In the order in which they are used. */
  #plans: readonly (Plan & AppKey)[] = []

  constructor(ids: Pick<Ids, 'uuid'>) {
    this.#ids = ids
  }

  /** @throws SandboxError if the app has too many plans */
  plan(app: AppKey, plan: Omit<Plan, 'id'>): Readonly<Plan> {
    if (this.list(app).length >= MAX_PLANS) {
      throw new SandboxError(`the app has ${MAX_PLANS} plans: drop them with DELETE /sandbox/answers`)
    }
    const { clientId, organizationId } = app
    const added = { ...plan, id: this.#ids.uuid(), clientId, organizationId }
    this.#plans = [...this.#plans, added]
    return added
  }

  /** What the app has planned, in the order in which it is used. */
  list(app: AppKey): readonly Readonly<Plan>[] {
    return this.#plans.filter((plan) => isOf(plan, app))
  }

  /** @returns how many plans the app had */
  drop(app: AppKey): number {
    const before = this.#plans.length
    this.#plans = this.#plans.filter((plan) => !isOf(plan, app))
    return before - this.#plans.length
  }

  /** Takes the planned answer to a call, and counts it. */
  take(caller: PlannedFor, operation: string): PlannedAnswer | undefined {
    const plan = this.#plans.find((one) => one.operation === operation && isOf(one, caller))
    if (!plan) return undefined
    plan.times -= 1
    if (plan.times === 0) this.#plans = this.#plans.filter((one) => one !== plan)
    return plan.answer
  }
}

function isOf(plan: AppKey, { clientId, organizationId }: PlannedFor): boolean {
  return (
    (clientId === undefined || plan.clientId === clientId) &&
    (organizationId === undefined || plan.organizationId === organizationId)
  )
}

import type { EpochMs } from '../../conference/identity.ts'
import type { Attempt, LatestAttempts, StoredDelivery } from './subscription-store.ts'

/** Given up without an attempt. */
const NOT_SENT: ReadonlySet<string> = new Set(['deleted', 'unsubscribed'])

/** The latest success and the latest failure among the attempts of a round, which began at `since`. */
export function latestOf(deliveries: readonly StoredDelivery[], since: EpochMs): LatestAttempts {
  // An attempt that was aborted left what came of the one before.
  const attempts = deliveries.flatMap(({ last }) => (last && last.at >= since ? [last] : []))
  const success = newest(attempts.filter(({ failure }) => failure === undefined))
  const failed = newest(attempts.filter(({ failure }) => failure !== undefined && !NOT_SENT.has(failure)))
  if (!failed) return { ...(success && { successAt: success.at }) }
  const { at, failure, status } = failed
  const shown = { at, ...(failure !== undefined && { failure }), ...(status !== undefined && { status }) }
  return { ...(success && { successAt: success.at }), failure: shown }
}

function newest(attempts: readonly Attempt[]): Attempt | undefined {
  return attempts.toSorted((one, other) => other.at - one.at)[0]
}

import type { SubscriptionWay } from '../../../contract/event/event-terms.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** DingTalk tries a callback again after 10 s, then after 30 s more. */
const CALLBACK_DELAYS_MS = [10 * SECOND_MS, 30 * SECOND_MS]
const FIRST_DELAY_MS = 5 * SECOND_MS
/** DingTalk repeats an event of a stream within a minute. */
const MAX_DELAY_MS: Readonly<Record<Exclude<SubscriptionWay, 'callback'>, number>> = {
  stream: MINUTE_MS,
  webhook: HOUR_MS,
}
const GIVE_UP_MS = 24 * HOUR_MS

/**
 * How long a delivery waits after its attempt number `attempts` failed, in ms. `undefined`: it is given up, and somebody has to
 * resend it. `chance` in [0, 1) spreads the attempts of many deliveries.
 */
export function retryDelayMs(
  way: SubscriptionWay,
  { attempts, sinceFirstMs, chance }: Readonly<{ attempts: number; sinceFirstMs: number; chance: number }>,
): number | undefined {
  if (way === 'callback') return CALLBACK_DELAYS_MS[attempts - 1]
  if (sinceFirstMs >= GIVE_UP_MS) return undefined
  const delay = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), MAX_DELAY_MS[way])
  return Math.round(delay * (0.8 + 0.4 * chance))
}

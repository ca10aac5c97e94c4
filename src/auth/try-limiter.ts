import type { TryLimiter } from '../service/account/try-limiter.ts'

/** About 20 MB. Keys hold an address, so an attacker needs hundreds of addresses to reach it. */
const MAX_KEYS = 100_000

/** The tries of one key since its window began. */
type Window = { tries: number; readonly endsAt: number }

/**
 * Allows `failures` wrong tries per key within `windowMs` of the first one, then none until the window is over. Above
 * `maxKeys` keys it forgets the oldest window.
 *
 * @param now gives milliseconds that never run backwards
 */
export function memoryTryLimiter({
  failures,
  windowMs,
  maxKeys = MAX_KEYS,
  now = () => performance.now(),
}: {
  failures: number
  windowMs: number
  maxKeys?: number
  now?: () => number
}): TryLimiter {
  /** By key. All windows have the same length, so the first one is always the oldest. */
  const windows = new Map<string, Window>()

  const forgetOldest = () => {
    for (const [key, { endsAt }] of windows) {
      if (endsAt > now() && windows.size < maxKeys) return
      windows.delete(key)
    }
  }
  return {
    async take(key) {
      const window = windows.get(key)
      if (window && window.endsAt > now()) {
        if (window.tries >= failures) return false
        window.tries += 1
        return true
      }
      windows.delete(key)
      forgetOldest()
      windows.set(key, { tries: 1, endsAt: now() + windowMs })
      return true
    },
    async refund(key) {
      const window = windows.get(key)
      if (!window) return
      window.tries -= 1
      if (window.tries <= 0) windows.delete(key)
    },
  }
}

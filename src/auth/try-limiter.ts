import type { TryLimiter } from '../service/account/try-limiter.ts'

/**
 * About 10 MB. It is not part of the budget of the caches: what a cache drops is read again, but a forgotten window allows
 * more tries. Keys hold an address or a network, so only an attack from very many of them reaches this number.
 */
const MAX_KEYS = 30_000

/** More tries than this make no difference to which window is forgotten. */
const MAX_LEVEL = 255

/** The tries of one key since its window began. */
type Window = { tries: number; readonly endsAt: number }

/**
 * Allows `failures` wrong tries per key within `windowMs` of the first one, then none until the window is over. Above
 * `maxKeys` keys it forgets a window with the fewest tries, because this allows the fewest further tries. So somebody with very
 * many addresses removes a window of `n` tries only with `n` tries from each of `maxKeys` addresses.
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
}): TryLimiter & { readonly size: number } {
  /** By key. All windows have the same length, so the first one is always the oldest. */
  const windows = new Map<string, Window>()
  /** The keys by their number of tries. Keys with the same number are in the order in which they reached it. */
  const levels: Set<string>[] = Array.from({ length: Math.min(failures, MAX_LEVEL) + 1 }, () => new Set())
  const levelOf = (tries: number) => levels[Math.min(tries, levels.length - 1)]

  const forget = (key: string) => {
    levelOf(windows.get(key)?.tries ?? 0)?.delete(key)
    windows.delete(key)
  }
  const count = (key: string, window: Window, tries: number) => {
    levelOf(window.tries)?.delete(key)
    window.tries = tries
    levelOf(tries)?.add(key)
  }
  const makeRoom = () => {
    for (const [key, { endsAt }] of windows) {
      if (endsAt > now()) break
      forget(key)
    }
    if (windows.size < maxKeys) return
    for (const keys of levels) {
      for (const key of keys) return forget(key)
    }
  }
  return {
    get size() {
      return windows.size
    },
    async take(key) {
      const window = windows.get(key)
      if (window && window.endsAt > now()) {
        if (window.tries >= failures) return false
        count(key, window, window.tries + 1)
        return true
      }
      forget(key)
      makeRoom()
      const opened = { tries: 0, endsAt: now() + windowMs }
      windows.set(key, opened)
      count(key, opened, 1)
      return true
    },
    async refund(key) {
      const window = windows.get(key)
      if (!window) return
      if (window.tries > 1) count(key, window, window.tries - 1)
      else forget(key)
    },
  }
}

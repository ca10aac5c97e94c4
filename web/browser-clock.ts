import type { Clock } from '../client/clock.ts'

export const browserClock: Clock = {
  now: () => Date.now(),
  wait(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

import { useEffect, useState } from 'react'
import { browserClock } from '../browser-clock.ts'

/** The time of the clock in epoch ms, updated every second. */
export function useNow(clock: Readonly<{ now: () => number }> = browserClock): number {
  const [now, setNow] = useState(() => clock.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), 1000)
    return () => clearInterval(timer)
  }, [clock])
  return now
}

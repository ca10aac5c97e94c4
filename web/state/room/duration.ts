/** A length of time as one would say it, with the words for it under `time`. */
export type DurationWords =
  | { key: 'time.seconds' | 'time.minutes'; count: number }
  | { key: 'time.hours'; hours: number; minutes: number }

/** Seconds below a minute, whole minutes below an hour, then both; rounded down, so that nobody was in for too long. */
export function toDurationWords(durationMs: number): DurationWords {
  const seconds = Math.floor(Math.max(0, durationMs) / 1000)
  if (seconds < 60) return { key: 'time.seconds', count: seconds }
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return { key: 'time.minutes', count: minutes }
  return { key: 'time.hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

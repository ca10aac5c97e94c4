/** A duration as a key of the texts, with its numbers. */
export type DurationText =
  | { key: 'time.seconds' | 'time.minutes'; count: number }
  | { key: 'time.hours'; hours: number; minutes: number }

/** Seconds below a minute, minutes below an hour, then hours and minutes; rounded down, so that no stay is overstated. */
export function toDurationText(durationMs: number): DurationText {
  const seconds = Math.floor(Math.max(0, durationMs) / 1000)
  if (seconds < 60) return { key: 'time.seconds', count: seconds }
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return { key: 'time.minutes', count: minutes }
  return { key: 'time.hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

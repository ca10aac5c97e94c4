/** `lostRate` in percent; `roundTripTime` and `audioJitterAvg` in ms. */
type Measured = Readonly<Partial<Record<'lostRate' | 'roundTripTime' | 'audioJitterAvg', number | undefined>>>
type Limits = Readonly<Record<keyof Measured, number>>

/** The quality of a session's connection: 3 good, 2 fair, 1 poor. */
export type Grade = 1 | 2 | 3

/** A session is poor, or else fair, if it exceeds at least one of these limits. */
const POOR: Limits = { lostRate: 8, roundTripTime: 500, audioJitterAvg: 100 }
const FAIR: Limits = { lostRate: 2, roundTripTime: 250, audioJitterAvg: 30 }

/** The grade of what a session measured; `undefined` if it measured none of the three, for example alone in a meeting. */
export function gradeOf(measured: Measured): Grade | undefined {
  const { lostRate, roundTripTime, audioJitterAvg } = measured
  if (lostRate === undefined && roundTripTime === undefined && audioJitterAvg === undefined) return undefined
  const exceeds = (limits: Limits) =>
    (lostRate ?? 0) > limits.lostRate ||
    (roundTripTime ?? 0) > limits.roundTripTime ||
    (audioJitterAvg ?? 0) > limits.audioJitterAvg
  if (exceeds(POOR)) return 1
  return exceeds(FAIR) ? 2 : 3
}

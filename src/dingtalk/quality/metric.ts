import type { EpochMs } from '../../conference/identity.ts'
import { MEAN_METRICS, PEAK_METRICS, SIZE_METRICS } from '../../../contract/signaling/constants.ts'
import type { QualitySummary } from '../../../contract/signaling/media.ts'

type Point = Readonly<{ at: EpochMs; summary: QualitySummary }>
type Metric = { timestamp: number } & Record<string, string | number>

/** Decimals in answers; no measurement is more precise. */
const DECIMALS = 1_000

/** A sample as a series has it: numbers as text of three decimals at most, and nothing for what was not measured. */
export function toMetric({ at, summary }: Point): Metric {
  const metric: Metric = { timestamp: at }
  for (const name of MEAN_METRICS) if (name !== 'audioJitterAvg') note(metric, name, summary[name])
  for (const name of SIZE_METRICS) note(metric, name, summary[name])
  return metric
}

/** A sample as the latest one is returned: with the jitter of the audio. */
export function toLastMetric(point: Point): Metric {
  const metric = toMetric(point)
  for (const name of [...PEAK_METRICS, 'audioJitterAvg'] as const) note(metric, name, point.summary[name])
  return metric
}

function note(metric: Metric, name: string, value: number | string | undefined): void {
  if (value === undefined) return
  metric[name] = typeof value === 'string' ? value : String(Math.round(value * DECIMALS) / DECIMALS)
}

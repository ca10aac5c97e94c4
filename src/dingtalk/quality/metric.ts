import type { EpochMs } from '../../conference/identity.ts'
import { MEAN_METRICS, PEAK_METRICS, SIZE_METRICS } from '../../../contract/signaling/constants.ts'
import type { QualitySummary } from '../../../contract/signaling/media.ts'

type Point = Readonly<{ at: EpochMs; summary: QualitySummary }>
type Metric = { timestamp: number } & Record<string, string | number>
type MetricName = (typeof MEAN_METRICS)[number]

/** Percentages, and levels from 0 to 1, have decimals. Readers parse the other numbers as integers. */
const WITH_DECIMALS: ReadonlySet<string> = new Set<MetricName>(['lostRate', 'audioRecLevel', 'audioPlayLevel'])
/** Three of them; no measurement is more precise. */
const DECIMALS = 1_000

/** A sample as a series has it: numbers as text, and nothing for what was not measured. */
export function toMetric({ at, summary }: Point): Metric {
  const metric: Metric = { timestamp: at }
  for (const name of MEAN_METRICS) if (name !== 'audioJitterAvg') note(metric, name, summary[name])
  for (const name of SIZE_METRICS) note(metric, name, summary[name])
  return metric
}

/** The latest sample: as in a series, with the jitter of the audio as well. */
export function toLastMetric(point: Point): Metric {
  const metric = toMetric(point)
  for (const name of [...PEAK_METRICS, 'audioJitterAvg'] as const) note(metric, name, point.summary[name])
  return metric
}

function note(metric: Metric, name: string, value: number | string | undefined): void {
  if (value === undefined) return
  metric[name] = typeof value === 'string' ? value : toText(value, WITH_DECIMALS.has(name) ? DECIMALS : 1)
}

function toText(value: number, decimals: number): string {
  return String(Math.round(value * decimals) / decimals)
}

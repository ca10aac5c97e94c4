import type { TFunction } from 'i18next'
import type { GradedSpanAnswer } from '../../contract/web/attendance-types.ts'
import { formatDuration } from '../i18n/format.ts'
import { sumTroubles } from '../state/attendance/quality.ts'

type Words = Readonly<{ t: TFunction<'attendance'>; common: TFunction }>

/** The last part of the key of the word for a grade. */
export const GRADE_KEYS = { 3: 'good', 2: 'fair', 1: 'poor' } as const

/** How good a connection was in all: “Poor for 3 min · Fair for 1 min”. */
export function connectionWords(spans: readonly GradedSpanAnswer[] | undefined, { t, common }: Words): string {
  if (!spans) return t('notMeasured')
  const { fairMs, poorMs } = sumTroubles(spans)
  const words = [
    ...(poorMs > 0 ? [t('poorFor', { time: formatDuration(common, poorMs) })] : []),
    ...(fairMs > 0 ? [t('fairFor', { time: formatDuration(common, fairMs) })] : []),
  ]
  return words.length === 0 ? t('grade.good') : words.join(' · ')
}

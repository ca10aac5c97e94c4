import { useTranslation } from 'react-i18next'
import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { toArea, type Tick, type Extent } from '../state/attendance/timeline.ts'

const SIZE = { width: 1_000, height: 64 } as const

/** How many people were inside over time, above the lines of the people. */
export function InsideChart({
  answer,
  extent,
  ticks,
}: {
  answer: AttendanceAnswer
  extent: Extent
  ticks: readonly Tick[]
}) {
  const { t } = useTranslation('attendance')
  const { path, most } = toArea(answer, extent, SIZE)
  return (
    <div className="timeline-line timeline-inside">
      <span className="timeline-name" aria-hidden="true">
        {t('inside')}
        <span className="timeline-most">{most}</span>
      </span>
      <div className="timeline-track" role="img" aria-label={t('insideOf', { count: most })} data-testid="inside-chart">
        <svg className="timeline-area" viewBox={`0 -2 ${SIZE.width} ${SIZE.height + 4}`} preserveAspectRatio="none">
          {ticks.map(({ at, x }) => (
            <line key={at} className="timeline-tick" x1={x * 10} x2={x * 10} y1="-2" y2={SIZE.height + 2} />
          ))}
          <path d={path} vectorEffect="non-scaling-stroke" />
        </svg>
      </div>
    </div>
  )
}

import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { Button } from '../controls/button.tsx'
import { idOf, selectPeople } from '../state/attendance/people.ts'
import { plannedTicks, toRow, toTicks, extentOf } from '../state/attendance/timeline.ts'
import type { Connections } from '../state/attendance/quality.ts'
import { InsideChart } from './inside-chart.tsx'
import { Legend } from './legend.tsx'
import { formatMark } from './times.ts'
import { TimelineLine } from './timeline-line.tsx'

const ZOOMS = [1, 2, 4, 8, 16] as const
/** How many more people are drawn at a time. */
const ROWS = 200
/** How many times are written over the line without zoom. */
const TICKS = 5

/** A line for each person, with a bar for each session, over the length of the meeting. */
export function Timeline({
  answer,
  timeZone,
  connections,
}: {
  answer: AttendanceAnswer
  timeZone: string
  connections: Connections | undefined
}) {
  const { t, i18n } = useTranslation('attendance')
  const [level, setLevel] = useState(0)
  const [shown, setShown] = useState(ROWS)
  const zoom = ZOOMS[level] ?? 1
  const extent = useMemo(() => extentOf(answer), [answer])
  const people = useMemo(
    () => selectPeople(answer.people, { query: '', order: 'arrival', language: i18n.language }),
    [answer, i18n.language],
  )
  const rows = useMemo(
    () => people.slice(0, shown).map((person) => toRow(person, extent, connections)),
    [people, shown, extent, connections],
  )
  const ticks = toTicks(extent, { timeZone, count: TICKS * zoom })
  const apartMs = ticks.length > 1 ? (ticks[1]?.at ?? 0) - (ticks[0]?.at ?? 0) : Infinity
  const planned = plannedTicks(answer, extent)
  const more = people.length - rows.length
  return (
    <section className="card stack" aria-labelledby="timeline">
      <div className="row">
        <h2 id="timeline">{t('timeline')}</h2>
        <div className="timeline-controls">
          <Button size="small" aria-label={t('zoomOut')} isDisabled={level === 0} onPress={() => setLevel(level - 1)}>
            −
          </Button>
          <span aria-live="polite">
            {t('zoom', { percent: new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(zoom) })}
          </span>
          <Button
            size="small"
            aria-label={t('zoomIn')}
            isDisabled={level === ZOOMS.length - 1}
            onPress={() => setLevel(level + 1)}
          >
            +
          </Button>
        </div>
      </div>
      <p className="lead timeline-help">{t('timelineHelp')}</p>
      <div className="timeline scroll-cue" role="region" aria-labelledby="timeline" tabIndex={0} data-testid="timeline">
        <div className={`timeline-lines timeline-zoom-${zoom}`}>
          <div className="timeline-line timeline-scale" aria-hidden="true">
            <span className="timeline-name" />
            <svg className="timeline-track" height="24">
              {ticks.map(({ at, x }, index) => (
                <text
                  key={at}
                  x={`${x}%`}
                  y="16"
                  textAnchor={x < 4 / zoom ? 'start' : x > 100 - 4 / zoom ? 'end' : 'middle'}
                >
                  {formatMark(i18n.language, at, { timeZone, apartMs, from: ticks[index - 1]?.at ?? answer.startTime })}
                </text>
              ))}
            </svg>
          </div>
          {answer.inside.length > 0 && <InsideChart answer={answer} extent={extent} ticks={ticks} />}
          <ul className="timeline-people">
            {rows.map((row) => (
              <TimelineLine
                key={idOf(row.person)}
                row={row}
                ticks={ticks}
                planned={planned}
                timeZone={timeZone}
                zoom={zoom}
                start={answer.startTime}
              />
            ))}
          </ul>
        </div>
      </div>
      {more > 0 && (
        <p>
          <Button onPress={() => setShown(shown + ROWS)}>{t('more', { count: Math.min(more, ROWS) })}</Button>
        </p>
      )}
      {connections?.size === 0 && <p className="timeline-no-quality">{t('noConnections')}</p>}
      <Legend
        hasPlan={planned.length > 0}
        hasConnections={(connections?.size ?? 0) > 0}
        isLive={answer.endTime === undefined}
      />
    </section>
  )
}

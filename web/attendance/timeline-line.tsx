import { useTranslation } from 'react-i18next'
import type { Bar, Connection, Tick, TimelineRow } from '../state/attendance/timeline.ts'
import { ConnectionBar } from './connection-bar.tsx'
import { connectionWords, GRADE_KEYS } from './connection-words.ts'
import { formatClock, formatMinute } from './times.ts'

const BARS_HEIGHT = 20
const LINE_HEIGHT = 36
/** Below the line, if the connections of the meeting are known. */
const CONNECTION_HEIGHT = 14
const TOP = 4
/** Bars that take at least this part of the visible line, in percent, say their device. */
const LABEL_PERCENT = 12
/** Fair and poor times that the text of a line lists. The table has the sum of all. */
const MOST_TROUBLES = 10

/** The sign at the end of a bar. */
const SIGNS: Record<Bar['end'], string> = { open: '▸', left: '', removed: '✕', lost: '⌇', moved: '↪' }

export type TimelineLineProps = {
  row: TimelineRow
  ticks: readonly Tick[]
  planned: readonly Tick[]
  timeZone: string
  zoom: number
  /** Of the meeting. Times on another day have their date. */
  start: number
}

/** The line of one person: bars of their sessions, and below them when they were host or co-host. */
export function TimelineLine({ row, ticks, planned, timeZone, zoom, start }: TimelineLineProps) {
  const { t, i18n } = useTranslation('attendance')
  const { t: common } = useTranslation()
  const since = { timeZone, from: start }
  const { person, lanes, bars, roles, connection } = row
  const { name } = person
  const height = BARS_HEIGHT / lanes
  const troubles = (connection ?? []).filter(({ grade }) => grade !== 3)
  const connectionOf = ({ from, to, grade }: Connection) =>
    t('connectionTime', {
      grade: t(`grade.${GRADE_KEYS[grade]}`),
      from: formatMinute(i18n.language, from, since),
      to: formatMinute(i18n.language, to, since),
    })
  const words = ({ from, to, device, end }: Bar) =>
    t('personTime', {
      name,
      from: formatClock(i18n.language, from, since),
      to: end === 'open' ? t('stillInside') : formatClock(i18n.language, to, since),
      device: device === 'other' ? t('otherDevice') : device,
    })
  return (
    <li className="timeline-line" data-testid="timeline-person">
      <span className="timeline-name" aria-hidden="true">
        {name}
      </span>
      <svg
        className="timeline-track"
        height={LINE_HEIGHT + (connection ? CONNECTION_HEIGHT : 0)}
        role="img"
        aria-label={[
          ...(bars.length === 0 ? [t('personNever', { name })] : bars.map(words)),
          ...(connection ? [`${t('connection')}: ${connectionWords(connection, { t, common })}`] : []),
          ...troubles.slice(0, MOST_TROUBLES).map(connectionOf),
        ].join('; ')}
      >
        <Grid ticks={ticks} planned={planned} />
        {bars.map((bar) => (
          <g key={bar.id} className="timeline-session">
            <title>{words(bar)}</title>
            <rect
              className={`timeline-bar timeline-bar-${bar.end}`}
              x={`${bar.x}%`}
              y={TOP + bar.lane * height}
              width={`${bar.width}%`}
              height={Math.max(3, height - 1)}
              rx="3"
            />
            {lanes === 1 && bar.width * zoom > LABEL_PERCENT && (
              <text className="timeline-device" x={`${bar.x}%`} y={TOP + BARS_HEIGHT - 6} dx="6">
                {bar.device === 'other' ? '' : bar.device}
              </text>
            )}
            <text
              className="timeline-sign"
              x={`${bar.x + bar.width}%`}
              y={TOP + bar.lane * height + height / 2 + 4}
              dx="3"
            >
              {SIGNS[bar.end]}
            </text>
          </g>
        ))}
        {connection?.map((one) => (
          <g key={one.from} data-testid="connection">
            <title>{connectionOf(one)}</title>
            <ConnectionBar
              grade={one.grade}
              x={`${one.x}%`}
              width={`${one.width}%`}
              bottom={LINE_HEIGHT + CONNECTION_HEIGHT - 3}
            />
          </g>
        ))}
        {roles.map(({ role, x, width }) => (
          <line
            key={`${role} ${x}`}
            className={`timeline-role timeline-role-${role}`}
            x1={`${x}%`}
            x2={`${x + width}%`}
            y1={LINE_HEIGHT - 6}
            y2={LINE_HEIGHT - 6}
          />
        ))}
      </svg>
    </li>
  )
}

/** The lines of the times, and of the planned start and end. */
function Grid({ ticks, planned }: Pick<TimelineLineProps, 'ticks' | 'planned'>) {
  return (
    <>
      {ticks.map(({ at, x }) => (
        <line key={at} className="timeline-tick" x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
      ))}
      {planned.map(({ at, x }) => (
        <line key={`planned ${at}`} className="timeline-planned" x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
      ))}
    </>
  )
}

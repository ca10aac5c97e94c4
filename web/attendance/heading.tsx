import { useTranslation } from 'react-i18next'
import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { formatDuration } from '../i18n/format.ts'
import { formatMinute, formatMoment } from './times.ts'

/** Title, day, times and plan of the meeting. */
export function Heading({ answer, timeZone }: { answer: AttendanceAnswer; timeZone: string }) {
  const { t, i18n } = useTranslation('attendance')
  const { t: common } = useTranslation()
  const { title, startTime, endTime, countedTo, plannedStart, plannedEnd } = answer
  const minute = (at: number) => formatMinute(i18n.language, at, { timeZone, from: startTime })
  const from = formatMoment(i18n.language, startTime, timeZone)
  return (
    <header className="attendance-head">
      <p className="attendance-kind">{t('title')}</p>
      <h1>{title || common('home.untitled')}</h1>
      <p className="lead">
        {endTime === undefined
          ? t('since', { from })
          : t('took', { from, to: minute(endTime), duration: formatDuration(common, endTime - startTime) })}
        {plannedStart !== undefined && plannedEnd !== undefined && (
          <>
            <br />
            {t('planned', { from: minute(plannedStart), to: minute(plannedEnd) })}
          </>
        )}
        {endTime === undefined && (
          <>
            <br />
            {t('live', { time: minute(countedTo) })}
          </>
        )}
      </p>
    </header>
  )
}

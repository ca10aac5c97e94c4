import { useTranslation } from 'react-i18next'
import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { formatDuration } from '../i18n/format.ts'
import { formatMinute } from './times.ts'

/** The numbers of the whole meeting. */
export function Totals({ answer, timeZone }: { answer: AttendanceAnswer; timeZone: string }) {
  const { t, i18n } = useTranslation('attendance')
  const { t: common } = useTranslation()
  const { came, absent, durationMs, peak } = answer.totals
  const facts = [
    [t('came'), String(came)],
    [t('absent'), String(absent)],
    ...(peak
      ? [
          [
            t('peak'),
            t('peakAt', {
              count: peak.count,
              time: formatMinute(i18n.language, peak.at, { timeZone, from: answer.startTime }),
            }),
          ],
        ]
      : []),
    ...(came > 0 ? [[t('average'), formatDuration(common, durationMs / came)]] : []),
  ]
  return (
    <dl className="attendance-totals">
      {facts.map(([name, value]) => (
        <div key={name} className="card">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

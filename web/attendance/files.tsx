import { useTranslation } from 'react-i18next'
import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { WEB } from '../../contract/web/paths.ts'
import { Button } from '../controls/button.tsx'
import { Select } from '../controls/select.tsx'

const FORMATS = ['csv', 'xlsx'] as const

export type FilesProps = {
  answer: AttendanceAnswer
  timeZone: string
  setTimeZone: (timeZone: string) => void
  href: (path: string) => string
}

/** The time zone of all times, and the report as a file or on paper. */
export function Files({ answer, timeZone, setTimeZone, href }: FilesProps) {
  const { t, i18n } = useTranslation('attendance')
  const addressOf = (format: (typeof FORMATS)[number]) => {
    const own = answer.whole ? {} : { own: '1' }
    const query = new URLSearchParams({ format, timeZone, language: i18n.language, ...own })
    return href(`${WEB.conferences}/${answer.conferenceId}/attendance?${query.toString()}`)
  }
  return (
    <div className="attendance-files">
      <Select
        label={t('timeZone')}
        options={zonesWith(answer.timeZone, timeZone).map((id) => ({ id, label: id }))}
        value={timeZone}
        onChange={setTimeZone}
      />
      <div className="attendance-ways">
        {FORMATS.map((format) => (
          <a
            key={format}
            className="button button-plain"
            download
            href={addressOf(format)}
            data-testid={`file-${format}`}
          >
            {t(format === 'csv' ? 'exportCsv' : 'exportXlsx')}
          </a>
        ))}
        <Button onPress={() => print()}>{t('print')}</Button>
      </div>
    </div>
  )
}

/** The time zones that the browser knows; the given ones first. */
function zonesWith(...first: readonly string[]): string[] {
  return [...new Set([...first, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
}

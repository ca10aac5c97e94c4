import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { Select } from '../controls/select.tsx'

const FORMATS = ['csv', 'xlsx'] as const

export type FilesProps = {
  /** The request of the report, and what it has beside format, time zone and language. */
  path: string
  query?: Readonly<Record<string, string>>
  /** Time zones that are offered first. */
  zones: readonly string[]
  timeZone: string
  setTimeZone: (timeZone: string) => void
  href: (path: string) => string
}

/** The time zone of all times, and the report as a file or on paper. */
export function Files({ path, query, zones, timeZone, setTimeZone, href }: FilesProps) {
  const { t, i18n } = useTranslation('attendance')
  const addressOf = (format: (typeof FORMATS)[number]) => {
    const search = new URLSearchParams({ format, timeZone, language: i18n.language, ...query })
    return href(`${path}?${search.toString()}`)
  }
  return (
    <div className="attendance-files">
      <Select
        label={t('timeZone')}
        options={zonesWith(...zones, timeZone).map((id) => ({ id, label: id }))}
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

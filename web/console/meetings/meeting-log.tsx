import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeetingLogEntry } from '../../../contract/web/console-meetings-types.ts'
import { formatClock } from '../../attendance/times.ts'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import type { PagedList } from '../../state/console/paged-list.ts'
import { useObservable } from '../../state/use-observable.ts'
import { PagedTable } from '../table/paged-table.tsx'
import { logWords } from './log-words.ts'

const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** What happened in a meeting, in order. */
export function MeetingLog({ list, startTime }: { list: PagedList<MeetingLogEntry, undefined>; startTime: number }) {
  const { t, i18n } = useTranslation('console')
  const view = useObservable(list.view)
  useEffect(() => startAutoRefresh(list.refresh), [list])
  const timeOf = (at: number) => formatClock(i18n.language, at, { timeZone, from: startTime })
  return (
    <PagedTable
      view={view}
      more={() => void list.more()}
      restart={() => void list.restart()}
      none={t('meetings.logNone')}
      layout={{
        label: t('meetings.part.log'),
        className: 'console-log',
        keyOf: ({ seq }) => seq,
        testId: 'log-entry',
        data: ({ kind }) => ({ 'data-kind': kind }),
        columns: [
          {
            label: t('meetings.logTime'),
            renderCell: ({ at }) => <time dateTime={new Date(at).toISOString()}>{timeOf(at)}</time>,
          },
          { label: t('meetings.logEvent'), renderCell: (entry) => logWords(t, entry, timeOf) },
        ],
      }}
    />
  )
}

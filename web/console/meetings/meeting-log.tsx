import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeetingLogEntry } from '../../../contract/web/console-meetings-types.ts'
import { formatClock } from '../../attendance/times.ts'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import type { PagedList } from '../../state/console/paged-list.ts'
import { useObservable } from '../../state/use-observable.ts'
import { PagedRows } from '../paged-rows.tsx'
import { logWords } from './log-words.ts'

const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** What happened in a meeting, in order. */
export function MeetingLog({ list, startTime }: { list: PagedList<MeetingLogEntry, undefined>; startTime: number }) {
  const { t, i18n } = useTranslation('console')
  const view = useObservable(list.view)
  useEffect(() => startAutoRefresh(list.refresh), [list])
  const timeOf = (at: number) => formatClock(i18n.language, at, { timeZone, from: startTime })
  return (
    <PagedRows view={view} more={() => void list.more()} none={t('meetings.logNone')}>
      {(entries, isBusy) => (
        <div
          className="console-table console-log"
          role="region"
          aria-label={t('meetings.part.log')}
          tabIndex={0}
          aria-busy={isBusy}
        >
          <table>
            <thead>
              <tr>
                <th scope="col">{t('meetings.logTime')}</th>
                <th scope="col">{t('meetings.logEvent')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.seq} data-testid="log-entry" data-kind={entry.kind}>
                  <td>
                    <time dateTime={new Date(entry.at).toISOString()}>{timeOf(entry.at)}</time>
                  </td>
                  <td>{logWords(t, entry, timeOf)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PagedRows>
  )
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveMeetingAnswer } from '../../../contract/web/console-live-types.ts'
import { usePageTitle } from '../../alerts/page-title.ts'
import { Badge } from '../../controls/badge.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { formatDuration } from '../../i18n/format.ts'
import { formatMoment } from '../moment.ts'
import { PageLink } from '../../page-frame.tsx'
import { openLiveList } from '../../state/console/live/live-list.ts'
import { serverClock } from '../../state/server-clock.ts'
import { useObservable } from '../../state/use-observable.ts'
import { liveApi } from '../requests/live.ts'
import { PagedTable } from '../table/paged-table.tsx'
import type { ConsoleViewProps } from '../view-props.ts'
import { engineText, qualityText } from './live-words.ts'
import './live.css'

const EVERY_MS = 4_000

/** The meetings of the organization that are going on, newest first. */
export function LiveList({ model, corpId, organization, pathOf }: ConsoleViewProps) {
  const { t, i18n } = useTranslation('console')
  const { t: common } = useTranslation()
  const [list] = useState(() => openLiveList(liveApi, { corpId, signedOut: model.session.lost }))
  const view = useObservable(list.view)
  useEffect(() => startAutoRefresh(list.refresh, EVERY_MS), [list])
  usePageTitle(t('titleOf', { page: t('page.live') }))
  const hostOf = ({ hostName }: LiveMeetingAnswer) => hostName ?? t('live.noHost')
  const startOf = ({ startTime }: LiveMeetingAnswer) => formatMoment(i18n.language, startTime)
  const durationOf = ({ startTime }: LiveMeetingAnswer) =>
    formatDuration(common, Math.max(0, serverClock.now() - startTime))
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.live')}</h1>
          <p className="lead">{t('live.lead', { organization })}</p>
        </div>
      </header>
      <PagedTable
        view={view}
        more={() => void list.more()}
        restart={() => void list.restart()}
        none={t('live.none')}
        layout={{
          label: t('page.live'),
          className: 'live-table',
          keyOf: ({ conferenceId }) => conferenceId,
          testId: 'live-meeting',
          columns: [
            {
              label: t('live.topic'),
              isRowHeading: true,
              renderCell: ({ conferenceId, title, locked, mediaDown }) => (
                <>
                  <PageLink model={model} to={pathOf({ page: 'live', id: conferenceId })}>
                    {title}
                  </PageLink>
                  {locked && <Badge>{t('live.locked')}</Badge>}
                  {mediaDown && <Badge tone="strong">{t('live.down')}</Badge>}
                </>
              ),
            },
            { label: t('live.host'), isWide: true, renderCell: hostOf },
            {
              label: t('live.since'),
              isWide: true,
              isNowrap: true,
              renderCell: (meeting) => (
                <>
                  {startOf(meeting)}
                  <span className="console-note">{durationOf(meeting)}</span>
                </>
              ),
            },
            { label: t('live.people'), renderCell: ({ inside }) => <span data-testid="inside">{inside}</span> },
            { label: t('live.quality'), isWide: true, renderCell: ({ grades }) => qualityText(t, grades) },
            { label: t('live.media'), isWide: true, renderCell: (meeting) => engineText(t, meeting) },
          ],
          below: (meeting) => [
            `${hostOf(meeting)} · ${t('live.sinceFor', { time: startOf(meeting), duration: durationOf(meeting) })}`,
            qualityText(t, meeting.grades),
          ],
        }}
      />
    </>
  )
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveMeetingAnswer } from '../../../contract/web/console-live-types.ts'
import { usePageTitle } from '../../alerts/page-title.ts'
import { Badge } from '../../controls/badge.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { formatDateTime, formatDuration } from '../../i18n/format.ts'
import { PageLink } from '../../page-frame.tsx'
import { openLiveList } from '../../state/console/live/live-list.ts'
import { serverClock } from '../../state/server-clock.ts'
import { useObservable } from '../../state/use-observable.ts'
import { PagedRows } from '../paged-rows.tsx'
import { liveApi } from '../requests/live.ts'
import type { ConsoleViewProps } from '../view-props.ts'
import { engineText, qualityText } from './live-words.ts'
import './live.css'

const EVERY_MS = 4_000

/** The meetings of the organization that are going on, newest first. */
export function LiveList({ model, corpId, organization, pathOf }: ConsoleViewProps) {
  const { t } = useTranslation('console')
  const [list] = useState(() => openLiveList(liveApi, { corpId, signedOut: model.session.lost }))
  const view = useObservable(list.view)
  useEffect(() => startAutoRefresh(list.refresh, EVERY_MS), [list])
  usePageTitle(t('titleOf', { page: t('page.live') }))
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.live')}</h1>
          <p className="lead">{t('live.lead', { organization })}</p>
        </div>
      </header>
      <PagedRows view={view} more={() => void list.more()} none={t('live.none')}>
        {(meetings) => (
          <div className="console-table live-table" role="region" aria-label={t('page.live')} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('live.topic')}</th>
                  <th scope="col" className="console-wide">
                    {t('live.host')}
                  </th>
                  <th scope="col" className="console-wide">
                    {t('live.since')}
                  </th>
                  <th scope="col">{t('live.people')}</th>
                  <th scope="col" className="console-wide">
                    {t('live.quality')}
                  </th>
                  <th scope="col" className="console-wide">
                    {t('live.media')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {meetings.map((meeting) => (
                  <MeetingRow
                    key={meeting.conferenceId}
                    meeting={meeting}
                    model={model}
                    to={pathOf({ page: 'live', id: meeting.conferenceId })}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PagedRows>
    </>
  )
}

type MeetingRowProps = Pick<ConsoleViewProps, 'model'> & { meeting: LiveMeetingAnswer; to: string }

function MeetingRow({ meeting, model, to }: MeetingRowProps) {
  const { t, i18n } = useTranslation('console')
  const { t: common } = useTranslation()
  const { title, hostName, startTime, inside, locked, mediaDown, grades } = meeting
  const time = formatDateTime(i18n.language, startTime)
  const duration = formatDuration(common, Math.max(0, serverClock.now() - startTime))
  const host = hostName ?? t('live.noHost')
  return (
    <tr data-testid="live-meeting">
      <th scope="row">
        <PageLink model={model} to={to}>
          {title}
        </PageLink>
        {locked && <Badge>{t('live.locked')}</Badge>}
        {mediaDown && <Badge tone="strong">{t('live.down')}</Badge>}
        <span className="console-note console-narrow">{`${host} · ${t('live.sinceFor', { time, duration })}`}</span>
        <span className="console-note console-narrow">{qualityText(t, grades)}</span>
      </th>
      <td className="console-wide">{host}</td>
      <td className="console-wide live-when">
        {time}
        <span className="console-note">{duration}</span>
      </td>
      <td data-testid="inside">{inside}</td>
      <td className="console-wide">{qualityText(t, grades)}</td>
      <td className="console-wide">{engineText(t, meeting)}</td>
    </tr>
  )
}

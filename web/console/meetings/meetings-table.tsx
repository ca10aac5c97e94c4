import { useTranslation } from 'react-i18next'
import type { FoundMeeting } from '../../../contract/web/console-meetings-types.ts'
import type { AppModel } from '../../app-model.ts'
import { Badge } from '../../controls/badge.tsx'
import { formatDateTime, formatDuration } from '../../i18n/format.ts'
import { PageLink } from '../../page-frame.tsx'
import type { ConsoleViewProps } from '../view-props.ts'

export type MeetingsTableProps = {
  model: AppModel
  meetings: readonly FoundMeeting[]
  isBusy: boolean
  pathOf: ConsoleViewProps['pathOf']
}

/** The meetings in rows. On a narrow screen, all facts stand below the title. */
export function MeetingsTable({ model, meetings, isBusy, pathOf }: MeetingsTableProps) {
  const { t } = useTranslation('console')
  return (
    <div className="console-table" role="region" aria-label={t('page.meetings')} tabIndex={0} aria-busy={isBusy}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('meetings.meeting')}</th>
            <th scope="col" className="console-wide">
              {t('meetings.organizer')}
            </th>
            <th scope="col" className="console-wide">
              {t('meetings.started')}
            </th>
            <th scope="col" className="console-wide">
              {t('meetings.duration')}
            </th>
            <th scope="col" className="console-wide">
              {t('meetings.people')}
            </th>
          </tr>
        </thead>
        <tbody>
          {meetings.map((meeting) => (
            <MeetingRow key={meeting.conferenceId} model={model} meeting={meeting} pathOf={pathOf} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function MeetingRow({
  model,
  meeting,
  pathOf,
}: {
  model: AppModel
  meeting: FoundMeeting
  pathOf: MeetingsTableProps['pathOf']
}) {
  const { t, i18n } = useTranslation('console')
  const { t: common } = useTranslation()
  const { conferenceId, title, organizer, startTime, endTime, attended, inside } = meeting
  const isLive = endTime === undefined
  const started = formatDateTime(i18n.language, startTime)
  const duration = isLive ? t('meetings.live') : formatDuration(common, endTime - startTime)
  const people = isLive ? t('meetings.insideNow', { count: inside }) : t('meetings.attended', { count: attended })
  return (
    <tr data-testid="meeting" data-id={conferenceId}>
      <th scope="row">
        <PageLink model={model} to={pathOf({ page: 'meetings', id: conferenceId })}>
          {title || common('home.untitled')}
        </PageLink>
        {isLive && <Badge tone="strong">{t('meetings.live')}</Badge>}
        <span className="console-note console-narrow">
          {[organizer, started, ...(isLive ? [] : [duration]), people].join(' · ')}
        </span>
      </th>
      <td className="console-wide">{organizer}</td>
      <td className="console-wide console-nowrap">{started}</td>
      <td className="console-wide console-nowrap">{isLive ? '–' : duration}</td>
      <td className="console-wide console-nowrap">{people}</td>
    </tr>
  )
}

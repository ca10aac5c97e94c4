import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundMeeting } from '../../../contract/web/console-meetings-types.ts'
import type { AppModel } from '../../app-model.ts'
import { Badge } from '../../controls/badge.tsx'
import { formatDuration } from '../../i18n/format.ts'
import { formatMoment } from '../moment.ts'
import { PageLink } from '../../page-frame.tsx'
import type { TableLayout } from '../table/console-table.tsx'
import { PagedTable, type PagedTableState } from '../table/paged-table.tsx'
import type { ConsoleViewProps } from '../view-props.ts'

export type MeetingsTableProps = PagedTableState<FoundMeeting> & {
  model: AppModel
  pathOf: ConsoleViewProps['pathOf']
}

/** The meetings in rows. */
export function MeetingsTable({ model, pathOf, ...list }: MeetingsTableProps) {
  const { t, i18n } = useTranslation('console')
  const { t: common } = useTranslation()
  // There may be thousands of rows. Those of meetings that have not changed are not drawn again.
  const layout = useMemo((): TableLayout<FoundMeeting> => {
    const startOf = ({ startTime }: FoundMeeting) => formatMoment(i18n.language, startTime)
    const durationOf = ({ startTime, endTime }: FoundMeeting) =>
      endTime === undefined ? undefined : formatDuration(common, endTime - startTime)
    const peopleOf = ({ endTime, inside, attended }: FoundMeeting) =>
      endTime === undefined ? t('meetings.insideNow', { count: inside }) : t('meetings.attended', { count: attended })
    return {
      label: t('page.meetings'),
      keyOf: ({ conferenceId }) => conferenceId,
      testId: 'meeting',
      data: ({ conferenceId }) => ({ 'data-id': conferenceId }),
      columns: [
        {
          label: t('meetings.meeting'),
          isRowHeading: true,
          renderCell: ({ conferenceId, title, endTime }) => (
            <>
              <PageLink model={model} to={pathOf({ page: 'meetings', id: conferenceId })}>
                {title || common('home.untitled')}
              </PageLink>
              {endTime === undefined && <Badge tone="strong">{t('meetings.live')}</Badge>}
            </>
          ),
        },
        { label: t('meetings.organizer'), isWide: true, renderCell: ({ organizer }) => organizer },
        { label: t('meetings.started'), isWide: true, isNowrap: true, renderCell: startOf },
        { label: t('meetings.duration'), isWide: true, isNowrap: true, renderCell: (one) => durationOf(one) ?? '–' },
        { label: t('meetings.people'), isWide: true, isNowrap: true, renderCell: peopleOf },
      ],
      below: (meeting) => {
        const facts = [meeting.organizer, startOf(meeting), durationOf(meeting), peopleOf(meeting)]
        return [facts.filter((fact) => fact !== undefined).join(' · ')]
      },
    }
  }, [t, common, i18n.language, model, pathOf])
  return <PagedTable {...list} layout={layout} />
}

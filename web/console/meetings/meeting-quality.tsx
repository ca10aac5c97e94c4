import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeetingQualityPerson } from '../../../contract/web/console-meetings-types.ts'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { gradeWord } from '../../state/console/meetings/meeting.ts'
import type { PagedList } from '../../state/console/paged-list.ts'
import { useObservable } from '../../state/use-observable.ts'
import { PagedTable } from '../table/paged-table.tsx'

type Latest = NonNullable<MeetingQualityPerson['latest']>

/** How good the connections of people in a meeting were. */
export function MeetingQuality({ list }: { list: PagedList<MeetingQualityPerson, undefined> }) {
  const { t, i18n } = useTranslation('console')
  const view = useObservable(list.view)
  useEffect(() => startAutoRefresh(list.refresh), [list])
  const round = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
  return (
    <>
      <p className="lead">{t('meetings.qualityLead')}</p>
      <PagedTable
        view={view}
        more={() => void list.more()}
        restart={() => void list.restart()}
        none={t('meetings.qualityNone')}
        layout={{
          label: t('meetings.part.quality'),
          keyOf: ({ unionId }, index) => unionId ?? index,
          testId: 'quality-person',
          columns: [
            { label: t('meetings.person'), isRowHeading: true, renderCell: ({ name }) => name },
            { label: t('meetings.grade'), renderCell: gradeOf },
            { label: t('meetings.reports'), isWide: true, renderCell: ({ reports }) => reports },
            { label: t('meetings.sessions'), isWide: true, renderCell: ({ sessions }) => sessions },
            {
              label: t('meetings.latest'),
              isWide: true,
              renderCell: ({ latest }) => (
                <>
                  {measuredOf(latest) || '–'}
                  {latest && <span className="console-note">{formatDateTime(i18n.language, latest.at)}</span>}
                </>
              ),
            },
          ],
          below: ({ latest }) => [measuredOf(latest)].filter((line) => line !== ''),
        }}
      />
    </>
  )

  function gradeOf({ grade }: MeetingQualityPerson) {
    const word = gradeWord(grade)
    return (
      <>
        <span className="console-grade" data-grade={word}>
          {t(`meetings.grades.${word}`)}
        </span>
        {grade !== undefined && <span className="console-note">{round.format(grade)} / 3</span>}
      </>
    )
  }

  function measuredOf({ roundTripMs, lostPercent, jitterMs }: Partial<Latest> = {}): string {
    return [
      ...(roundTripMs === undefined ? [] : [t('meetings.roundTrip', { value: round.format(Math.round(roundTripMs)) })]),
      ...(lostPercent === undefined ? [] : [t('meetings.lost', { value: round.format(lostPercent) })]),
      ...(jitterMs === undefined ? [] : [t('meetings.jitter', { value: round.format(Math.round(jitterMs)) })]),
    ].join(' · ')
  }
}

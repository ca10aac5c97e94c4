import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeetingQualityPerson } from '../../../contract/web/console-meetings-types.ts'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { gradeWord } from '../../state/console/meetings/meeting.ts'
import type { PagedList } from '../../state/console/paged-list.ts'
import { useObservable } from '../../state/use-observable.ts'
import { PagedRows } from '../paged-rows.tsx'

/** How good the connections of people in a meeting were. */
export function MeetingQuality({ list }: { list: PagedList<MeetingQualityPerson, undefined> }) {
  const { t } = useTranslation('console')
  const view = useObservable(list.view)
  useEffect(() => startAutoRefresh(list.refresh), [list])
  return (
    <>
      <p className="lead">{t('meetings.qualityLead')}</p>
      <PagedRows view={view} more={() => void list.more()} none={t('meetings.qualityNone')}>
        {(people, isBusy) => (
          <div
            className="console-table"
            role="region"
            aria-label={t('meetings.part.quality')}
            tabIndex={0}
            aria-busy={isBusy}
          >
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('meetings.person')}</th>
                  <th scope="col">{t('meetings.grade')}</th>
                  <th scope="col" className="console-wide">
                    {t('meetings.reports')}
                  </th>
                  <th scope="col" className="console-wide">
                    {t('meetings.sessions')}
                  </th>
                  <th scope="col" className="console-wide">
                    {t('meetings.latest')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {people.map((person, index) => (
                  <PersonRow key={person.unionId ?? index} person={person} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PagedRows>
    </>
  )
}

function PersonRow({ person }: { person: MeetingQualityPerson }) {
  const { t, i18n } = useTranslation('console')
  const { name, sessions, reports, grade, latest } = person
  const word = gradeWord(grade)
  const round = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
  const measured = latest
    ? [
        ...(latest.roundTripMs === undefined
          ? []
          : [t('meetings.roundTrip', { value: round.format(Math.round(latest.roundTripMs)) })]),
        ...(latest.lostPercent === undefined ? [] : [t('meetings.lost', { value: round.format(latest.lostPercent) })]),
        ...(latest.jitterMs === undefined
          ? []
          : [t('meetings.jitter', { value: round.format(Math.round(latest.jitterMs)) })]),
      ].join(' · ')
    : ''
  return (
    <tr data-testid="quality-person">
      <th scope="row">
        {name}
        {measured !== '' && <span className="console-note console-narrow">{measured}</span>}
      </th>
      <td>
        <span className="console-grade" data-grade={word}>
          {t(`meetings.grades.${word}`)}
        </span>
        {grade !== undefined && <span className="console-note">{round.format(grade)} / 3</span>}
      </td>
      <td className="console-wide">{reports}</td>
      <td className="console-wide">{sessions}</td>
      <td className="console-wide">
        {measured === '' ? '–' : measured}
        {latest && <span className="console-note">{formatDateTime(i18n.language, latest.at)}</span>}
      </td>
    </tr>
  )
}

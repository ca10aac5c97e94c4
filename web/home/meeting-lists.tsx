import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OngoingMeeting, RecentMeeting } from '../../contract/web/types.ts'
import { groupRoomCode } from '../../contract/text/room-code.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { EmptyState } from '../controls/empty-state.tsx'
import { formatDateTime, formatDay, formatDuration, formatTime, formatTimeAfter } from '../i18n/format.ts'
import { PageLink } from '../page-frame.tsx'
import { groupByDay } from '../state/home/place-meetings.ts'
import { attendancePath } from '../state/route.ts'

/** `attendStatus` of a person in the meeting. */
const INSIDE = 3

type OngoingProps = {
  meetings: readonly OngoingMeeting[] | undefined
  rejoin: (roomCode: string) => void
  /** Rows of scheduled meetings that are in progress. */
  children: readonly ReactNode[] | undefined
}

/** The meetings in progress. `children` are further rows. */
export function OngoingMeetings({ meetings, rejoin, children }: OngoingProps) {
  const { t, i18n } = useTranslation()
  return (
    <section className="list-section" aria-labelledby="ongoing">
      <h2 id="ongoing">{t('home.ongoing')}</h2>
      {meetings === undefined && <Placeholder />}
      {meetings?.length === 0 && children?.length === 0 && <EmptyState>{t('home.ongoingNone')}</EmptyState>}
      <ul className="list">
        {children}
        {meetings?.map((meeting) => (
          <li key={meeting.conferenceId} className="list-row">
            <span className={meeting.inside === 0 ? 'live live-calm' : 'live'} aria-hidden="true" />
            <div className="list-text">
              <p className="list-title">{meeting.title || t('home.untitled')}</p>
              <p className="list-note">
                <span>
                  {meeting.inside === 0 ? t('home.nobodyThere') : t('home.peopleCount', { count: meeting.inside })}
                </span>
                <span>{t('home.since', { time: formatDateTime(i18n.language, meeting.startTime) })}</span>
                <span>{t('home.code', { code: groupRoomCode(meeting.roomCode) })}</span>
                {meeting.status === INSIDE && <span>{t('home.youAreIn')}</span>}
              </p>
            </div>
            <Button
              variant={meeting.inside === 0 ? 'plain' : 'primary'}
              aria-label={t('home.rejoinNamed', { title: meeting.title || t('home.untitled') })}
              onPress={() => rejoin(meeting.roomCode)}
            >
              {t('home.rejoin')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

type RecentProps = { model: AppModel; meetings: readonly RecentMeeting[] | undefined }

/** The meetings that have ended, under the day on which they began. */
export function RecentMeetings({ model, meetings }: RecentProps) {
  const { t, i18n } = useTranslation()
  return (
    <section className="list-section" aria-labelledby="recent">
      <h2 id="recent">{t('home.recent')}</h2>
      {meetings === undefined && <Placeholder />}
      {meetings?.length === 0 && <EmptyState>{t('home.recentNone')}</EmptyState>}
      {groupByDay(meetings ?? []).map(({ day, meetings: ofDay }) => (
        <div key={day} className="list-day">
          <h3>{formatDay(i18n.language, day)}</h3>
          <ul className="list">
            {ofDay.map((meeting) => (
              <RecentRow key={meeting.conferenceId} model={model} meeting={meeting} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function RecentRow({ model, meeting }: { model: AppModel; meeting: RecentMeeting }) {
  const { t, i18n } = useTranslation()
  const { title, startTime, endTime, joinTime, durationMs } = meeting
  return (
    <li className="list-row" data-testid="recent-meeting">
      <div className="list-text">
        <p className="list-title">{title || t('home.untitled')}</p>
        <p className="list-note">
          <span>
            {t('home.booking.until', {
              from: formatTime(i18n.language, startTime),
              to: formatTimeAfter(i18n.language, endTime, startTime),
            })}
          </span>
          <span>{t('home.lasted', { time: formatDuration(t, endTime - startTime) })}</span>
          <span>
            {joinTime === undefined ? t('home.neverIn') : t('home.ownTime', { time: formatDuration(t, durationMs) })}
          </span>
        </p>
      </div>
      <PageLink
        model={model}
        to={attendancePath(meeting.conferenceId)}
        className="button button-plain button-small"
        label={t('home.attendanceNamed', { title: title || t('home.untitled') })}
      >
        {t('home.attendance')}
      </PageLink>
    </li>
  )
}

function Placeholder() {
  const { t } = useTranslation()
  return <EmptyState isStatus>{t('app.loading')}</EmptyState>
}

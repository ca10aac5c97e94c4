import { useTranslation } from 'react-i18next'
import type { OngoingMeeting, RecentMeeting } from '../../contract/web/types.ts'
import { groupRoomCode } from '../../contract/text/room-code.ts'
import { Button } from '../controls/button.tsx'
import { formatDuration, formatDateTime } from '../i18n/format.ts'

/** `attendStatus` of a person in the meeting. */
const INSIDE = 3

type OngoingProps = { meetings: readonly OngoingMeeting[] | undefined; rejoin: (roomCode: string) => void }

export function OngoingMeetings({ meetings, rejoin }: OngoingProps) {
  const { t, i18n } = useTranslation()
  return (
    <section className="list-section" aria-labelledby="ongoing">
      <h2 id="ongoing">{t('home.ongoing')}</h2>
      {meetings === undefined && <Placeholder />}
      {meetings?.length === 0 && <p className="empty">{t('home.ongoingNone')}</p>}
      <ul className="list">
        {meetings?.map((meeting) => (
          <li key={meeting.conferenceId} className="list-row">
            <span className="live" aria-hidden="true" />
            <div className="list-text">
              <p className="list-title">{meeting.title || t('home.untitled')}</p>
              <p className="list-note">
                <span>{t('home.peopleCount', { count: meeting.inside })}</span>
                <span>{t('home.since', { time: formatDateTime(i18n.language, meeting.startTime) })}</span>
                <span>{t('home.code', { code: groupRoomCode(meeting.roomCode) })}</span>
                {meeting.status === INSIDE && <span>{t('home.youAreIn')}</span>}
              </p>
            </div>
            <Button
              variant="primary"
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

export function RecentMeetings({ meetings }: { meetings: readonly RecentMeeting[] | undefined }) {
  const { t, i18n } = useTranslation()
  return (
    <section className="list-section" aria-labelledby="recent">
      <h2 id="recent">{t('home.recent')}</h2>
      {meetings === undefined && <Placeholder />}
      {meetings?.length === 0 && <p className="empty">{t('home.recentNone')}</p>}
      <ul className="list">
        {meetings?.map((meeting) => (
          <li key={meeting.conferenceId} className="list-row">
            <div className="list-text">
              <p className="list-title">{meeting.title || t('home.untitled')}</p>
              <p className="list-note">
                <span>{formatDateTime(i18n.language, meeting.startTime)}</span>
                <span>
                  {meeting.joinTime === undefined
                    ? t('home.neverIn')
                    : t('home.ownTime', { time: formatDuration(t, meeting.durationMs) })}
                </span>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Placeholder() {
  const { t } = useTranslation()
  return (
    <p className="empty" role="status">
      {t('app.loading')}
    </p>
  )
}

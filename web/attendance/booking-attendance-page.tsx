import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookingAttendanceAnswer } from '../../contract/web/attendance-types.ts'
import type { Me } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import { usePageTitle } from '../alerts/page-title.ts'
import { Button } from '../controls/button.tsx'
import { EmptyState } from '../controls/empty-state.tsx'
import { Notice } from '../controls/notice.tsx'
import { startAutoRefresh } from '../home/auto-refresh.ts'
import { addAttendanceTexts } from '../i18n/attendance-texts.ts'
import { errorText, formatDuration } from '../i18n/format.ts'
import { PageFrame, PageLink } from '../page-frame.tsx'
import { openBookingAttendance } from '../state/attendance/booking-attendance.ts'
import { attendancePath } from '../state/route.ts'
import { useObservable } from '../state/use-observable.ts'
import { Back } from './back.tsx'
import { Files } from './files.tsx'
import { bookingAttendanceRequest, loadBookingAttendance } from './requests.ts'
import { formatDay } from './times.ts'
import '../controls/scroll-cue.css'
import './attendance.css'
import './print.css'

addAttendanceTexts()

const ownTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

type Props = { model: AppModel; me: Me; bookingId: string }

/** Who came to how many meetings of a booking. */
export function BookingAttendancePage({ model, me, bookingId }: Props) {
  const { t } = useTranslation('attendance')
  const { t: common } = useTranslation()
  const [report] = useState(() =>
    openBookingAttendance(() => loadBookingAttendance(bookingId), { signedOut: model.session.lost }),
  )
  const view = useObservable(report.view)
  useEffect(() => startAutoRefresh(report.refresh), [report])
  usePageTitle(view.phase === 'shown' ? t('titleOf', { title: view.answer.title }) : t('title'))
  return (
    <PageFrame model={model} me={me}>
      {view.phase !== 'refused' && <Back model={model} />}
      {view.phase === 'loading' && <EmptyState isStatus>{common('app.loading')}</EmptyState>}
      {view.phase === 'refused' && (
        <>
          <h1>{refusalTitle(view.code)}</h1>
          <p>
            <Button variant="primary" onPress={() => model.navigation.go('/')}>
              {t('back')}
            </Button>
          </p>
        </>
      )}
      {view.phase === 'shown' && (
        <>
          {view.isStale && <Notice tone="warning">{t('stale')}</Notice>}
          <Report model={model} answer={view.answer} />
        </>
      )}
    </PageFrame>
  )

  function refusalTitle(code: string): string {
    if (code === 'not-permitted') return t('refused')
    return code === 'booking-not-found' ? t('unknownBooking') : errorText(common, code)
  }
}

function Report({ model, answer }: { model: AppModel; answer: BookingAttendanceAnswer }) {
  const { t } = useTranslation('attendance')
  const { t: common } = useTranslation()
  const [timeZone, setTimeZone] = useState(() => (answer.timeZone === 'UTC' ? ownTimeZone : answer.timeZone))
  const { bookingId, title, meetings } = answer
  return (
    <div className="attendance">
      <header className="attendance-head">
        <p className="attendance-kind">{t('title')}</p>
        <h1>{title || common('home.untitled')}</h1>
        <p className="lead">{meetings.length === 0 ? t('notHeld') : t('held', { count: meetings.length })}</p>
      </header>
      {meetings.length > 0 && (
        <>
          <Files
            path={bookingAttendanceRequest(bookingId)}
            zones={[answer.timeZone]}
            timeZone={timeZone}
            setTimeZone={setTimeZone}
            href={model.navigation.href}
          />
          <People model={model} answer={answer} timeZone={timeZone} />
        </>
      )}
    </div>
  )
}

function People({ model, answer, timeZone }: { model: AppModel; answer: BookingAttendanceAnswer; timeZone: string }) {
  const { t, i18n } = useTranslation('attendance')
  const { t: common } = useTranslation()
  const { meetings, people } = answer
  return (
    <section className="card stack" aria-labelledby="people">
      <h2 id="people">{t('people')}</h2>
      {people.length === 0 && <EmptyState isStatus>{t('nobodyCame')}</EmptyState>}
      {people.length > 0 && (
        <div
          className="attendance-table attendance-grid scroll-cue"
          role="region"
          aria-labelledby="people"
          tabIndex={0}
        >
          <table>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('meetingsOf', { count: meetings.length })}</th>
                <th scope="col">{t('timeInside')}</th>
                {meetings.map(({ conferenceId, startTime, came }) => (
                  <th key={conferenceId} scope="col">
                    <PageLink model={model} to={attendancePath(conferenceId)}>
                      {formatDay(i18n.language, startTime, timeZone)}
                    </PageLink>
                    <span className="attendance-number">{t('cameCount', { count: came })}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {people.map(({ unionId, name, attended, durationMs, times }) => (
                <tr key={unionId ?? `name ${name}`} data-testid="regular">
                  <th scope="row">
                    <span className="attendance-name">{name}</span>
                  </th>
                  <td>{attended}</td>
                  <td>{attended === 0 ? '–' : formatDuration(common, durationMs)}</td>
                  {times.map((time, index) => (
                    <td key={meetings[index]?.conferenceId ?? index}>
                      {time === null ? <span title={t('never')}>–</span> : formatDuration(common, time)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

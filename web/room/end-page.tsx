import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { usePageTitle } from '../alerts/page-title.ts'
import type { RoomEnd, RoomStatus } from '../state/room/views.ts'
import { formatDuration } from '../i18n/format.ts'
import type { MeetingSummary } from '../state/room/summary.ts'
import { attendancePath } from '../state/route.ts'
import './end-page.css'

export type EndPageProps = { end: Extract<RoomStatus, { phase: 'ended' }>; goHome: () => void }

/** Ends after which the person is still in the meeting, elsewhere. */
const OTHER_DEVICE: ReadonlySet<RoomEnd> = new Set(['replaced', 'moved', 'too-many-devices'])

/** Why the person is no longer in the meeting, and a button to rejoin where that is possible. */
export function EndPage({ end, goHome }: EndPageProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { reason, byAdministrator, rejoin, previous, summary } = end
  usePageTitle(t(`room.end.${reason}.title`))
  const way = OTHER_DEVICE.has(reason) ? 'again' : 'rejoin'
  return (
    <main className="end-page" data-testid="end-page" data-reason={reason}>
      <h1 ref={heading} tabIndex={-1}>
        {t(`room.end.${reason}.title`)}
      </h1>
      <p>
        {t(`room.end.${reason}.words`)}
        {byAdministrator && <> {t('room.end.byAdministrator')}</>}
      </p>
      {summary && <Summary summary={summary} />}
      <div className="end-page-ways">
        {rejoin && (
          <Button variant="primary" size="large" data-testid="rejoin" onPress={rejoin}>
            {t(`room.end.${way}`)}
          </Button>
        )}
        {previous && (
          <Button variant={rejoin ? 'plain' : 'primary'} size="large" data-testid="go-back" onPress={previous.goBack}>
            {t('room.end.previous', { title: previous.title })}
          </Button>
        )}
        {reason === 'version-unsupported' && (
          <Button variant="primary" size="large" data-testid="reload" onPress={() => location.reload()}>
            {t('room.end.reload')}
          </Button>
        )}
        {summary?.attendanceOf !== undefined && (
          <a
            className="button button-plain button-large"
            data-testid="attendance"
            // Relative to where the server is mounted.
            href={attendancePath(summary.attendanceOf).slice(1)}
          >
            {t('room.end.attendance')}
          </a>
        )}
        <Button size="large" data-testid="go-home" onPress={goHome}>
          {t('room.end.home')}
        </Button>
      </div>
    </main>
  )
}

/** How long the person was in the meeting, and who else was there. */
function Summary({ summary }: { summary: MeetingSummary }) {
  const { t, i18n } = useTranslation()
  const { durationMs, others, moreOthers } = summary
  const names = moreOthers > 0 ? [...others, t('room.end.more', { count: moreOthers })] : others
  return (
    <p data-testid="end-summary">
      {t('room.end.stay', { duration: formatDuration(t, durationMs) })}
      {names.length > 0 && (
        <>
          <br />
          {t('room.end.with', { names: new Intl.ListFormat(i18n.language, { style: 'narrow' }).format(names) })}
        </>
      )}
    </p>
  )
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeetingAnswer } from '../../../contract/web/console-meetings-types.ts'
import { groupRoomCode } from '../../../contract/text/room-code.ts'
import { AttendanceReport } from '../../attendance/report.tsx'
import { Badge } from '../../controls/badge.tsx'
import { EmptyState } from '../../controls/empty-state.tsx'
import { Notice } from '../../controls/notice.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { errorText, formatDuration, formatTimeAfter } from '../../i18n/format.ts'
import { formatMoment } from '../moment.ts'
import { PageLink } from '../../page-frame.tsx'
import { openAttendance } from '../../state/attendance/attendance.ts'
import { MEETING_PARTS, openMeeting, readPart, type MeetingPart } from '../../state/console/meetings/meeting.ts'
import { bookingAttendancePath } from '../../state/route.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { meetingsApi } from '../requests/meetings.ts'
import type { ConsoleViewProps } from '../view-props.ts'
import { MeetingLog } from './meeting-log.tsx'
import { MeetingQuality } from './meeting-quality.tsx'
import './meeting.css'

type Props = ConsoleViewProps & { id: string }

/** One meeting: what it was, who was there, what happened, and how good the connections were. */
export function MeetingPage(props: Props) {
  const { model, corpId, id, place, pathOf } = props
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  const words = useErrorWords()
  const [meeting] = useState(() => openMeeting(meetingsApi, { corpId, id, signedOut: model.session.lost }))
  const view = useObservable(meeting.view)
  const part = readPart(place)
  useEffect(() => startAutoRefresh(meeting.refresh), [meeting])
  return (
    <>
      <p>
        <PageLink model={model} to={pathOf({ page: 'meetings' })}>
          ← {t('meetings.back')}
        </PageLink>
      </p>
      {view.phase === 'loading' && <EmptyState isStatus>{common('app.loading')}</EmptyState>}
      {view.phase === 'refused' && (
        <h1>{view.code === 'conference-not-found' ? t('meetings.unknown') : words(view.code)}</h1>
      )}
      {view.phase === 'shown' && (
        <>
          <Facts {...props} meeting={view.meeting} />
          <nav className="console-parts" aria-label={t('meetings.parts')}>
            {MEETING_PARTS.map((one) => (
              <PageLink
                key={one}
                model={model}
                to={pathOf({ page: 'meetings', id, filters: one === MEETING_PARTS[0] ? {} : { part: one } })}
                className="console-part"
                isCurrent={one === part}
              >
                {t(`meetings.part.${one}`)}
              </PageLink>
            ))}
          </nav>
          <Part {...props} part={part} meeting={meeting} startTime={view.meeting.startTime} />
        </>
      )}
    </>
  )
}

function Facts({ model, meeting }: ConsoleViewProps & { meeting: MeetingAnswer }) {
  const { t, i18n } = useTranslation('console')
  const { t: common } = useTranslation()
  const { title, organizer, host, startTime, endTime, roomCode, attended, inside, invited, locked, booking } = meeting
  const from = formatMoment(i18n.language, startTime)
  const facts: readonly (readonly [string, string])[] = [
    [t('meetings.organizer'), organizer],
    ...(host === undefined ? [] : [[t('meetings.host'), host] as const]),
    [t('meetings.code'), groupRoomCode(roomCode)],
    [
      t('meetings.people'),
      endTime === undefined ? t('meetings.insideNow', { count: inside }) : t('meetings.attended', { count: attended }),
    ],
    ...(invited === 0 ? [] : [[t('meetings.invited'), t('meetings.attended', { count: invited })] as const]),
  ]
  return (
    <header>
      <h1>
        {title || common('home.untitled')} {endTime === undefined && <Badge tone="strong">{t('meetings.live')}</Badge>}
        {locked && endTime === undefined && <Badge>{t('meetings.locked')}</Badge>}
      </h1>
      <p className="lead">
        {endTime === undefined
          ? from
          : `${from} – ${formatTimeAfter(i18n.language, endTime, startTime)} (${formatDuration(common, endTime - startTime)})`}
      </p>
      <dl className="console-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {booking && (
          <div>
            <dt>{t('meetings.booking')}</dt>
            <dd>
              <PageLink model={model} to={bookingAttendancePath(booking.bookingId)}>
                {booking.title || common('home.untitled')}
              </PageLink>
            </dd>
          </div>
        )}
      </dl>
    </header>
  )
}

type PartProps = Props & { part: MeetingPart; meeting: ReturnType<typeof openMeeting>; startTime: number }

function Part({ model, id, part, meeting, startTime }: PartProps) {
  switch (part) {
    case 'attendance':
      return <Attendance model={model} id={id} />
    case 'log':
      return <MeetingLog list={meeting.log} startTime={startTime} />
    case 'quality':
      return <MeetingQuality list={meeting.quality} />
  }
}

function Attendance({ model, id }: Pick<Props, 'model' | 'id'>) {
  const { t } = useTranslation()
  const [attendance] = useState(() => openAttendance(model.api, { conferenceId: id, signedOut: model.session.lost }))
  const view = useObservable(attendance.view)
  useEffect(() => startAutoRefresh(attendance.refresh), [attendance])
  switch (view.phase) {
    case 'loading':
      return <EmptyState isStatus>{t('app.loading')}</EmptyState>
    case 'refused':
      return <Notice tone="error">{errorText(t, view.code)}</Notice>
    case 'shown':
      return <AttendanceReport answer={view.answer} href={model.navigation.href} isPart />
  }
}

import { useTranslation } from 'react-i18next'
import { groupRoomCode } from '../../../contract/text/room-code.ts'
import type { AppModel } from '../../app-model.ts'
import { Badge } from '../../controls/badge.tsx'
import { Button } from '../../controls/button.tsx'
import { Notice } from '../../controls/notice.tsx'
import { formatDuration } from '../../i18n/format.ts'
import { formatMoment } from '../moment.ts'
import { PageLink } from '../../page-frame.tsx'
import type { LiveMeetingFacts } from '../../state/console/live/live-meeting.ts'
import { attendancePath, meetingPath } from '../../state/route.ts'
import { serverClock } from '../../state/server-clock.ts'
import { engineText, qualityText } from './live-words.ts'

export type MeetingHeadProps = {
  model: AppModel
  facts: LiveMeetingFacts
  isOver: boolean
  act: (act: 'mute-all' | 'lock' | 'unlock') => void
  call: () => void
  end: () => void
}

/** What the meeting is, and what can be done with all of it. */
export function MeetingHead({ model, facts, isOver, act, call, end }: MeetingHeadProps) {
  const { t, i18n } = useTranslation('console')
  const { t: common } = useTranslation()
  const { meeting } = facts
  const { title, locked, hostName, startTime, inside, grades, mediaDown, roomCode, conferenceId } = meeting
  const rows = [
    [t('live.host'), hostName ?? t('live.noHost')],
    [
      t('live.since'),
      t('live.sinceFor', {
        time: formatMoment(i18n.language, startTime),
        duration: formatDuration(common, Math.max(0, serverClock.now() - startTime)),
      }),
    ],
    [t('live.people'), t('live.peopleOf', { count: inside })],
    [t('live.quality'), qualityText(t, grades)],
    [t('live.media'), engineText(t, meeting)],
    [t('live.code'), groupRoomCode(roomCode)],
  ] as const
  return (
    <>
      <header className="console-head">
        <h1>
          {title}
          {locked && !isOver && <Badge testId="locked">{t('live.locked')}</Badge>}
        </h1>
        <p className="live-links">
          {!isOver && (
            <PageLink model={model} to={meetingPath({ kind: 'link', roomCode })}>
              {t('live.join')}
            </PageLink>
          )}
          {!isOver && (
            <PageLink model={model} to={attendancePath(conferenceId)}>
              {t('live.attendance')}
            </PageLink>
          )}
        </p>
      </header>
      {mediaDown && !isOver && <Notice tone="warning">{t('overview.mediaDown')}</Notice>}
      {!isOver && (
        <div className="live-tools" role="group" aria-label={t('actions')}>
          <Button variant="primary" onPress={call} data-testid="call-people">
            {t('live.call')}
          </Button>
          <Button onPress={() => act('mute-all')} aria-describedby="mute-all-note" data-testid="mute-all">
            {t('live.muteAll')}
          </Button>
          <Button onPress={() => act(locked ? 'unlock' : 'lock')} data-testid="lock">
            {t(locked ? 'live.unlock' : 'live.lock')}
          </Button>
          <Button variant="danger" onPress={end} data-testid="end-meeting">
            {t('live.end')}
          </Button>
          <p id="mute-all-note" className="console-note">
            {t('live.muteAllNote')}
          </p>
        </div>
      )}
      {!isOver && (
        <dl className="live-facts card">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

import { useTranslation } from 'react-i18next'
import type { MeetingView } from '../state/room/views.ts'
import { Icon } from '../controls/icon.tsx'
import { serverClock } from '../state/server-clock.ts'
import { useNow } from './use-now.ts'

/** The meeting's title and how long it has lasted. */
export function RoomHead({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation()
  return (
    <div className="room-head">
      <h1 data-testid="meeting-title">{meeting.title || t('room.entry.untitled')}</h1>
      <div className="room-head-facts icon-small">
        {meeting.locked && (
          <span className="room-locked" data-testid="locked">
            <Icon name="lock" />
            {t('room.locked')}
          </span>
        )}
        {meeting.startTime !== undefined && <Elapsed since={meeting.startTime} />}
      </div>
    </div>
  )
}

function Elapsed({ since }: { since: number }) {
  const { t } = useTranslation()
  const now = useNow(serverClock)
  return (
    <span role="timer" aria-label={t('room.elapsed')} data-testid="elapsed">
      {passedTime(now - since)}
    </span>
  )
}

/** Elapsed time as `1:02:03` or `2:03`. */
function passedTime(passedMs: number): string {
  const seconds = Math.max(0, Math.floor(passedMs / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

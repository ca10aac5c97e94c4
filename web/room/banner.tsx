import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Readable } from '../../client/observable.ts'
import type { NoticesView, OwnView, RoomStatus } from '../state/room/views.ts'
import { useObservable } from '../state/use-observable.ts'
import { Button } from '../controls/button.tsx'
import { useNow } from './use-now.ts'

/** Shown above everything while it lasts: a lost connection, and sound that the browser blocks. */
export function Banner({ status, notices }: { status: RoomStatus; notices: NoticesView }) {
  const { t } = useTranslation()
  return (
    <>
      {status.phase === 'reconnecting' && <Reconnecting until={status.until} />}
      {status.phase === 'joined' && status.mediaInterrupted && (
        <div className="room-banner" data-testid="banner-media">
          <p role="alert">{t('room.banner.media')}</p>
        </div>
      )}
      {status.phase === 'returning' && <Returning tryNow={status.tryNow} leave={status.leave} />}
      {notices.soundBlocked && (
        <div className="room-banner" data-testid="banner-sound">
          <p role="status">{t('room.banner.sound')}</p>
          <Button size="small" data-testid="allow-sound" onPress={notices.soundBlocked.allow}>
            {t('room.banner.allowSound')}
          </Button>
        </div>
      )}
    </>
  )
}

function Reconnecting({ until }: { until: number }) {
  const { t } = useTranslation()
  const now = useNow()
  const seconds = Math.max(0, Math.ceil((until - now) / 1000))
  return (
    <div className="room-banner" data-testid="banner-reconnecting">
      <p role="alert">{t('room.banner.reconnecting')}</p>
      {/* A timer is not read aloud every second. */}
      <p role="timer" data-testid="reconnect-seconds">
        {t('room.banner.seconds', { count: seconds })}
      </p>
    </div>
  )
}

function Returning({ tryNow, leave }: Pick<Extract<RoomStatus, { phase: 'returning' }>, 'tryNow' | 'leave'>) {
  const { t } = useTranslation()
  return (
    <div className="room-banner" data-testid="banner-returning">
      <p role="alert">{t('room.banner.returning')}</p>
      <Button size="small" data-testid="try-now" onPress={tryNow}>
        {t('room.banner.tryNow')}
      </Button>
      <Button size="small" data-testid="leave-lost" onPress={leave}>
        {t('room.banner.leave')}
      </Button>
    </div>
  )
}

/** While somebody has no audio: tells this person why, or host and co-hosts, who that is. */
export function PlacesBanner({ own }: { own: Readable<OwnView> }) {
  const { t } = useTranslation()
  const { cutOff, unheard, limits, withoutSound } = useObservable(own)
  if (withoutSound)
    return (
      <div className="room-banner" data-testid="banner-without-sound">
        <p role="status">{t('room.limits.withoutSound.words')}</p>
        <Button size="small" data-testid="turn-sound-on" onPress={withoutSound.turnOn}>
          {t('room.limits.withoutSound.turnOn')}
        </Button>
      </div>
    )
  if (!cutOff && unheard.length === 0) return null
  return (
    <div className="room-banner" data-testid="banner-places" data-cut-off={cutOff}>
      <p role="status">
        {cutOff
          ? t('room.limits.cutOff', { limit: limits.places })
          : t('room.limits.unheard', { names: namesOf(unheard, t), limit: limits.places, count: unheard.length })}
      </p>
    </div>
  )
}

/** How many names a banner lists. */
const MAX_NAMES = 3

function namesOf(nicks: readonly string[], t: TFunction): string {
  const names = nicks.slice(0, MAX_NAMES).join(t('room.entry.comma'))
  const count = nicks.length - MAX_NAMES
  return count > 0 ? t('room.limits.names', { names, count }) : names
}

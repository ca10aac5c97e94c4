import { useTranslation } from 'react-i18next'
import type { Readable } from '../../client/observable.ts'
import type { OwnView } from '../state/room/views.ts'
import { useObservable } from '../state/use-observable.ts'

/** While the meeting is over its limits: says who is not heard, this person or the people who joined last. */
export function OverLimitBanner({ own }: { own: Readable<OwnView> }) {
  const { t } = useTranslation()
  const { cutOff, mediaFull, limits } = useObservable(own)
  if (!cutOff && !mediaFull) return null
  return (
    <div className="room-banner" data-testid="banner-over-limit" data-cut-off={cutOff}>
      <p role="status">{t(cutOff ? 'room.banner.cutOff' : 'room.banner.overLimit', { limit: limits.media })}</p>
    </div>
  )
}

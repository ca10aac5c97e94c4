import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import type { Readable } from '../../client/observable.ts'
import type { OwnView } from '../state/room/views.ts'
import { useObservable } from '../state/use-observable.ts'

/** While the person shares their screen: says so, with a button to stop. */
export function SharingBar({ own }: { own: Readable<OwnView> }) {
  const { t } = useTranslation()
  const { share } = useObservable(own)
  const stop = () => {
    share.toggle?.()
    // This button disappears. The one that shares again is in the toolbar, or on a phone in its menu.
    const next = document.getElementById('toggle-share') ?? document.getElementById('open-more')
    next?.focus()
  }
  return (
    <div className="room-sharing" data-on={share.on} data-testid="sharing-bar">
      {/* It exists before it has text: otherwise screen readers would not read the text. */}
      <p role="status">{share.on && t(share.sound ? 'room.banner.sharingSound' : 'room.banner.sharing')}</p>
      {share.on && (
        <Button size="small" variant="danger" data-testid="stop-sharing" onPress={stop}>
          {t('room.more.stopSharing')}
        </Button>
      )}
    </div>
  )
}

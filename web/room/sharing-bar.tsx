import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import type { Readable } from '../../client/observable.ts'
import type { OwnView } from '../state/room/views.ts'
import { useObservable } from '../state/use-observable.ts'

/** While the person shares their screen: says so, with a button to stop. */
export function SharingBar({ own }: { own: Readable<OwnView> }) {
  const { t } = useTranslation()
  const { share } = useObservable(own)
  return (
    <div className="room-sharing" data-on={share.on} data-testid="sharing-bar">
      {/* There before it has anything to say: otherwise it would not be read aloud. */}
      <p role="status">{share.on && t('room.banner.sharing')}</p>
      {share.on && (
        <Button size="small" variant="danger" data-testid="stop-sharing" onPress={() => share.toggle?.()}>
          {t('room.more.stopSharing')}
        </Button>
      )}
    </div>
  )
}

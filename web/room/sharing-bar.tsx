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
      {/* It exists before it has text: otherwise screen readers would not read the text. */}
      <p role="status">{share.on && t(share.sound ? 'room.banner.sharingSound' : 'room.banner.sharing')}</p>
      {share.on && (
        <Button size="small" variant="danger" data-testid="stop-sharing" onPress={() => share.toggle?.()}>
          {t('room.more.stopSharing')}
        </Button>
      )}
    </div>
  )
}

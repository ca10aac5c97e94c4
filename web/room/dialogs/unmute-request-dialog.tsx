import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import type { NoticesView } from '../../state/room/views.ts'

/** The host asks the person to unmute. Only the person can turn on their microphone. */
export function UnmuteRequestDialog({ request }: { request: NoticesView['unmuteRequest'] }) {
  const { t } = useTranslation()
  if (!request) return null
  return (
    <Dialog
      title={t('room.asked.title', { by: request.by })}
      role="alertdialog"
      isOpen
      onClose={request.dismiss}
      actions={
        <>
          <Button data-testid="stay-muted" onPress={request.dismiss}>
            {t('room.asked.stay')}
          </Button>
          <Button
            variant="primary"
            data-testid="asked-unmute"
            isDisabled={!request.unmute}
            onPress={() => request.unmute?.()}
          >
            {t('room.asked.unmute')}
          </Button>
        </>
      }
    >
      <p data-testid="asked-to-unmute">{t('room.asked.words')}</p>
    </Dialog>
  )
}

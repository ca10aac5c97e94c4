import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import type { NoticesView } from '../../state/room/views.ts'

/** The host asks the person to unmute. Only the person can turn on their microphone. */
export function UnmuteRequestDialog({ asked }: { asked: NoticesView['askedToUnmute'] }) {
  const { t } = useTranslation()
  if (!asked) return null
  return (
    <Dialog
      title={t('room.asked.title', { by: asked.by })}
      role="alertdialog"
      isOpen
      onClose={asked.dismiss}
      actions={
        <>
          <Button data-testid="stay-muted" onPress={asked.dismiss}>
            {t('room.asked.stay')}
          </Button>
          <Button look="primary" data-testid="asked-unmute" isDisabled={!asked.unmute} onPress={() => asked.unmute?.()}>
            {t('room.asked.unmute')}
          </Button>
        </>
      }
    >
      <p data-testid="asked-to-unmute">{t('room.asked.words')}</p>
    </Dialog>
  )
}

import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { PersonIdentity } from './person-identity.tsx'
import type { PersonView } from '../../state/room/people-views.ts'

/** Asks before another person becomes the host. */
export function HandOverDialog({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const { t } = useTranslation()
  const handOver = () => {
    person.handOverHost?.()
    onClose()
  }
  return (
    <Dialog
      title={t('room.handOver.title', { nick: person.nick })}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('room.cancel')}</Button>
          <Button variant="primary" data-testid="handover-confirm" onPress={handOver}>
            {t('room.handOver.confirm')}
          </Button>
        </>
      }
    >
      <PersonIdentity person={person} />
      <p>{t('room.handOver.words')}</p>
    </Dialog>
  )
}

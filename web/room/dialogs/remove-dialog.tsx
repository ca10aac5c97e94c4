import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Switch } from '../../controls/switch.tsx'
import type { PersonView } from '../../state/room/people-views.ts'

/** Asks before a member is removed, or a person who waits is denied. */
export function RemoveDialog({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const { t } = useTranslation()
  const [forbidRejoin, setForbidRejoin] = useState(false)
  const isWaiting = person.state === 'waiting'
  const remove = () => {
    person.remove?.({ forbidRejoin })
    onClose()
  }
  return (
    <Dialog
      title={t(isWaiting ? 'room.wait.refuseTitle' : 'room.remove.title', { nick: person.nick })}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('room.cancel')}</Button>
          <Button variant="danger" data-testid="remove-confirm" onPress={remove}>
            {t(isWaiting ? 'room.wait.refuseConfirm' : 'room.remove.confirm')}
          </Button>
        </>
      }
    >
      <p>{t(isWaiting ? 'room.wait.refuseWords' : 'room.remove.words')}</p>
      <Switch isSelected={forbidRejoin} onChange={setForbidRejoin} data-testid="forbid-rejoin">
        {t(isWaiting ? 'room.wait.refuseForbid' : 'room.remove.forbid')}
      </Switch>
    </Dialog>
  )
}

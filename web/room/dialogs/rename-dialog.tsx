import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { TextField } from '../../controls/text-field.tsx'
import type { PersonView } from '../../state/room/people-views.ts'

/** Asks for the new name of a member. */
export function RenameDialog({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const { t } = useTranslation()
  const [nick, setNick] = useState(person.nick)
  const [isRefused, setRefused] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (person.rename?.(nick) === true) onClose()
    else setRefused(true)
  }
  return (
    <Dialog title={t('room.rename.title')} isOpen onClose={onClose}>
      <form className="dialog-form" onSubmit={submit}>
        <TextField
          label={t('room.rename.label')}
          autoFocus
          testId="rename-nick"
          value={nick}
          onChange={setNick}
          error={isRefused ? t('room.name.unusable') : undefined}
        />
        <div className="dialog-actions">
          <Button onPress={onClose}>{t('room.cancel')}</Button>
          <Button type="submit" variant="primary" data-testid="rename-confirm">
            {t('room.rename.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

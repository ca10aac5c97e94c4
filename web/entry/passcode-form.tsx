import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/text-field.tsx'
import type { EntryView } from '../state/entry/entry-views.ts'

/** Asks for the passcode, from people who have a room code but no link. */
export function PasscodeForm({ view }: { view: EntryView }) {
  const { t } = useTranslation()
  const { passcode } = view
  if (!passcode) return null
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        passcode.submit?.()
      }}
    >
      <p>{t(`room.entry.passcodeOr.${passcode.orElse}`)}</p>
      <TextField
        label={t('room.entry.passcode')}
        testId="passcode"
        autoComplete="off"
        value={passcode.value}
        onChange={passcode.set}
      />
      <Button type="submit" variant="primary" size="large" data-testid="passcode-submit" isDisabled={!passcode.submit}>
        {t('room.entry.passcodeSubmit')}
      </Button>
    </form>
  )
}

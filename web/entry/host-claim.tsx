import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/text-field.tsx'
import type { EntryView } from '../state/entry/entry-views.ts'

/** Asks for the host password, from people who say that they are the host. */
export function HostClaim({ view }: { view: EntryView }) {
  const { t } = useTranslation()
  if (view.asHost) return <p data-testid="joins-as-host">{t('room.entry.asHost')}</p>
  if (!view.hostClaim) return null
  const { open, password } = view.hostClaim
  if (!password) {
    return (
      <Button variant="quiet" data-testid="claim-host" onPress={() => open?.()}>
        {t('room.entry.claimHost')}
      </Button>
    )
  }
  const { value, set, submit, refusal } = password
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        submit?.()
      }}
    >
      <TextField
        label={t('room.entry.hostPassword')}
        testId="host-password"
        autoComplete="off"
        value={value}
        onChange={set}
        error={
          refusal && t(refusal === 'not-admitted' ? 'room.entry.hostPasswordWrong' : `room.entry.refusal.${refusal}`)
        }
      />
      <Button type="submit" data-testid="host-password-submit" isDisabled={!submit}>
        {t('room.entry.passcodeSubmit')}
      </Button>
    </form>
  )
}

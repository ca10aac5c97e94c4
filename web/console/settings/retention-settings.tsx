import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Select } from '../../controls/select.tsx'
import { TextField } from '../../controls/text-field.tsx'
import type { SettingsDraft } from '../../state/console/settings/settings.ts'

type Props = {
  draft: SettingsDraft
  set: (changes: Partial<SettingsDraft>) => void
  error: string | undefined
}

/** How long ended meetings are kept. */
export function RetentionSettings({ draft, set, error }: Props) {
  const { t } = useTranslation('console')
  return (
    <section className="card stack" aria-labelledby="retention">
      <h2 id="retention">{t('settings.retention')}</h2>
      <p className="lead">{t('settings.retentionLead')}</p>
      <div className="settings-choices">
        <Select
          label={t('settings.keep')}
          options={[
            { id: 'forever', label: t('settings.keepForever') },
            { id: 'days', label: t('settings.keepDays') },
          ]}
          value={draft.keeps}
          onChange={(id) => set({ keeps: id === 'days' ? 'days' : 'forever' })}
        />
        {draft.keeps === 'days' && (
          <TextField
            label={t('settings.days')}
            value={draft.days}
            inputMode="numeric"
            onChange={(days) => set({ days: days.trim() })}
            error={error}
            testId="retention-days"
          />
        )}
      </div>
    </section>
  )
}

type ConfirmProps = { days: number; confirm: () => void; cancel: () => void; isBusy: boolean }

/** Asks before meetings are deleted. */
export function ConfirmRetention({ days, confirm, cancel, isBusy }: ConfirmProps) {
  const { t } = useTranslation('console')
  return (
    <Dialog
      title={t('settings.confirmTitle', { count: days })}
      role="alertdialog"
      isOpen
      onClose={cancel}
      actions={
        <>
          <Button onPress={cancel}>{t('cancel')}</Button>
          <Button variant="danger" isBusy={isBusy} onPress={confirm} data-testid="confirm-retention">
            {t('settings.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('settings.confirmWords', { count: days })}</p>
      <p>{t('settings.confirmHour')}</p>
    </Dialog>
  )
}

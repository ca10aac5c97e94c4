import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { appsApi } from '../requests/apps.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { OverlapSelect } from '../overlap-select.tsx'

export type RenewDialogProps = {
  corpId: string
  app: AdministeredApp
  renewed: (app: AdministeredApp, secret: string) => void
  close: () => void
  signedOut: () => void
}

/** Gives an app a new secret. The previous secret stays valid for a while, so that programs can be changed without a gap. */
export function RenewDialog({ corpId, app, renewed, close, signedOut }: RenewDialogProps) {
  const { t } = useTranslation('console')
  const [hours, setHours] = useState(24)
  return (
    <ConfirmDialog
      title={t('apps.renewTitle', { name: app.name })}
      confirm={t('apps.renew')}
      signedOut={signedOut}
      close={close}
      act={async () => {
        const { app: after, secret } = await appsApi.renewSecret(corpId, app.clientId, hours)
        renewed(after, secret)
      }}
    >
      <p>{t('apps.renewWords')}</p>
      <OverlapSelect label={t('apps.overlap')} hours={hours} onChange={setHours} />
    </ConfirmDialog>
  )
}

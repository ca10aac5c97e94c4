import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { Select } from '../../controls/select.tsx'
import { appsApi } from '../requests/apps.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'

/** For how many hours the previous secret can stay valid. */
const OVERLAPS = [0, 1, 24, 72, 168, 720]

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
  const wordsOf = (overlap: number) => {
    if (overlap === 0) return t('apps.overlapNone')
    return overlap < 48 ? t('apps.overlapHours', { count: overlap }) : t('apps.overlapDays', { count: overlap / 24 })
  }
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
      <Select
        label={t('apps.overlap')}
        options={OVERLAPS.map((overlap) => ({ id: String(overlap), label: wordsOf(overlap) }))}
        value={String(hours)}
        onChange={(id) => setHours(Number(id))}
      />
    </ConfirmDialog>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedSubscription, SubscriptionSecrets } from '../../../contract/web/subscription-types.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { OverlapSelect } from '../overlap-select.tsx'
import { subscriptionsApi } from '../requests/subscriptions.ts'

export type RenewSecretDialogProps = {
  corpId: string
  subscription: ListedSubscription
  renewed: (secrets: SubscriptionSecrets) => void
  close: () => void
  signedOut: () => void
}

/** Gives a subscription new secrets. The previous one of a webhook signs for a while as well. */
export function RenewSecretDialog({ corpId, subscription, renewed, close, signedOut }: RenewSecretDialogProps) {
  const { t } = useTranslation('console')
  const [hours, setHours] = useState(24)
  const isWebhook = subscription.way === 'webhook'
  return (
    <ConfirmDialog
      title={t('events.renewTitle', { app: subscription.appName })}
      confirm={t('events.renew')}
      close={close}
      signedOut={signedOut}
      act={async () => {
        const { secrets } = await subscriptionsApi.renewSubscriptionSecret(corpId, subscription.id, hours)
        renewed(secrets)
      }}
    >
      <p>{t(isWebhook ? 'events.renewWords' : 'events.renewCallbackWords')}</p>
      {isWebhook && <OverlapSelect label={t('events.overlap')} hours={hours} onChange={setHours} />}
    </ConfirmDialog>
  )
}

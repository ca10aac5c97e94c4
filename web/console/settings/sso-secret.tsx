import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { settingsApi } from '../requests/settings.ts'
import { SecretDialog } from '../secret-dialog.tsx'

/** The secret with which programs of the organization ask who has signed in. It is stored as a hash, so nobody can see it again. */
export function SsoSecret({ corpId, signedOut }: { corpId: string; signedOut: () => void }) {
  const { t } = useTranslation('console')
  const [isAsking, setAsking] = useState(false)
  const [secret, setSecret] = useState<string>()
  return (
    <section className="card stack settings-directory" aria-labelledby="sso-secret">
      <h2 id="sso-secret">{t('settings.sso.title')}</h2>
      <p className="lead">{t('settings.sso.lead')}</p>
      <div className="settings-actions">
        <Button onPress={() => setAsking(true)} data-testid="renew-sso-secret">
          {t('settings.sso.renew')}
        </Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={t('settings.sso.renewTitle')}
          confirm={t('settings.sso.renew')}
          close={() => setAsking(false)}
          signedOut={signedOut}
          act={async () => setSecret((await settingsApi.renewSsoSecret(corpId)).ssoSecret)}
        >
          <p>{t('settings.sso.renewWords')}</p>
        </ConfirmDialog>
      )}
      {secret !== undefined && (
        <SecretDialog
          title={t('settings.sso.title')}
          close={() => setSecret(undefined)}
          values={[
            { label: 'corpId', text: corpId },
            { label: t('settings.sso.secret'), text: secret, testId: 'sso-secret' },
          ]}
        >
          <p>{t('settings.sso.secretWords')}</p>
        </SecretDialog>
      )}
    </section>
  )
}

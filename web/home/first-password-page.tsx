import { useTranslation } from 'react-i18next'
import type { Me } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { Bare } from '../page-frame.tsx'
import { NewPasswordForm } from '../settings/new-password-form.tsx'

/** Shown until the person has replaced the temporary password that they were given. */
export function FirstPasswordPage({ model, me }: { model: AppModel; me: Me }) {
  const { t } = useTranslation()
  return (
    <Bare title={t('password.firstTitle')}>
      <p className="lead">{t('password.firstLead')}</p>
      <NewPasswordForm model={model} me={me} />
      <Button variant="quiet" onPress={() => void model.session.signOut()}>
        {t('app.signOut')}
      </Button>
    </Bare>
  )
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { Notice } from '../controls/notice.tsx'
import { addAccountTexts } from '../i18n/account-texts.ts'
import { errorText } from '../i18n/format.ts'
import { Bare, Waiting } from '../page-frame.tsx'
import { NewPasswordFields } from '../settings/new-password-form.tsx'
import { openPasswordLink } from '../state/account/password-link.ts'
import { useObservable } from '../state/use-observable.ts'

addAccountTexts()

/** A person chooses a new password by a link. Its secret follows the `#` of the address. */
export function PasswordLinkPage({ model }: { model: AppModel }) {
  const { t } = useTranslation('account')
  const { t: common } = useTranslation()
  const { navigation, session } = model
  const [link] = useState(() =>
    openPasswordLink(model.api, {
      token: location.hash.slice(1),
      changed: (me) => {
        session.take(me)
        navigation.replace('/') // the link is used up, so it leaves the history
      },
    }),
  )
  const view = useObservable(link.view)
  useEffect(() => void link.load(), [link])
  switch (view.phase) {
    case 'loading':
      return <Waiting />
    case 'failed':
      return (
        <Bare title={t('link.title')}>
          <Notice tone="error">{errorText(common, view.code)}</Notice>
          <Button variant="primary" onPress={() => void link.load()}>
            {t('link.retry')}
          </Button>
        </Bare>
      )
    case 'invalid':
      return (
        <Bare title={t('link.invalidTitle')}>
          <p data-testid="link-invalid">{t('link.invalid')}</p>
          <Button variant="primary" onPress={() => navigation.replace('/')}>
            {t('link.again')}
          </Button>
        </Bare>
      )
    case 'loaded': {
      const { owner, form } = view
      return (
        <Bare title={t('link.title')}>
          <p className="lead" data-testid="link-person">
            {t('link.lead', owner)}
          </p>
          <NewPasswordFields form={form} userId={owner.userId} submit={t('link.submit')} />
        </Bare>
      )
    }
  }
}

import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Notice } from '../controls/notice.tsx'
import { Select } from '../controls/select.tsx'
import { TextField } from '../controls/text-field.tsx'
import { addAccountTexts } from '../i18n/account-texts.ts'
import { errorText } from '../i18n/format.ts'
import type { Api, SignInOptionsAnswer } from '../state/api.ts'
import { openForgottenPassword } from '../state/account/forgotten-password.ts'
import { useObservable } from '../state/use-observable.ts'

addAccountTexts()

type Props = {
  api: Pick<Api, 'mailPasswordLink'>
  options: SignInOptionsAnswer
  /** What is chosen and typed on the sign-in page. */
  corpId: string | undefined
  userId: string
  close: () => void
}

/** Says who can give a new password, and mails a link if the server can. */
export function ForgottenDialog({ api, options, corpId, userId: typed, close }: Props) {
  const { t, i18n } = useTranslation('account')
  const { t: common } = useTranslation()
  const [forgotten] = useState(() => openForgottenPassword(api, { options, corpId }))
  const view = useObservable(forgotten.view)
  const [userId, setUserId] = useState(typed)
  const form = useId()
  const help = options.passwordHelp ?? t('forgotten.ask')
  switch (view.phase) {
    case 'help':
      return (
        <Dialog title={t('forgotten.title')} isOpen onClose={close} actions={<Done close={close} />}>
          <p data-testid="password-help">{help}</p>
        </Dialog>
      )
    case 'sent':
      return (
        <Dialog title={t('forgotten.sentTitle')} isOpen onClose={close} actions={<Done close={close} />}>
          <p data-testid="password-mailed">{t('forgotten.sent', { userId: view.userId })}</p>
          <p className="lead">{t('forgotten.otherwise', { help })}</p>
        </Dialog>
      )
    case 'form': {
      const { error, isBusy } = view
      const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en'
      return (
        <Dialog
          title={t('forgotten.title')}
          isOpen
          onClose={close}
          actions={
            <>
              <Button onPress={close}>{t('forgotten.cancel')}</Button>
              <Button type="submit" form={form} variant="primary" isBusy={isBusy} data-testid="mail-link">
                {isBusy ? t('forgotten.busy') : t('forgotten.submit')}
              </Button>
            </>
          }
        >
          <form
            id={form}
            className="stack"
            onSubmit={(event) => {
              event.preventDefault()
              void forgotten.submit({ userId, language })
            }}
          >
            <p>{t('forgotten.lead')}</p>
            {error !== undefined && error !== 'incomplete' && (
              <Notice tone="error">
                {error === 'too-many-tries' ? t('forgotten.tooMany') : errorText(common, error)}
              </Notice>
            )}
            {options.organizations.length > 1 && (
              <Select
                label={t('forgotten.organization')}
                options={options.organizations.map(({ corpId: id, name }) => ({ id, label: name }))}
                value={view.corpId ?? null}
                onChange={forgotten.chooseOrganization}
              />
            )}
            <TextField
              label={t('forgotten.user')}
              name="username"
              autoComplete="username"
              autoFocus
              value={userId}
              onChange={setUserId}
              error={error === 'incomplete' ? t('forgotten.incomplete') : undefined}
              testId="forgotten-user"
            />
            <p className="lead">{t('forgotten.otherwise', { help })}</p>
          </form>
        </Dialog>
      )
    }
  }
}

function Done({ close }: Pick<Props, 'close'>) {
  const { t } = useTranslation('account')
  return (
    <Button variant="primary" onPress={close} data-testid="forgotten-done">
      {t('forgotten.done')}
    </Button>
  )
}

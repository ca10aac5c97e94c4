import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { openRedirects } from '../../state/console/apps/redirects.ts'
import { openAttempt } from '../../state/console/attempt.ts'
import { useObservable } from '../../state/use-observable.ts'
import { FormDialog } from '../form-dialog.tsx'
import { LinesField } from '../lines-field.tsx'
import { appsApi } from '../requests/apps.ts'

type Props = { corpId: string; app: AdministeredApp; close: () => void; signedOut: () => void }

/** Where an app may send people who sign in with it, one address per line. */
export function RedirectsDialog({ corpId, app, close, signedOut }: Props) {
  const { t } = useTranslation('console')
  const [redirects] = useState(() => openRedirects(appsApi, { corpId, clientId: app.clientId }))
  const { text, isLoaded } = useObservable(redirects.view)
  const [attempt] = useState(() => openAttempt(signedOut))
  useEffect(() => void attempt.run(redirects.load), [attempt, redirects])
  return (
    <FormDialog
      title={t('apps.redirectsTitle', { name: app.name })}
      id="redirects"
      problems={{}}
      save={async () => {
        await redirects.save()
        close()
      }}
      saveButton={{ label: t('save'), testId: 'save-redirects', isDisabled: !isLoaded }}
      attempt={attempt}
      wordsOf={(code) => (code === 'malformed' ? t('apps.redirectsWrong') : undefined)}
      close={close}
      signedOut={signedOut}
    >
      {() => (
        <LinesField
          label={t('apps.redirects')}
          value={text}
          onChange={redirects.setText}
          description={t('apps.redirectsHelp')}
          testId="redirects"
        />
      )}
    </FormDialog>
  )
}

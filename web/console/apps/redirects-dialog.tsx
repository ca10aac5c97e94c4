import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { openAttempt } from '../../state/console/attempt.ts'
import { FormDialog } from '../form-dialog.tsx'
import { LinesField } from '../lines-field.tsx'
import { appsApi } from '../requests/apps.ts'

type Props = { corpId: string; app: AdministeredApp; close: () => void; signedOut: () => void }

/** Where an app may send people who sign in with it, one address per line. */
export function RedirectsDialog({ corpId, app, close, signedOut }: Props) {
  const { t } = useTranslation('console')
  const [text, setText] = useState('')
  const [isLoaded, setLoaded] = useState(false)
  const [attempt] = useState(() => openAttempt(signedOut))
  const { clientId } = app
  useEffect(() => {
    void attempt.run(async () => {
      const { redirectUris } = await appsApi.redirectUris(corpId, clientId)
      setText(redirectUris.join('\n'))
      setLoaded(true)
    })
  }, [attempt, corpId, clientId])
  return (
    <FormDialog
      title={t('apps.redirectsTitle', { name: app.name })}
      id="redirects"
      problems={{}}
      save={async () => {
        const lines = text.split('\n').flatMap((line) => line.trim() || [])
        await appsApi.setRedirectUris(corpId, clientId, lines)
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
          onChange={setText}
          description={t('apps.redirectsHelp')}
          testId="redirects"
        />
      )}
    </FormDialog>
  )
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Notice } from '../../controls/notice.tsx'
import { openAttempt } from '../../state/console/attempt.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { LinesField } from '../lines-field.tsx'
import { appsApi } from '../requests/apps.ts'

const FORM = 'redirects'

type Props = { corpId: string; app: AdministeredApp; close: () => void; signedOut: () => void }

/** Where an app may send people who sign in with it, one address per line. */
export function RedirectsDialog({ corpId, app, close, signedOut }: Props) {
  const { t } = useTranslation('console')
  const words = useErrorWords()
  const [text, setText] = useState('')
  const [isLoaded, setLoaded] = useState(false)
  const [attempt] = useState(() => openAttempt(signedOut))
  const { isBusy, error } = useObservable(attempt.view)
  const { clientId } = app
  useEffect(() => {
    void attempt.run(async () => {
      const { redirectUris } = await appsApi.redirectUris(corpId, clientId)
      setText(redirectUris.join('\n'))
      setLoaded(true)
    })
  }, [attempt, corpId, clientId])
  const submit = async () => {
    const lines = text.split('\n').flatMap((line) => line.trim() || [])
    const isDone = await attempt.run(async () => {
      await appsApi.setRedirectUris(corpId, clientId, lines)
    })
    if (isDone) close()
  }
  return (
    <Dialog
      title={t('apps.redirectsTitle', { name: app.name })}
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('cancel')}</Button>
          <Button
            type="submit"
            form={FORM}
            variant="primary"
            isBusy={isBusy}
            isDisabled={!isLoaded}
            data-testid="save-redirects"
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {error !== undefined && (
        <Notice tone="error">{error === 'malformed' ? t('apps.redirectsWrong') : words(error)}</Notice>
      )}
      <form
        id={FORM}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <LinesField
          label={t('apps.redirects')}
          value={text}
          onChange={setText}
          description={t('apps.redirectsHelp')}
          testId="redirects"
        />
      </form>
    </Dialog>
  )
}

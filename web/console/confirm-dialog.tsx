import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Notice } from '../controls/notice.tsx'
import { openAttempt } from '../state/console/attempt.ts'
import { useObservable } from '../state/use-observable.ts'
import { useErrorWords } from './error-words.ts'

export type ConfirmDialogProps = {
  title: string
  /** The word on the button that does it. */
  confirm: string
  isDanger?: boolean
  /** Does it. It throws `ApiError`, which the dialog shows. */
  act: () => Promise<void>
  /** Called when it is done or given up. */
  close: () => void
  signedOut: () => void
  children?: ReactNode
}

/** Asks before something is done, and says why it was refused. */
export function ConfirmDialog({ title, confirm, isDanger, act, close, signedOut, children }: ConfirmDialogProps) {
  const { t } = useTranslation('console')
  const words = useErrorWords()
  const [attempt] = useState(() => openAttempt(signedOut))
  const { isBusy, error } = useObservable(attempt.view)
  const press = async () => {
    if (await attempt.run(act)) close()
  }
  return (
    <Dialog
      title={title}
      role="alertdialog"
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('cancel')}</Button>
          <Button
            variant={isDanger === true ? 'danger' : 'primary'}
            isBusy={isBusy}
            onPress={() => void press()}
            data-testid="confirm"
          >
            {confirm}
          </Button>
        </>
      }
    >
      {error !== undefined && <Notice tone="error">{words(error)}</Notice>}
      {children}
    </Dialog>
  )
}

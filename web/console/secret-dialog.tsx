import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { CopyButton } from '../controls/copy-button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Notice } from '../controls/notice.tsx'
import { LocalNotice } from './local-notice.tsx'

export type SecretDialogProps = {
  title: string
  /** What else has to be copied, each with its name; the secret is the last. */
  values: readonly Readonly<{ label: string; text: string; testId?: string }>[]
  close: () => void
  children?: ReactNode
}

/** Shows a secret once. It closes by its button only, so that a press beside it does not lose the secret. */
export function SecretDialog({ title, values, close, children }: SecretDialogProps) {
  const { t } = useTranslation('console')
  return (
    <Dialog
      title={title}
      role="alertdialog"
      isOpen
      actions={
        <Button variant="primary" onPress={close} data-testid="secret-done">
          {t('done')}
        </Button>
      }
    >
      <Notice tone="warning">{t('shownOnce')}</Notice>
      {children}
      {values.map((value) => (
        <CopiedValue key={value.label} {...value} />
      ))}
    </Dialog>
  )
}

/** A value to be copied into another program, with its name. */
export function CopiedValue({ label, text, testId }: SecretDialogProps['values'][number]) {
  const { t } = useTranslation('console')
  const id = useId()
  return (
    <div className="console-secret">
      <span className="field-label" id={id}>
        {label}
      </span>
      <code aria-labelledby={id} data-testid={testId}>
        {text}
      </code>
      <CopyButton text={text} label={t('copy', { what: label })} isSmall />
      <LocalNotice url={text} />
    </div>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, type ButtonVariant } from './button.tsx'
import { copyText } from './copy-text.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'

export type CopyButtonProps = {
  text: string
  label: string
  isSmall?: boolean
  variant?: ButtonVariant
  testId?: string
}

/** Copies a text and says so. If the browser does not allow it, shows the text selected, to be copied by the person. */
export function CopyButton({ text, label, isSmall = false, variant = 'plain', testId }: CopyButtonProps) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()
  const copy = async () => setOutcome((await copyText(text)) ? 'copied' : 'refused')
  return (
    <>
      <Button
        variant={variant}
        size={isSmall ? 'small' : 'large'}
        aria-label={label}
        data-testid={testId}
        onPress={() => void copy()}
        onBlur={() => setOutcome((now) => (now === 'copied' ? undefined : now))}
      >
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
        {!isSmall && label}
      </Button>
      <span role="status" className="copy-outcome">
        {outcome === 'copied' && t('copy.copied')}
      </span>
      <Dialog title={label} isOpen={outcome === 'refused'} onClose={() => setOutcome(undefined)}>
        <p>{t('copy.yourself')}</p>
        <textarea
          ref={(field) => field?.select()}
          className="field-input copy-field"
          aria-label={label}
          data-testid="copy-yourself"
          readOnly
          rows={Math.min(6, text.split('\n').length + 1)}
          value={text}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </Dialog>
    </>
  )
}

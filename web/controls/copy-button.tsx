import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, type ButtonVariant } from './button.tsx'
import { Icon } from './icon.tsx'

export type CopyButtonProps = {
  text: string
  label: string
  isSmall?: boolean
  variant?: ButtonVariant
  testId?: string
}

/** Copies a text and says whether the browser allowed it. */
export function CopyButton({ text, label, isSmall = false, variant = 'plain', testId }: CopyButtonProps) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed'>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('copyFailed')
    }
  }
  return (
    <>
      <Button
        variant={variant}
        size={isSmall ? 'small' : 'large'}
        aria-label={label}
        data-testid={testId}
        onPress={() => void copy()}
        onBlur={() => setOutcome(undefined)}
      >
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
        {!isSmall && label}
      </Button>
      <span role="status" className="copy-outcome">
        {outcome && t(`room.invite.${outcome}`)}
      </span>
    </>
  )
}

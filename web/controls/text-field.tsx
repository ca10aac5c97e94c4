import type { Ref } from 'react'
import { Input, Label, Text, TextField as AriaTextField, type TextFieldProps as AriaProps } from 'react-aria-components'

export type TextFieldProps = Omit<AriaProps, 'className' | 'style' | 'children' | 'isInvalid'> & {
  label: string
  /** Shows the label to screen readers only. */
  isLabelHidden?: boolean
  description?: string | undefined
  /** What is wrong with it; it is marked as wrong then. */
  error?: string | undefined
  placeholder?: string
  inputRef?: Ref<HTMLInputElement>
  /** `data-testid` of what is typed into. */
  testId?: string
}

export function TextField({
  label,
  isLabelHidden,
  description,
  error,
  placeholder,
  inputRef,
  testId,
  ...props
}: TextFieldProps) {
  return (
    // Marked, and no more: the browser itself would never send a form again in which a field is marked.
    <AriaTextField {...props} className="field" validationBehavior="aria" isInvalid={error !== undefined}>
      <Label className={isLabelHidden === true ? 'unseen' : 'field-label'}>{label}</Label>
      <Input
        className="field-input"
        {...(testId !== undefined && { 'data-testid': testId })}
        {...(placeholder !== undefined && { placeholder })}
        {...(inputRef !== undefined && { ref: inputRef })}
      />
      {description !== undefined && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      {error !== undefined && (
        <Text slot="errorMessage" className="field-error">
          {error}
        </Text>
      )}
    </AriaTextField>
  )
}

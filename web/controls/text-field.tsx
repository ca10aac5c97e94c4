import type { Ref } from 'react'
import { Input, Label, Text, TextField as AriaTextField, type TextFieldProps as AriaProps } from 'react-aria-components'

export type TextFieldProps = Omit<AriaProps, 'className' | 'style' | 'children' | 'isInvalid'> & {
  label: string
  /** Only screen readers get the label. */
  isLabelHidden?: boolean
  description?: string | undefined
  /** What is wrong with the value. The field is then marked as invalid. */
  error?: string | undefined
  placeholder?: string
  inputRef?: Ref<HTMLInputElement>
  /** `data-testid` of the input. */
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
    // `aria` only marks the field. With native validation, browsers refuse to submit a form that has an invalid field.
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

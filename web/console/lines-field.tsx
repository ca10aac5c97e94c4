import { Label, Text, TextArea, TextField } from 'react-aria-components'

type Props = {
  label: string
  value: string
  onChange: (text: string) => void
  description: string
  /** What is wrong with the text. */
  error?: string | undefined
  testId: string
}

/** A field for code or a list, with as many lines as the text has, from 6 to 24. */
export function LinesField({ label, value, onChange, description, error, testId }: Props) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      validationBehavior="aria"
      isInvalid={error !== undefined}
    >
      <Label className="field-label">{label}</Label>
      <TextArea
        className="field-input console-lines"
        rows={Math.min(Math.max(value.split('\n').length, 6), 24)}
        spellCheck={false}
        data-testid={testId}
      />
      <Text slot="description" className="field-description">
        {description}
      </Text>
      {error !== undefined && (
        <Text slot="errorMessage" className="field-error">
          {error}
        </Text>
      )}
    </TextField>
  )
}

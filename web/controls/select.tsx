import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components'

type SelectOption = { id: string; label: string }

export type SelectProps = {
  label: string
  options: readonly SelectOption[]
  /** `id` of the selected option; `null` for none. */
  value: string | null
  onChange: (id: string) => void
  isDisabled?: boolean
  /** Shown while none is selected. */
  placeholder?: string
}

/** A choice of one option by name. */
export function Select({ label, options, value, onChange, isDisabled = false, placeholder }: SelectProps) {
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key))
      }}
      isDisabled={isDisabled}
      {...(placeholder !== undefined && { placeholder })}
    >
      <Label className="field-label">{label}</Label>
      <Button className="field-input select-button">
        <SelectValue className="select-value" />
        <span aria-hidden="true" className="select-arrow" />
      </Button>
      <Popover className="popover popover-select">
        <ListBox className="menu">
          {options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} textValue={option.label} className="menu-item">
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

import { useEffect, useState, type ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import { Button, classes, type ButtonProps } from './button.tsx'

export type MenuEntry = {
  id: string
  label: string
  icon?: ReactNode
  isDanger?: boolean
  isDisabled?: boolean
  /** `data-testid` of the entry. */
  testId?: string
  onAction: () => void
}

export type MenuProps = {
  /** Name of the menu, and of its button if that shows no text. */
  label: string
  entries: readonly MenuEntry[]
  /** Entries in a row above the others. Each shows only its icon and has its label as accessible name. */
  row?: { label: string; entries: readonly MenuEntry[] } | undefined
  /** Content of the button. */
  children?: ReactNode
  button?: Omit<ButtonProps, 'children' | 'onPress'>
  /** `data-testid` of its button. */
  testId?: string
}

/** A button that opens a list of actions. */
export function Menu({ label, entries, row, children, button, testId }: MenuProps) {
  const { isArmed, opened } = useArming()
  return (
    <MenuTrigger onOpenChange={opened}>
      <Button aria-label={label} data-testid={testId} {...button}>
        {children ?? label}
      </Button>
      <Popover className="popover" data-armed={isArmed}>
        <AriaMenu className="menu" aria-label={label}>
          {row && row.entries.length > 0 && (
            <MenuSection className="menu-row" aria-label={row.label}>
              {row.entries.map(({ id, label: name, icon, testId: entryTestId, onAction }) => (
                <MenuItem
                  key={id}
                  id={id}
                  textValue={name}
                  aria-label={name}
                  data-testid={entryTestId}
                  className="menu-item"
                  onAction={onAction}
                >
                  {icon}
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {entries.map(({ id, label: name, icon, isDanger, isDisabled, testId: entryTestId, onAction }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={name}
              data-testid={entryTestId}
              className={classes('menu-item', isDanger === true && 'menu-item-danger')}
              isDisabled={isDisabled === true}
              onAction={onAction}
            >
              {icon}
              <span>{name}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

/** How long an open menu ignores the pointer. It may open below the pointer that is still pressing its button. */
const ARMING_MS = 200

/** Whether an entry can be chosen with the pointer already. Keys always can. */
function useArming(): { isArmed: boolean; opened: (isOpen: boolean) => void } {
  const [isOpen, setOpen] = useState(false)
  const [isArmed, setArmed] = useState(false)
  useEffect(() => {
    if (!isOpen) return undefined
    const timer = setTimeout(() => setArmed(true), ARMING_MS)
    return () => {
      clearTimeout(timer)
      setArmed(false)
    }
  }, [isOpen])
  return { isArmed, opened: setOpen }
}

import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'

type ButtonLook = 'plain' | 'primary' | 'danger' | 'quiet'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'isPending'> & {
  look?: ButtonLook
  size?: 'small' | 'large'
  /** Looks as if it could not be pressed, but keeps the focus: whoever pressed it is still there afterwards. */
  isBusy?: boolean
  /** Further classes of the page it stands on. */
  className?: string
}

export function Button({ look = 'plain', size, isBusy, className, ...props }: ButtonProps) {
  const names = ['button', `button-${look}`, size && `button-${size}`, isBusy === true && 'button-busy', className]
  return <AriaButton {...props} className={classes(...names)} />
}

/** Joins the names that are there. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter((name) => name !== undefined && name !== false && name !== '').join(' ')
}

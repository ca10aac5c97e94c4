import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'

export type ButtonVariant = 'plain' | 'primary' | 'danger' | 'quiet'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'isPending'> & {
  variant?: ButtonVariant
  size?: 'small' | 'large'
  /** Looks disabled but keeps the focus, so that keyboard users do not lose their place after pressing it. */
  isBusy?: boolean
  /** Additional class names. */
  className?: string
}

/** A button in one of our styles. */
export function Button({ variant = 'plain', size, isBusy, className, ...props }: ButtonProps) {
  const names = ['button', `button-${variant}`, size && `button-${size}`, isBusy === true && 'button-busy', className]
  return <AriaButton {...props} className={classes(...names)} />
}

/** Joins the class names that are present. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter((name) => name !== undefined && name !== false && name !== '').join(' ')
}

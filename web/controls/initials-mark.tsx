import { classes } from './button.tsx'
import { toColor, toInitials } from './initials.ts'
import './initials-mark.css'

/** A circle with the initials of a person, in a color that is always the same for the same `memberKey`. */
export function InitialsMark({ name, memberKey, className }: { name: string; memberKey: string; className?: string }) {
  return (
    <span className={classes('initials-mark', className)} data-color={toColor(memberKey)} aria-hidden="true">
      {toInitials(name)}
    </span>
  )
}

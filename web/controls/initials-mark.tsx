import { toColor, toInitials } from './initials.ts'
import './initials-mark.css'

/**
 * A circle with the initials of a person, in a color that is always the same for the same `memberKey`, the key of a member of
 * a meeting. A style draws the letters, so they are not part of the visible text of a button.
 */
export function InitialsMark({ name, memberKey }: { name: string; memberKey: string }) {
  return <span className="initials-mark" data-color={toColor(memberKey)} data-initials={toInitials(name)} />
}

/** Whether keys pressed there write text or choose from a list. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  return (
    target.closest('input, textarea, select, [role=menu], [role=listbox], [role=dialog], [role=alertdialog]') !== null
  )
}

/** Whether Space would press the focused element. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a[href], summary, [role=button]') !== null
}

/**
 * Copies a text. Over plain http browsers have no clipboard for pages, but most still copy a selection.
 *
 * @returns whether the browser has copied it
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelection(text)
  }
}

function copySelection(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'unseen'
  // In the dialog, if one is open: it keeps the focus inside.
  const place = before?.closest('[role=dialog], [role=alertdialog]') ?? document.body
  place.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}

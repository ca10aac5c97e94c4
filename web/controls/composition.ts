/** The `keyCode` of every key that belongs to an input method. */
const OF_INPUT_METHOD = 229

/**
 * Keeps the keys of an input method from everything that reacts to keys: while a word is composed, as in Chinese, Enter
 * chooses it and Escape discards it. In Safari the composition ends before the key arrives, and only `keyCode` shows that the
 * key belonged to it. Outside of text fields nothing is composed.
 */
export function guardComposition(): void {
  addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing || (event.keyCode === OF_INPUT_METHOD && isTextField(event.target)))
        event.stopImmediatePropagation()
    },
    { capture: true },
  )
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))
}

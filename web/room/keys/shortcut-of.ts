/** What is printed on a keyboard with Latin letters, on its key of this `code`. With the shift key: `shifted`. */
const shifted: Readonly<Record<string, string>> = { Slash: '?' }

/**
 * The shortcut of a key: the letter or sign that it writes, or its name such as `escape`. Where the layout writes no ASCII
 * sign, as in Cyrillic, it is what a keyboard with Latin letters has in the same place.
 */
export function shortcutOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  const isNamed = key.length > 1 && key !== 'Process' && key !== 'Unidentified' && key !== 'Dead'
  if (isNamed || /^[\x20-\x7e]$/.test(key)) return key.toLowerCase()
  if (shiftKey && shifted[code] !== undefined) return shifted[code]
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? ''
}

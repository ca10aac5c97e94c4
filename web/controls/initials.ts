/** One or two letters to stand for a person: the last two of a Chinese name, the first of two words otherwise. */
export function toInitials(nick: string): string {
  const name = nick.trim()
  if (/^\p{Script=Han}+$/u.test(name)) return [...name].slice(-2).join('')
  const words = name.split(/\s+/u)
  const first = [...(words[0] ?? '')][0] ?? ''
  const second = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + second).toLocaleUpperCase()
}

/** The same of 8 colours for the same person, everywhere. */
export function toColour(member: string): number {
  let sum = 0
  for (const sign of member) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 8191
  return sum % 8
}

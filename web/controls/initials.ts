/** One or two letters for a person: the last two of a Chinese name, otherwise the first letters of two words. */
export function toInitials(nick: string): string {
  const name = nick.trim()
  if (/^\p{Script=Han}+$/u.test(name)) return [...name].slice(-2).join('')
  const words = name.split(/\s+/u)
  const first = [...(words[0] ?? '')][0] ?? ''
  const second = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + second).toLocaleUpperCase()
}

/** One of 8 colors, always the same for the same person. */
export function toColor(member: string): number {
  let sum = 0
  for (const sign of member) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 8191
  return sum % 8
}

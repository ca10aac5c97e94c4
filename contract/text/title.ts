/** The most characters that a title has. A character is a code point, unlike in the `maxLength` of browsers. */
export const TITLE_LENGTH = 50

/** The first characters of the title, up to the limit. */
export function cutTitle(title: string): string {
  return [...title].slice(0, TITLE_LENGTH).join('')
}

/** The title without blanks around it, or `otherwise` if nothing is left. */
export function titleOr({ title, otherwise }: Readonly<{ title: string; otherwise: string }>): string {
  return title.toWellFormed().trim() || otherwise
}

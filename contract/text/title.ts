/** Most characters of a title. A character is a code point, unlike in the `maxLength` of browsers. */
export const TITLE_LENGTH = 50

/** The first characters of the title, up to the limit. */
export function cutTitle(title: string): string {
  return [...title].slice(0, TITLE_LENGTH).join('')
}

/** The title that was given, or `name` if it is blank. */
export function titleOr(name: string, title: string): string {
  return title.toWellFormed().trim() || name
}

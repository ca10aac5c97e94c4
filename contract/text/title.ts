/** Characters of a title that are kept. */
const TITLE_LENGTH = 50

/** The title as it will be shown. */
export function cutTitle(title: string): string {
  return [...title].slice(0, TITLE_LENGTH).join('')
}

/** The title that was given, or `name` if it is blank. */
export function titleOr(name: string, title: string): string {
  return title.toWellFormed().trim() || name
}

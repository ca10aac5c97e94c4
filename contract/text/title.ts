/** Characters of a title that are kept. */
const TITLE_LENGTH = 50

/** The title as it will be shown. */
export function cutTitle(title: string): string {
  return [...title].slice(0, TITLE_LENGTH).join('')
}

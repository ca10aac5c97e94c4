/** `text` without differences of case and width, so that people are found however their name is typed. */
export function foldCase(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').normalize('NFKC').toLowerCase().trimStart()
}

/** What two spellings of a name have in common: without case and width, so that people are found however they type. */
export function fold(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').normalize('NFKC').toLowerCase().trimStart()
}

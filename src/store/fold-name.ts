import { withoutBidiControls, withoutIdleSigns } from '../../contract/text/shown.ts'
import { foldCase } from '../service/account/fold-case.ts'

const MARKS = /[\u{300}-\u{36f}]/gu
/** Letters that Unicode does not divide into a base letter and a mark. */
const BASE_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '’': "'",
}

/** `text` without differences of case, width, diacritics, white space and idle signs, for a comparison with what somebody types. */
export function foldName(text: string): string {
  return foldCase(withoutBidiControls(withoutIdleSigns(text)))
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(/[ßæœøłđðþı’]/g, (letter) => BASE_LETTERS[letter] as string)
    .replace(/\s+/gu, ' ')
    .trim()
}

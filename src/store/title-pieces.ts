import type { ConferenceId, EpochMs, OrganizationId } from '../conference/identity.ts'
import { foldName } from './fold-name.ts'

// A title is found by any part of it. So that a million titles need not be read for that, each title is stored as pieces: a
// search reads the titles that have the rarest piece of what was typed.

/** Scripts whose words are not separated, or whose letters are syllables: even one character means something. */
const DENSE = String.raw`\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
/** Characters of one such script, or letters and digits of the others. */
const RUNS = new RegExp(String.raw`[${DENSE}]+|(?:(?![${DENSE}])[\p{L}\p{N}\p{M}])+`, 'gu')
const IS_DENSE = new RegExp(`^[${DENSE}]`, 'u')
const ONE_RUN = new RegExp(String.raw`^(?:(?![${DENSE}])[\p{L}\p{N}\p{M}])+$`, 'u')
const LETTER_BEFORE = new RegExp(String.raw`(?:(?![${DENSE}])[\p{L}\p{N}\p{M}])$`, 'u')

/** At least this many letters are found anywhere in a word; fewer only where a word begins. */
const ANYWHERE = 3
const DENSE_LENGTHS = [1, 2]
/** Further words of a search are ignored. */
const MAX_WORDS = 8
/** Further pieces of a search are compared only with titles that have these. */
const MAX_PIECES = 8

/** A piece of the title of a conference. */
export type TitlePieceRow = {
  organization_id: OrganizationId
  piece: string
  started_at: EpochMs
  conference_id: ConferenceId
}

/** What somebody searches for. `pieces`: each title that is found has all of them. */
export type TitleQuery = Readonly<{ words: readonly string[]; pieces: readonly string[] }>

/** The pieces by which a title is found, each once. */
export function toTitlePieces(title: string): readonly string[] {
  return [...new Set((foldName(title).match(RUNS) ?? []).flatMap((run) => [...beginningsOf(run), ...insideOf(run)]))]
}

/** A search as it was typed, for titles. */
export function toTitleQuery(text: string): TitleQuery {
  const words = foldName(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
  const pieces = [...new Set(words.flatMap(piecesOfWord))]
  // Spread over all that was typed, since the rarest may be anywhere.
  const step = Math.max(1, pieces.length / MAX_PIECES)
  const spread = Array.from(
    { length: Math.min(pieces.length, MAX_PIECES) },
    (_, index) => pieces[Math.floor(index * step)],
  )
  return { words, pieces: spread as string[] }
}

/** Whether a title has all words of a search: short ones where one of its words begins, the others anywhere. */
export function isTitleFound(title: string, { words }: TitleQuery): boolean {
  const folded = foldName(title)
  return words.every((word) => (isShort(word) ? hasWordWith(folded, word) : folded.includes(word)))
}

function piecesOfWord(word: string): readonly string[] {
  return isShort(word) ? [word] : (word.match(RUNS) ?? []).flatMap(insideOf)
}

function isShort(word: string): boolean {
  return ONE_RUN.test(word) && [...word].length < ANYWHERE
}

function hasWordWith(folded: string, beginning: string): boolean {
  for (let at = folded.indexOf(beginning); at !== -1; at = folded.indexOf(beginning, at + 1)) {
    if (!LETTER_BEFORE.test(folded.slice(0, at))) return true
  }
  return false
}

function beginningsOf(run: string): readonly string[] {
  if (IS_DENSE.test(run)) return []
  const characters = [...run]
  return Array.from({ length: Math.min(characters.length, ANYWHERE - 1) }, (_, index) =>
    characters.slice(0, index + 1).join(''),
  )
}

function insideOf(run: string): readonly string[] {
  const characters = [...run]
  const lengths = IS_DENSE.test(run) ? DENSE_LENGTHS : [ANYWHERE]
  return lengths.flatMap((length) =>
    Array.from({ length: Math.max(0, characters.length - length + 1) }, (_, index) =>
      characters.slice(index, index + length).join(''),
    ),
  )
}

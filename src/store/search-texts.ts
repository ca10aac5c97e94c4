import { foldName } from './fold-name.ts'

/** By what a person is found, and sorted. Both are folded by `foldName`. */
export type SearchTexts = Readonly<{
  /** The name; in pinyin if it is Chinese. */
  nameSort: string
  /** A space, then name, user id, and each pinyin of the name in full and as initials, with spaces between them. */
  searchText: string
}>

/** Details of a person, as they are stored. */
type Details = Readonly<Partial<Record<'jobNumber' | 'department' | 'email', string | null | undefined>>>

const HAN = /\p{Script=Han}/u
/** How many pinyin spellings of one name are searched. A name with many polyphonic characters has hundreds. */
const MAX_READINGS = 16
const MAX_READINGS_OF_CHARACTER = 3
/** A word that is longer cannot be typed into the search. */
const MAX_PINYIN_LENGTH = 64

/** Further words of a search are ignored. */
const MAX_WORDS = 8

/** The words of a search, as `searchText` spells them. A person is found if their `searchText` contains all of them. */
export function toSearchWords(query: string): readonly string[] {
  return foldName(query)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
}

/** The texts by which a person is found. The first Chinese name loads a dictionary of 9 MB, which stays in memory. */
export async function toSearchTexts({ name, userId }: { name: string; userId: string }): Promise<SearchTexts> {
  const folded = foldName(name)
  const readings = HAN.test(folded) ? await listReadings(folded) : []
  const [first] = readings
  const pinyin = readings.flatMap((pieces) => [pieces.join(''), pieces.map((piece) => piece[0]).join('')])
  const short = pinyin.filter((text) => text.length <= MAX_PINYIN_LENGTH)
  return {
    nameSort: first?.join(' ') ?? folded,
    searchText: ` ${[...new Set([folded, foldName(userId), ...short])].join(' ')}`,
  }
}

/** The text by which administrators find a person besides their name: a space before each detail, folded by `foldName`. */
export function toDetailText({ jobNumber, department, email }: Details): string {
  return [jobNumber, department, email].map((text) => (text ? ` ${foldName(text)}` : '')).join('')
}

/** The pinyin spellings of a folded name, the usual one first. Each is a list of syllables, and of words that are not Chinese. */
async function listReadings(name: string): Promise<readonly (readonly string[])[]> {
  const { pinyin, polyphonic } = await import('pinyin-pro')
  const ofPlace = name.split(/(\p{Script=Han}+)/u).flatMap((part) => {
    if (!HAN.test(part)) return part.split(' ').flatMap((word) => (word === '' ? [] : [[word]]))
    const read = { toneType: 'none', type: 'array' } as const
    const asName = pinyin(part, { ...read, surname: 'head' })
    const asWord = pinyin(part, { ...read, surname: 'off' })
    const others = polyphonic(part, read)
    return asName.map((syllable, place) => {
      const all = [syllable, asWord[place] ?? syllable, ...(others[place] ?? [])]
      return [...new Set(all.flatMap(toTyped))].slice(0, MAX_READINGS_OF_CHARACTER)
    })
  })
  return ofPlace.reduce<readonly (readonly string[])[]>(
    (heads, tails) => tails.flatMap((tail) => heads.map((head) => [...head, tail])).slice(0, MAX_READINGS),
    [[]],
  )
}

/** A syllable as it is typed: ü is `v` on most keyboards, and `u` to people who do not know that. */
function toTyped(syllable: string): string[] {
  return syllable.includes('ü') ? [syllable.replace('ü', 'v'), syllable.replace('ü', 'u')] : [syllable]
}

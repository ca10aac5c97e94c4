/** A part of a text; `href` if it is a link, `at` where it begins. */
export type Piece = Readonly<{ at: number; text: string; href?: string }>

// Up to white space, quotes, angle brackets, and the full-width marks that end a sentence or a quotation; signs that
// nobody sees, or that turn the direction of what follows, are in no address either.
const ADDRESS = /\bhttps?:\/\/[^\s<>"`“”‘’「」『』《》【】（），。；：！？、\p{C}]+/giu
/** What follows it would be read as part of the address, and be no part of the link. */
const INVISIBLE = /^(?!\s)\p{C}/u
const TRAILING = /[.,;:!?'*_~…]$/
const BRACKETS = { ')': '(', ']': '[', '}': '{' } as const

/** The text in order, with what can be followed as a link told apart; joined, the pieces are the text again. */
export function splitLinks(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let done = 0
  for (const { 0: found, index: at } of text.matchAll(ADDRESS)) {
    const shown = withoutTrail(found)
    const isCutShort = INVISIBLE.test(text.slice(at + found.length, at + found.length + 2))
    const href = isCutShort ? undefined : hrefOf(shown)
    if (href === undefined) continue
    if (at > done) pieces.push({ at: done, text: text.slice(done, at) })
    pieces.push({ at, text: shown, href })
    done = at + shown.length
  }
  if (done < text.length) pieces.push({ at: done, text: text.slice(done) })
  return pieces
}

/** Without the marks of the sentence around it; a bracket stays where its other half is in the address, too. */
function withoutTrail(address: string): string {
  const last = address.at(-1) ?? ''
  const isLoose = last in BRACKETS && count(address, last) > count(address, BRACKETS[last as keyof typeof BRACKETS])
  return isLoose || TRAILING.test(address) ? withoutTrail(address.slice(0, -1)) : address
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

/** None for what pretends to be another place: `https://bank.example@elsewhere.example`. */
function hrefOf(address: string): string | undefined {
  const url = URL.parse(address)
  return url && url.hostname !== '' && url.username === '' && url.password === '' ? url.href : undefined
}

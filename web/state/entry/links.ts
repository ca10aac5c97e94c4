/** A part of a text that starts at `at`; `href` if it is a link. */
export type Piece = Readonly<{ at: number; text: string; href?: string }>

// Up to white space, quotes, angle brackets, and the full-width marks that end a sentence or a quotation; signs that
// nobody sees, or that turn the direction of what follows, are in no address either.
const ADDRESS = /\bhttps?:\/\/[^\s<>"`“”‘’「」『』《》【】（），。；：！？、\p{C}]+/giu
/** Marks after an address that belong to the sentence. */
const INVISIBLE = /^(?!\s)\p{C}/u
const TRAILING = /[.,;:!?'*_~…]$/
const BRACKETS = { ')': '(', ']': '[', '}': '{' } as const

/** Splits a text into plain pieces and links. Joined, the pieces are the text again. */
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

/** Without the punctuation of the sentence. A closing bracket stays if the address has its opening one. */
function withoutTrail(address: string): string {
  const last = address.at(-1) ?? ''
  const isLoose = last in BRACKETS && count(address, last) > count(address, BRACKETS[last as keyof typeof BRACKETS])
  return isLoose || TRAILING.test(address) ? withoutTrail(address.slice(0, -1)) : address
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

/** None for an address that imitates another: `https://bank.example@elsewhere.example`. */
function hrefOf(address: string): string | undefined {
  const url = URL.parse(address)
  return url && url.hostname !== '' && url.username === '' && url.password === '' ? url.href : undefined
}

/** A part of a text that starts at `at`; `href` if it is a link. */
export type Piece = Readonly<{ at: number; text: string; href?: string }>

// An address ends at white space, quotes, angle brackets, and full-width marks that end a sentence or a quotation. It also
// ends at invisible characters and at characters that change the text direction.
const ADDRESS = /\bhttps?:\/\/[^\s<>"`“”‘’「」『』《》【】（），。；：！？、\p{C}]+/giu
const INVISIBLE = /^(?!\s)\p{C}/u
/** Marks after an address that belong to the sentence. */
const TRAILING = /[.,;:!?'*_~…]$/
const BRACKETS = { ')': '(', ']': '[', '}': '{' } as const

/** Splits a text into plain pieces and links. Joined, the pieces are the text again. */
export function splitLinks(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let done = 0
  for (const { 0: found, index: at } of text.matchAll(ADDRESS)) {
    const address = withoutTrail(found)
    const isCutShort = INVISIBLE.test(text.slice(at + found.length, at + found.length + 2))
    const href = isCutShort ? undefined : hrefOf(address)
    if (href === undefined) continue
    if (at > done) pieces.push({ at: done, text: text.slice(done, at) })
    pieces.push({ at, text: address, href })
    done = at + address.length
  }
  if (done < text.length) pieces.push({ at: done, text: text.slice(done) })
  return pieces
}

/** The address without the punctuation of the sentence. A closing bracket stays if the address has its opening one. */
function withoutTrail(address: string): string {
  const last = address.at(-1) ?? ''
  const isLoose = last in BRACKETS && count(address, last) > count(address, BRACKETS[last as keyof typeof BRACKETS])
  return isLoose || TRAILING.test(address) ? withoutTrail(address.slice(0, -1)) : address
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

/** `undefined` for an address that imitates another, such as `https://bank.example@elsewhere.example`. */
function hrefOf(address: string): string | undefined {
  const url = URL.parse(address)
  return url && url.hostname !== '' && url.username === '' && url.password === '' ? url.href : undefined
}

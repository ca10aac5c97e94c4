/** A number that grows by one each millisecond: at `now` it is `doneMs + now - since`. */
export type LiveDuration = Readonly<{ doneMs: number; since: number }>

/** The bytes of a page at one moment. They stay as they are while `readers` counts someone who still needs them. */
export type Sheet = { readonly bytes: Buffer; readers: number }

/** Digits of the largest duration there can be, `Number.MAX_SAFE_INTEGER`. */
const SLOT = 16
const ZERO = 0x30
/** Above the digits that are counted in place. */
const WRAP = 1_000_000_000

/**
 * A JSON text whose live durations are exact to the millisecond, without being made anew for every answer.
 *
 * Each live duration stands right-aligned in a slot of blanks, which JSON allows before a number. When time has passed
 * the digits are counted on in place, so that of a hundred durations little more than a hundred bytes are touched.
 */
export class RenderedPage {
  #sheet: Sheet
  #shownAt: number
  readonly #live: readonly LiveDuration[]
  /** Place of each duration's last digit. */
  readonly #ends: Int32Array
  /** What each duration leaves when divided by `WRAP`: of a page that is out of the processor's cache nothing has to be read to count on. */
  readonly #shown: Int32Array
  /** Until then a member's clock may be ahead of ours, and his duration stands at what he had. */
  readonly #settledAt: number

  constructor(parts: readonly (string | LiveDuration)[], now: number) {
    this.#live = parts.filter((part) => typeof part !== 'string')
    this.#ends = new Int32Array(this.#live.length)
    this.#shown = Int32Array.from(this.#live, (live) => durationOf(live, now) % WRAP)
    let offset = 0
    let slot = 0
    for (const part of parts) {
      offset += typeof part === 'string' ? Buffer.byteLength(part) : SLOT
      if (typeof part !== 'string') this.#ends[slot++] = offset - 1
    }
    const text = parts.map((part) => (typeof part === 'string' ? part : toSlot(part, now))).join('')
    this.#sheet = { bytes: Buffer.from(text), readers: 0 }
    this.#settledAt = this.#live.reduce((latest, { since }) => Math.max(latest, since), 0)
    this.#shownAt = now
  }

  /** The bytes as they are at `now`, which is never before the `now` of the last call. */
  at(now: number): Sheet {
    if (now > this.#shownAt) {
      if (this.#ends.length > 0) this.#turnTo(now)
      this.#shownAt = now
    }
    return this.#sheet
  }

  #turnTo(now: number): void {
    if (this.#sheet.readers > 0) this.#sheet = { bytes: copyOf(this.#sheet.bytes), readers: 0 }
    const passed = now - this.#shownAt
    if (this.#shownAt < this.#settledAt) return this.#write(now)
    const { bytes } = this.#sheet
    const { length } = this.#ends
    for (let index = 0; index < length; index += 1) {
      const before = this.#shown[index] as number
      const after = before + passed
      if (after >= WRAP) this.#writeOne(index, now)
      else {
        this.#shown[index] = after
        countOn(bytes, this.#ends[index] as number, before, after)
      }
    }
  }

  #write(now: number): void {
    for (const index of this.#live.keys()) this.#writeOne(index, now)
  }

  #writeOne(index: number, now: number): void {
    const live = this.#live[index] as LiveDuration
    this.#shown[index] = durationOf(live, now) % WRAP
    this.#sheet.bytes.write(toSlot(live, now), (this.#ends[index] as number) + 1 - SLOT, 'latin1')
  }
}

/** The rendered page of each thing that was found, for as long as somebody holds on to the thing. */
export class RenderedPages<Found extends object> {
  readonly #pages = new WeakMap<Found, RenderedPage>()
  readonly #toParts: (found: Found) => readonly (string | LiveDuration)[]
  readonly #now: () => number

  constructor(toParts: (found: Found) => readonly (string | LiveDuration)[], now: () => number) {
    this.#toParts = toParts
    this.#now = now
  }

  /** What there is to say of `found` at this moment. */
  show(found: Found): Sheet {
    const now = this.#now()
    let page = this.#pages.get(found)
    if (!page) this.#pages.set(found, (page = new RenderedPage(this.#toParts(found), now)))
    return page.at(now)
  }
}

function durationOf({ doneMs, since }: LiveDuration, now: number): number {
  return doneMs + Math.max(0, now - since)
}

function toSlot(live: LiveDuration, now: number): string {
  return String(durationOf(live, now)).padStart(SLOT)
}

/** Makes `after` of the number `before` that ends at `end`: last digit first, as far as they differ. */
function countOn(bytes: Buffer, end: number, before: number, after: number): void {
  let place = end
  let left = before
  let right = after
  while (left !== right) {
    const rest = (right / 10) | 0
    bytes[place] = ZERO + right - rest * 10
    place -= 1
    right = rest
    left = (left / 10) | 0
  }
}

/** Not of the pool, whose memory others share. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}

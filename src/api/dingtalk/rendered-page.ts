/** A number that grows by one each millisecond: at `now` it is `doneMs + now - since`. */
export type LiveDuration = Readonly<{ doneMs: number; since: number }>

/** The bytes of a page at one moment. They stay as they are while `readers` counts someone who still needs them. */
export type Sheet = { readonly bytes: Buffer; readers: number }

/** Digits of the largest duration there can be, `Number.MAX_SAFE_INTEGER`. */
const SLOT = 16
const BLANK = 0x20
const ZERO = 0x30

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
  /** Until then a member's clock may be ahead of ours, and his duration stands at what he had. */
  readonly #settledAt: number

  constructor(parts: readonly (string | LiveDuration)[], now: number) {
    this.#live = parts.filter((part) => typeof part !== 'string')
    this.#ends = new Int32Array(this.#live.length)
    const bytes = Buffer.from(parts.map((part) => (typeof part === 'string' ? part : ' '.repeat(SLOT))).join(''))
    let offset = 0
    let slot = 0
    for (const part of parts) {
      offset += typeof part === 'string' ? Buffer.byteLength(part) : SLOT
      if (typeof part !== 'string') this.#ends[slot++] = offset - 1
    }
    this.#settledAt = this.#live.reduce((latest, { since }) => Math.max(latest, since), 0)
    this.#sheet = { bytes, readers: 0 }
    this.#shownAt = now
    this.#write(now)
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
    if (this.#shownAt < this.#settledAt) return this.#write(now)
    const { bytes } = this.#sheet
    const passed = now - this.#shownAt
    for (const end of this.#ends) countOn(bytes, end, passed)
  }

  #write(now: number): void {
    for (const [slot, { doneMs, since }] of this.#live.entries()) {
      const end = (this.#ends[slot] as number) + 1
      const duration = doneMs + Math.max(0, now - since)
      this.#sheet.bytes.write(String(duration).padStart(SLOT), end - SLOT, 'latin1')
    }
  }
}

/** Adds to the decimal number that ends at `end`, as on paper: last digit first, carrying on. A blank counts as 0. */
function countOn(bytes: Buffer, end: number, passed: number): void {
  let carry = passed
  for (let place = end; carry > 0; place--) {
    const byte = bytes[place] as number
    const sum = (byte === BLANK ? 0 : byte - ZERO) + carry
    carry = Math.floor(sum / 10)
    bytes[place] = ZERO + sum - carry * 10
  }
}

/** Not of the pool, whose memory others share. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}

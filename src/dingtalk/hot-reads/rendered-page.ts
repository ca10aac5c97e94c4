import type { Clock } from '../../service/clock-and-ids.ts'

/** A number that grows by one each millisecond: at `now` it is `doneMs + now - since`. */
export type LiveDuration = Readonly<{ doneMs: number; since: number }>

/** A page of JSON, cut at its live durations. */
export type PageParts = readonly (string | LiveDuration)[]

/** The bytes of a page at one moment. They do not change while `readers` counts a response that still sends them. */
export type PageBytes = { readonly bytes: Buffer; readers: number }

/** Digits of the largest possible duration, `Number.MAX_SAFE_INTEGER`. */
const DURATION_WIDTH = 16
/** The digit 0 in ASCII. */
const ZERO = 0x30
/** The last nine digits are advanced in place. When they overflow, the whole duration is written again. */
const WRAP = 1_000_000_000

/**
 * A JSON text whose live durations are exact to the millisecond, without being rendered again for every answer.
 *
 * Each live duration is right-aligned in a field of blanks, which JSON allows before a number. When time has passed, its
 * digits are advanced in place, so a hundred durations cost little more than a hundred bytes.
 */
export class RenderedPage {
  #page: PageBytes
  #renderedAt: number
  readonly #live: readonly LiveDuration[]
  /** Offset of each duration's last digit. */
  readonly #ends: Int32Array
  /** Each rendered duration modulo `WRAP`, so that advancing a duration need not read its digits from the bytes. */
  readonly #rendered: Int32Array
  /** The latest `since`. It may be later than now: if the clock of a member's server is ahead, their duration waits for it. */
  readonly #growsFrom: number

  constructor(parts: PageParts, now: number) {
    this.#live = parts.filter((part) => typeof part !== 'string')
    this.#ends = new Int32Array(this.#live.length)
    this.#rendered = Int32Array.from(this.#live, (live) => durationOf(live, now) % WRAP)
    let offset = 0
    let index = 0
    for (const part of parts) {
      offset += typeof part === 'string' ? Buffer.byteLength(part) : DURATION_WIDTH
      if (typeof part !== 'string') this.#ends[index++] = offset - 1
    }
    const text = parts.map((part) => (typeof part === 'string' ? part : padded(part, now))).join('')
    this.#page = { bytes: ownBytes(offset), readers: 0 }
    this.#page.bytes.write(text)
    this.#growsFrom = this.#live.reduce((latest, { since }) => Math.max(latest, since), 0)
    this.#renderedAt = now
  }

  /** The bytes at `now`, which is never before the `now` of the last call. */
  at(now: number): PageBytes {
    if (now > this.#renderedAt) {
      if (this.#ends.length > 0) this.#advanceTo(now)
      this.#renderedAt = now
    }
    return this.#page
  }

  #advanceTo(now: number): void {
    if (this.#page.readers > 0) this.#page = { bytes: copyOf(this.#page.bytes), readers: 0 }
    const passed = now - this.#renderedAt
    if (this.#renderedAt < this.#growsFrom) return this.#writeAll(now)
    const { bytes } = this.#page
    const { length } = this.#ends
    for (let index = 0; index < length; index += 1) {
      const before = this.#rendered[index] as number
      const after = before + passed
      if (after >= WRAP) this.#writeOne(index, now)
      else {
        this.#rendered[index] = after
        advanceDigits(bytes, this.#ends[index] as number, before, after)
      }
    }
  }

  #writeAll(now: number): void {
    for (const index of this.#live.keys()) this.#writeOne(index, now)
  }

  #writeOne(index: number, now: number): void {
    const live = this.#live[index] as LiveDuration
    this.#rendered[index] = durationOf(live, now) % WRAP
    this.#page.bytes.write(padded(live, now), (this.#ends[index] as number) + 1 - DURATION_WIDTH, 'latin1')
  }
}

/** The rendered page of each object that a read returned, for as long as the object lives. */
export class RenderedPages<Found extends object> {
  readonly #pages = new WeakMap<Found, RenderedPage>()
  readonly #cut: (found: Found) => PageParts
  readonly #clock: Clock

  constructor(cut: (found: Found) => PageParts, clock: Clock) {
    this.#cut = cut
    this.#clock = clock
  }

  /** The rendered page of `found`. The same object has the same page. */
  of(found: Found): RenderedPage {
    let page = this.#pages.get(found)
    if (!page) this.#pages.set(found, (page = new RenderedPage(this.#cut(found), this.#clock.now())))
    return page
  }
}

/**
 * The parts of a JSON object whose `duration` stands between the fields `before` and `after`. Without `since` the
 * duration no longer grows.
 */
export function toParts(
  { doneMs, since }: Readonly<{ doneMs: number; since?: number }>,
  { before, after }: Readonly<{ before: object; after: object }>,
): PageParts {
  return [
    `${JSON.stringify(before).slice(0, -1)},"duration":`,
    since === undefined ? String(doneMs) : { doneMs, since },
    `,${JSON.stringify(after).slice(1)}`,
  ]
}

function durationOf({ doneMs, since }: LiveDuration, now: number): number {
  return doneMs + Math.max(0, now - since)
}

function padded(live: LiveDuration, now: number): string {
  return String(durationOf(live, now)).padStart(DURATION_WIDTH)
}

/** Replaces the digits of `before` by those of `after`: from the last digit, at `end`, until the remaining ones are equal. */
function advanceDigits(bytes: Buffer, end: number, before: number, after: number): void {
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

function copyOf(bytes: Buffer): Buffer {
  const copy = ownBytes(bytes.length)
  bytes.copy(copy)
  return copy
}

/** Outside Node's buffer pool. A short page in it would keep the 8 KB around it in memory as well. */
function ownBytes(length: number): Buffer {
  return Buffer.allocUnsafeSlow(length)
}

import { LRUCache } from 'lru-cache'

/**
 * The share of the budget that each cache always has, in percent. The others may use what a cache does not need.
 *
 * `pages`: pages of rosters, with the answers rendered from them. `states`: conferences as their logs say, `pending`: the
 * same with the writes in progress. `ongoing`: the ongoing conferences of people, with the answers rendered from them.
 */
const SHARES = {
  pages: 36,
  states: 16,
  pending: 14,
  ongoing: 11,
  chats: 5,
  heads: 4,
  requests: 4,
  users: 3,
  files: 2,
  versions: 2,
  tokens: 2,
  secrets: 1,
} as const

type CacheName = keyof typeof SHARES

/** A cache of values that can be read or made again. A value in it is never changed. */
export type Cache<K extends string, V extends object | number> = LRUCache<K, V>

/** A cache of any values. */
type Bounded = Readonly<{ calculatedSize: number; size: number; pop: () => unknown }>

/** What an entry takes besides its key and its value: one place in each list of the cache, and in its map. */
const ENTRY_BYTES = 112
const TEXT_BYTES = 20

/**
 * The memory that all caches of a server share. If it is full, the cache that is furthest above its share drops what was
 * used longest ago. A cache below its share drops nothing for the others.
 *
 * Sizes are determined when something enters a cache, never when it is read.
 */
export class CacheBudget {
  readonly #maxBytes: number
  readonly #caches: { readonly name: CacheName; readonly cache: Bounded }[] = []

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /**
   * Opens a cache that may use the budget. An entry that is larger than half of the budget does not stay.
   *
   * @param options.sizeOf gives the bytes of a value without its key
   * @param options.onDropped is called with each entry that leaves, also by `delete`
   */
  open<V extends object | number, K extends string = string>(
    name: CacheName,
    { sizeOf, onDropped }: { sizeOf: (value: V) => number; onDropped?: (value: V, key: K) => void },
  ): Cache<K, V> {
    const cache = new LRUCache<K, V>({
      maxSize: this.#maxBytes,
      maxEntrySize: Math.ceil(this.#maxBytes / 2),
      sizeCalculation: (value, key) => Math.ceil(ENTRY_BYTES + bytesOfText(key) + sizeOf(value)),
      onInsert: () => this.#fit(),
      ...(onDropped && { dispose: onDropped }),
    })
    this.#caches.push({ name, cache })
    return cache
  }

  /** The bytes that the caches use, those of one name or of all. */
  bytes(name?: CacheName): number {
    return this.#caches.reduce(
      (sum, one) => (name === undefined || one.name === name ? sum + one.cache.calculatedSize : sum),
      0,
    )
  }

  /** The latest entry of each cache stays. Otherwise a conference larger than a share would be read for each command. */
  #fit(): void {
    let excess = this.bytes() - this.#maxBytes
    while (excess > 0) {
      let largest: Bounded | undefined
      let most = 0
      for (const { name, cache } of this.#caches) {
        const use = cache.calculatedSize / SHARES[name]
        if (cache.size > 1 && use > most) [largest, most] = [cache, use]
      }
      if (!largest) return
      const before = largest.calculatedSize
      largest.pop()
      excess -= before - largest.calculatedSize
    }
  }
}

/** The bytes of a string. Each character takes two bytes if at least one of them is not Latin. */
export function bytesOfText(text: string | undefined): number {
  if (text === undefined) return 0
  return TEXT_BYTES + (NOT_LATIN.test(text) ? 2 * text.length : text.length)
}

const NOT_LATIN = /[\u0100-\uffff]/

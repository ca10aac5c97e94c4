const CHUNK_SIZE = 64

/**
 * An immutable map whose keys are never removed, in the order in which they were added. A map and its copies share
 * memory: adding a key copies nothing, and changing a value copies one chunk. So ten thousand joins do not cost ten
 * thousand copies of a growing map.
 */
export class GrowingMap<K, V> implements ReadonlyMap<K, V> {
  readonly size: number
  /** The place of each key. Shared with copies, as the chunks are. Places from `size` on belong only to longer copies. */
  readonly #places: Map<K, number>
  readonly #chunks: V[][]

  private constructor(size: number, places: Map<K, number>, chunks: V[][]) {
    this.size = size
    this.#places = places
    this.#chunks = chunks
  }

  static empty<K, V>(): GrowingMap<K, V> {
    return new GrowingMap(0, new Map<K, number>(), [])
  }

  get(key: K): V | undefined {
    const place = this.#placeOf(key)
    return place === undefined ? undefined : this.#valueAt(place)
  }

  has(key: K): boolean {
    return this.#placeOf(key) !== undefined
  }

  /** A copy in which `key` has `value`. */
  with(key: K, value: V): GrowingMap<K, V> {
    const known = this.#placeOf(key)
    if (known !== undefined) return new GrowingMap(this.size, this.#places, this.#withValue(known, value))
    // Only the longest of the maps that share memory may add to it. A shorter one gets memory of its own first.
    if (this.#places.size !== this.size) return this.#unshared().with(key, value)
    this.#places.set(key, this.size)
    if (this.size % CHUNK_SIZE === 0) this.#chunks[this.size / CHUNK_SIZE] = [value]
    else this.#chunks[Math.floor(this.size / CHUNK_SIZE)]![this.size % CHUNK_SIZE] = value
    return new GrowingMap(this.size + 1, this.#places, this.#chunks)
  }

  /** A copy in which `change` has replaced every value. */
  mapValues(change: (value: V) => V): GrowingMap<K, V> {
    return new GrowingMap(this.size, this.#places, toChunks(Array.from(this.values(), change)))
  }

  *keys(): MapIterator<K> {
    let left = this.size
    for (const key of this.#places.keys()) {
      if ((left -= 1) < 0) return
      yield key
    }
  }

  *values(): MapIterator<V> {
    for (const run of this.runsFrom(0)) yield* run
  }

  /**
   * The values in runs, beginning with the run that has the value at `place`. A long run that is the same array in a later
   * copy has the same values there, so what was worked out from it still holds.
   */
  *runsFrom(place: number): MapIterator<readonly V[]> {
    const first = Math.floor(place / CHUNK_SIZE) * CHUNK_SIZE
    for (let from = first; from < this.size; from += CHUNK_SIZE) {
      const chunk = this.#chunks[from / CHUNK_SIZE]!
      // Longer copies add to the last chunk, so it is not given away.
      yield from + CHUNK_SIZE <= this.size ? chunk : chunk.slice(0, this.size - from)
    }
  }

  /** The value of the key that was added after `place` others, if there is one. */
  at(place: number): V | undefined {
    return place >= 0 && place < this.size ? this.#valueAt(place) : undefined
  }

  *entries(): MapIterator<[K, V]> {
    const values = this.values()
    for (const key of this.keys()) yield [key, values.next().value as V]
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries()
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this)
  }

  #placeOf(key: K): number | undefined {
    const place = this.#places.get(key)
    return place === undefined || place >= this.size ? undefined : place
  }

  #valueAt(place: number): V {
    return this.#chunks[Math.floor(place / CHUNK_SIZE)]![place % CHUNK_SIZE]!
  }

  #withValue(place: number, value: V): V[][] {
    const at = Math.floor(place / CHUNK_SIZE)
    const chunks = this.#chunks.slice()
    chunks[at] = chunks[at]!.slice()
    chunks[at][place % CHUNK_SIZE] = value
    return chunks
  }

  /** The same map, in memory of its own. */
  #unshared(): GrowingMap<K, V> {
    const places = new Map(Array.from(this.keys(), (key, place) => [key, place]))
    return new GrowingMap(this.size, places, toChunks([...this.values()]))
  }
}

function toChunks<V>(values: readonly V[]): V[][] {
  const chunks: V[][] = []
  for (let from = 0; from < values.length; from += CHUNK_SIZE) chunks.push(values.slice(from, from + CHUNK_SIZE))
  return chunks
}

const CHUNK_SIZE = 64

type Chunk<V> = readonly V[]

/**
 * An immutable map whose keys are never removed, in the order in which they were added. A changed copy shares all but
 * one chunk with the map that it comes from, so ten thousand joins cost ten thousand small copies, not large ones.
 */
export class GrowingMap<K, V> implements ReadonlyMap<K, V> {
  readonly size: number
  /** Shared with the maps that this one came from or that came from it. Places from `size` on belong to those. */
  readonly #places: Map<K, number>
  readonly #chunks: readonly Chunk<V>[]

  private constructor(size: number, places: Map<K, number>, chunks: readonly Chunk<V>[]) {
    this.size = size
    this.#places = places
    this.#chunks = chunks
  }

  static empty<K, V>(): GrowingMap<K, V> {
    return new GrowingMap(0, new Map<K, number>(), [])
  }

  get(key: K): V | undefined {
    const place = this.#placeOf(key)
    return place === undefined ? undefined : this.#chunks[Math.floor(place / CHUNK_SIZE)]?.[place % CHUNK_SIZE]
  }

  has(key: K): boolean {
    return this.#placeOf(key) !== undefined
  }

  /** A copy in which `key` has `value`. */
  with(key: K, value: V): GrowingMap<K, V> {
    const known = this.#placeOf(key)
    if (known !== undefined) return new GrowingMap(this.size, this.#places, this.#withValue(known, value))
    // A map that another one has already grown from gets places of its own.
    const places =
      this.#places.size === this.size ? this.#places : new Map(Array.from(this.keys(), (one, i) => [one, i]))
    places.set(key, this.size)
    return new GrowingMap(this.size + 1, places, this.#withValue(this.size, value))
  }

  /** A copy in which every value is what `change` makes of it. */
  mapValues(change: (value: V) => V): GrowingMap<K, V> {
    return new GrowingMap(
      this.size,
      this.#places,
      this.#chunks.map((chunk) => chunk.map(change)),
    )
  }

  *keys(): MapIterator<K> {
    let left = this.size
    for (const key of this.#places.keys()) {
      if ((left -= 1) < 0) return
      yield key
    }
  }

  *values(): MapIterator<V> {
    for (const chunk of this.#chunks) yield* chunk
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

  #withValue(place: number, value: V): readonly Chunk<V>[] {
    const at = Math.floor(place / CHUNK_SIZE)
    const chunk = [...(this.#chunks[at] ?? [])]
    chunk[place % CHUNK_SIZE] = value
    const chunks = [...this.#chunks]
    chunks[at] = chunk
    return chunks
  }
}

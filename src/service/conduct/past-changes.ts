/** How often ended conferences were deleted or rewritten, which no event says. */
export interface PastChangeStore {
  /** Differs from every earlier value after each such change. */
  findRevision(): Promise<number>
}

/** A part of the server that keeps conferences in memory. */
type ConferenceCache = { forgetEnded(): void }

/**
 * Makes other parts forget ended conferences after some of them were deleted or rewritten, in this process or another. That
 * happens twice: a read that began before the change may put an old conference back into memory.
 */
export class PastChanges {
  readonly #store: PastChangeStore
  readonly #parts: readonly ConferenceCache[]
  #known: number | undefined
  #isCertain = true

  constructor(deps: { store: PastChangeStore; parts: readonly ConferenceCache[] }) {
    this.#store = deps.store
    this.#parts = deps.parts
  }

  /** Forgets what may be out of date. @throws the error of the store */
  async follow(): Promise<void> {
    const revision = await this.#store.findRevision()
    const isNew = revision !== this.#known
    this.#known = revision
    if (isNew || !this.#isCertain) for (const part of this.#parts) part.forgetEnded()
    this.#isCertain = !isNew
  }
}

/** The level, from 0 to 1, above which somebody speaks. */
const SPEAKING = 0.02
/** How long a person counts as speaking after their last sound, so that the mark does not flicker between words. */
const TAIL_MS = 700
/** The shortest time that one speaker stays large, however many others talk. */
const HOLD_MS = 2_000

/** Who is speaking. */
export type Speaking = Readonly<{
  /** `participantId`s. */
  speaking: ReadonlySet<string>
  /** The session that spoke last and is shown large; absent until somebody has spoken. */
  active?: string
}>

const SILENCE: Speaking = { speaking: new Set() }

/** Finds out from levels who is speaking. Callers pass the time, in ms of any clock. */
export class SpeakerWatch {
  #spokeAt = new Map<string, number>()
  #since = Number.NEGATIVE_INFINITY
  #now: Speaking = SILENCE

  get now(): Speaking {
    return this.#now
  }

  /**
   * `self` is marked as speaking but never becomes the active speaker.
   *
   * @returns the same object while nothing changes
   */
  update(levels: ReadonlyMap<string, number>, at: number, self?: string): Speaking {
    for (const [id, level] of levels) if (level >= SPEAKING) this.#spokeAt.set(id, at)
    for (const [id, spokeAt] of this.#spokeAt) if (!levels.has(id) || at - spokeAt > TAIL_MS) this.#spokeAt.delete(id)
    const active = this.#nextActive(without(levels, self), at)
    if (active !== this.#now.active) this.#since = at
    const { speaking } = this.#now
    const isSame =
      this.#spokeAt.size === speaking.size && Array.from(this.#spokeAt.keys()).every((id) => speaking.has(id))
    if (isSame && active === this.#now.active) return this.#now
    this.#now = {
      speaking: isSame ? speaking : new Set(this.#spokeAt.keys()),
      ...(active !== undefined && { active }),
    }
    return this.#now
  }

  #nextActive(levels: ReadonlyMap<string, number>, at: number): string | undefined {
    const current = this.#now.active
    if (current !== undefined && !levels.has(current)) return this.#loudest(levels)
    if (current !== undefined && (at - this.#since < HOLD_MS || this.#spokeAt.has(current))) return current
    return this.#loudest(levels) ?? current
  }

  #loudest(levels: ReadonlyMap<string, number>): string | undefined {
    let loudest: string | undefined
    for (const id of this.#spokeAt.keys())
      if (levels.has(id) && (loudest === undefined || (levels.get(id) ?? 0) > (levels.get(loudest) ?? 0))) loudest = id
    return loudest
  }
}

function without(levels: ReadonlyMap<string, number>, self: string | undefined): ReadonlyMap<string, number> {
  return self === undefined ? levels : new Map(Array.from(levels).filter(([id]) => id !== self))
}

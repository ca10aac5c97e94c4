import type { TimeSource } from './clock-and-ids.ts'

/** A slower answer is ignored: it may have been true at any moment since the question. */
const MAX_ANSWER_MS = 100
/** The first answer of a database also takes the time to connect. */
const FIRST_READINGS = 5

type Reading = Readonly<{ offsetMs: number; tookMs: number }>

/**
 * The time of day of a database, as a clock of this machine. Servers that share the database have the same time, no matter
 * what the wall clocks of their machines show.
 */
export class DatabaseTime implements TimeSource {
  readonly #ask: () => Promise<number>
  readonly #machine: Omit<TimeSource, 'wallMs'>
  #offsetMs: number

  private constructor(ask: () => Promise<number>, machine: Omit<TimeSource, 'wallMs'>, offsetMs: number) {
    this.#ask = ask
    this.#machine = machine
    this.#offsetMs = offsetMs
  }

  /**
   * @param ask gives the time of day of the database, in epoch ms
   * @throws the error of the database
   */
  static async open(ask: () => Promise<number>, machine: Omit<TimeSource, 'wallMs'>): Promise<DatabaseTime> {
    let best = await read(ask, machine)
    for (let readings = 1; readings < FIRST_READINGS; readings += 1) {
      const next = await read(ask, machine)
      if (next.tookMs < best.tookMs) best = next
    }
    return new DatabaseTime(ask, machine, best.offsetMs)
  }

  readonly wallMs = () => Math.floor(this.#machine.monotonicMs() + this.#offsetMs)
  readonly monotonicMs = () => this.#machine.monotonicMs()
  readonly uptimeMs = () => this.#machine.uptimeMs()

  /** Compares it with the database again, since clocks drift. @throws the error of the database */
  async compare(): Promise<void> {
    const { offsetMs, tookMs } = await read(this.#ask, this.#machine)
    if (tookMs <= MAX_ANSWER_MS) this.#offsetMs = offsetMs
  }
}

async function read(ask: () => Promise<number>, { monotonicMs }: Pick<TimeSource, 'monotonicMs'>): Promise<Reading> {
  const askedAt = monotonicMs()
  const wallMs = await ask()
  const tookMs = monotonicMs() - askedAt
  return { offsetMs: wallMs - (askedAt + tookMs / 2), tookMs }
}

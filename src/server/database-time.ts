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
  readonly #readTime: () => Promise<number>
  readonly #machine: Omit<TimeSource, 'wallMs'>
  #offsetMs: number

  private constructor(readTime: () => Promise<number>, machine: Omit<TimeSource, 'wallMs'>, offsetMs: number) {
    this.#readTime = readTime
    this.#machine = machine
    this.#offsetMs = offsetMs
  }

  /**
   * @param readTime gives the time of day of the database, in epoch ms
   * @throws the error of the database
   */
  static async open(readTime: () => Promise<number>, machine: Omit<TimeSource, 'wallMs'>): Promise<DatabaseTime> {
    let best = await read(readTime, machine)
    for (let readings = 1; readings < FIRST_READINGS; readings += 1) {
      const next = await read(readTime, machine)
      if (next.tookMs < best.tookMs) best = next
    }
    return new DatabaseTime(readTime, machine, best.offsetMs)
  }

  readonly wallMs = () => Math.floor(this.#machine.monotonicMs() + this.#offsetMs)
  readonly monotonicMs = () => this.#machine.monotonicMs()
  readonly uptimeMs = () => this.#machine.uptimeMs()

  /** Compares it with the database again, since clocks drift. @throws the error of the database */
  async compare(): Promise<void> {
    const { offsetMs, tookMs } = await read(this.#readTime, this.#machine)
    if (tookMs <= MAX_ANSWER_MS) this.#offsetMs = offsetMs
  }
}

async function read(
  readTime: () => Promise<number>,
  { monotonicMs }: Pick<TimeSource, 'monotonicMs'>,
): Promise<Reading> {
  const startedAt = monotonicMs()
  const wallMs = await readTime()
  const tookMs = monotonicMs() - startedAt
  return { offsetMs: wallMs - (startedAt + tookMs / 2), tookMs }
}

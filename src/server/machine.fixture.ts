import type { TimeSource } from './clock-and-ids.ts'

/** The clocks of a machine in a test. Real time passes on them if `monotonicMs` is the machine's own. */
export class TestMachine implements TimeSource {
  readonly #monotonicMs: () => number
  #setMs: number
  #sleptMs = 0
  #passedMs = 0
  /** Seconds that the wall clock gains in a million. */
  driftPpm = 0

  constructor(monotonicMs: () => number = () => 0) {
    this.#monotonicMs = monotonicMs
    this.#setMs = Date.UTC(2026, 5, 1) - this.#monotonicMs()
  }

  readonly monotonicMs = () => this.#monotonicMs() + this.#passedMs
  readonly uptimeMs = () => this.monotonicMs() + this.#sleptMs
  readonly wallMs = () => Math.floor(this.#setMs + this.uptimeMs() * (1 + this.driftPpm / 1e6))

  /** Time passes; the machine is awake. */
  pass(ms: number): void {
    this.#passedMs += ms
  }

  sleep(ms: number): void {
    this.#sleptMs += ms
  }

  /** Somebody sets the wall clock. */
  setWall(byMs: number): void {
    this.#setMs += byMs
  }
}

import { Counter, Histogram, type Registry } from 'prom-client'

/** One answer, and how long it took. */
export type Answered = Readonly<{ operation: string; status: number; ms: number }>

/** The answers of one operation with one status since the last scrape. `ms` has the time of each. */
type Tally = { readonly operation: string; readonly status: number; ms: number[] }

/** A tally with this many times is added to the metrics at once, without waiting for a scrape. */
const MAX_TIMES = 10_000

/**
 * Requests by operation and status, and their times. To keep an answer fast, it is only added to a list. A scrape updates
 * the labeled metrics and their buckets, for all answers together.
 */
export class RequestMeter {
  readonly #counter: Counter<'operation' | 'code'>
  readonly #histogram: Histogram<'operation'>
  readonly #tallies = new Map<string, Map<number, Tally>>()

  constructor(registry: Registry) {
    const collect = () => this.#addAll()
    this.#counter = new Counter({
      name: 'rollcall_requests_total',
      help: 'Requests answered, by operation and HTTP status',
      labelNames: ['operation', 'code'] as const,
      registers: [registry],
      collect,
    })
    this.#histogram = new Histogram({
      name: 'rollcall_request_seconds',
      help: 'From the request to the end of its answer, by operation',
      labelNames: ['operation'] as const,
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 3],
      registers: [registry],
      collect,
    })
  }

  count({ operation, status, ms }: Answered): void {
    const tally = this.#tallies.get(operation)?.get(status) ?? this.#begin(operation, status)
    if (tally.ms.push(ms) >= MAX_TIMES) this.#addOne(tally)
  }

  #begin(operation: string, status: number): Tally {
    const tally: Tally = { operation, status, ms: [] }
    const byStatus = this.#tallies.get(operation) ?? new Map<number, Tally>()
    this.#tallies.set(operation, byStatus.set(status, tally))
    return tally
  }

  #addAll(): void {
    for (const byStatus of this.#tallies.values()) for (const tally of byStatus.values()) this.#addOne(tally)
  }

  #addOne(tally: Tally): void {
    const { operation, status, ms } = tally
    if (ms.length === 0) return
    tally.ms = []
    this.#counter.labels(operation, String(status)).inc(ms.length)
    const times = this.#histogram.labels(operation)
    for (const one of ms) times.observe(one / 1_000)
  }
}

import { Counter, Histogram, type Registry } from 'prom-client'

/** How many answers of one operation and status there were since the last scrape, and how long each took. */
type Tally = { readonly operation: string; readonly status: number; ms: number[] }

/** Beyond this, times are handed over before anyone asks. */
const MAX_KEPT = 10_000

/**
 * Requests by operation and status, and their times. An answer is only noted; a labelled metric is looked up and
 * its buckets are gone through when someone scrapes, all at once.
 */
export class RequestMeter {
  readonly #counter: Counter<'operation' | 'code'>
  readonly #histogram: Histogram<'operation'>
  readonly #tallies = new Map<string, Map<number, Tally>>()

  constructor(registry: Registry) {
    const collect = () => this.#handOver()
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

  count(operation: string, status: number, ms: number): void {
    const tally = this.#tallies.get(operation)?.get(status) ?? this.#begin(operation, status)
    if (tally.ms.push(ms) >= MAX_KEPT) this.#handOverOne(tally)
  }

  #begin(operation: string, status: number): Tally {
    const tally: Tally = { operation, status, ms: [] }
    const byStatus = this.#tallies.get(operation) ?? new Map<number, Tally>()
    this.#tallies.set(operation, byStatus.set(status, tally))
    return tally
  }

  #handOver(): void {
    for (const byStatus of this.#tallies.values()) for (const tally of byStatus.values()) this.#handOverOne(tally)
  }

  #handOverOne(tally: Tally): void {
    const { operation, status, ms } = tally
    if (ms.length === 0) return
    tally.ms = []
    this.#counter.labels(operation, String(status)).inc(ms.length)
    const times = this.#histogram.labels(operation)
    for (const one of ms) times.observe(one / 1_000)
  }
}

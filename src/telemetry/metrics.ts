import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { RequestMeter, type Answered } from './request-meter.ts'
import type { Commit, ConferenceStore } from '../service/conduct/conference-store.ts'
import type { SessionStore } from '../service/conduct/session-store.ts'

/** The metrics of the server, for Prometheus. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #commitSeconds = new Histogram({
    name: 'rollcall_commit_seconds',
    help: 'Time of one durable transaction',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers: [this.#registry],
  })
  readonly #batchSize = new Histogram({
    name: 'rollcall_commit_batch_size',
    help: 'Commits that shared one transaction',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000],
    registers: [this.#registry],
  })
  readonly #sweeps = new Counter({
    name: 'rollcall_sweeps_total',
    help: 'Checks for sessions without a heartbeat',
    registers: [this.#registry],
  })
  readonly #swept = new Counter({
    name: 'rollcall_sessions_lost_total',
    help: 'Sessions that ended because their heartbeat stopped',
    registers: [this.#registry],
  })
  readonly #mediaRepairs = new Counter({
    name: 'rollcall_media_repairs_total',
    help: 'What had to be sent to a media engine again, since it differed from a roster',
    registers: [this.#registry],
  })
  readonly #requests = new RequestMeter(this.#registry)

  constructor(store: { conferences: ConferenceStore; sessions: SessionStore }) {
    collectDefaultMetrics({ register: this.#registry })
    this.#gauge('rollcall_open_sessions', 'Sessions that are open', () => store.sessions.countOpen())
    this.#gauge('rollcall_live_conferences', 'Conferences in progress', () => store.conferences.countRunning())
  }

  request(answered: Answered): void {
    this.#requests.count(answered)
  }

  /** Records one transaction of the store. `size`: how many commits shared it. */
  batch({ size, tookMs }: Readonly<{ size: number; tookMs: number }>): void {
    this.#batchSize.observe(size)
    this.#commitSeconds.observe(tookMs / 1_000)
  }

  /** Records one check for silent sessions. `lost`: how many sessions it ended. */
  sweep(lost: number): void {
    this.#sweeps.inc()
    this.#swept.inc(lost)
  }

  /** Records what was put right at a media engine. */
  repaired(count: number): void {
    this.#mediaRepairs.inc(count)
  }

  /** In the text format of Prometheus. */
  async render(): Promise<{ contentType: string; text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() }
  }

  #gauge(name: string, help: string, read: () => Promise<number>): void {
    const gauge = new Gauge({
      name,
      help,
      registers: [this.#registry],
      async collect() {
        gauge.set(await read())
      },
    })
  }
}

/** `store`, which also reports each transaction: how many commits shared it and how long it took. */
export function metered(store: ConferenceStore, metrics: Pick<Metrics, 'batch'>): ConferenceStore {
  return {
    cacheTrust: store.cacheTrust,
    readLog: (...part) => store.readLog(...part),
    findHead: (id) => store.findHead(id),
    findVersion: (id) => store.findVersion(id),
    findHeadByRoomCode: (roomCode) => store.findHeadByRoomCode(roomCode),
    countRunning: () => store.countRunning(),
    listRunning: () => store.listRunning(),
    async commit(commits: readonly Commit[]) {
      const startedAt = performance.now()
      const written = await store.commit(commits)
      metrics.batch({ size: commits.length, tookMs: performance.now() - startedAt })
      return written
    },
  }
}

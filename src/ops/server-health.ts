import { statfs } from 'node:fs/promises'
import type { EpochMs } from '../conference/identity.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Bus } from '../service/conduct/bus.ts'
import type { DiskSpace, EngineState, HealthReport, ServerHealth } from '../service/console/server-health.ts'
import type { Media } from '../service/live/media.ts'
import { withinTime } from './health.ts'

/** Many pages send a request every few seconds, and a check writes to the store. */
const REUSED_MS = 3_000

type HealthDeps = Readonly<{
  /** Rejects if the store cannot be reached or written to. */
  check: () => Promise<void>
  storeKind: HealthReport['database']['kind']
  bus: Pick<Bus, 'isConnected'>
  /** This server shares its store with others. */
  isShared: boolean
  media: Pick<Media, 'engine' | 'isDown' | 'onInterruption'>
  dataFolder: string
  clock: Clock
}>

/** The health of the machine that this process runs on, and of what it depends on. */
export class MachineHealth implements ServerHealth {
  readonly #deps: HealthDeps
  #mediaSince: EpochMs | undefined
  #latest: { at: number; report: Promise<HealthReport> } | undefined

  constructor(deps: HealthDeps) {
    this.#deps = deps
    deps.media.onInterruption(() => (this.#mediaSince = deps.clock.now()))
  }

  get media(): EngineState {
    const { media } = this.#deps
    return {
      engine: media.engine,
      isDown: media.isDown(media),
      ...(this.#mediaSince !== undefined && { since: this.#mediaSince }),
    }
  }

  read(): Promise<HealthReport> {
    const at = performance.now()
    if (!this.#latest || at - this.#latest.at > REUSED_MS) this.#latest = { at, report: this.#read() }
    return this.#latest.report
  }

  async #read(): Promise<HealthReport> {
    const { bus, isShared, dataFolder } = this.#deps
    const [database, disk] = await Promise.all([this.#readDatabase(), readDisk(dataFolder)])
    return {
      database,
      media: this.media,
      ...(disk && { disk }),
      ...(isShared && { redis: { isConnected: bus.isConnected } }),
    }
  }

  async #readDatabase(): Promise<HealthReport['database']> {
    const { check, storeKind: kind } = this.#deps
    const from = performance.now()
    const isUp = await withinTime(check()).then(
      () => true,
      () => false,
    )
    return { kind, isUp, answerMs: Math.round(performance.now() - from) }
  }
}

/** What a user without special rights may still write counts as free. */
async function readDisk(folder: string): Promise<DiskSpace | undefined> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  } catch {
    return undefined
  }
}

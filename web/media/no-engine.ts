import type { QualitySummary } from '../../contract/signaling/media.ts'
import type { EngineConnection, EngineEvents, MediaEngine, PeerMedia, PeerSession } from './engine.ts'

const NO_ENGINE: PeerMedia = { state: 'failed', trouble: 'no-engine' }

/** Stands for an engine that this page does not know, or that the server does not have any more. Each tile says so. */
export class NoEngine implements MediaEngine {
  readonly #events: Pick<EngineEvents, 'changed'>
  #media: ReadonlyMap<string, PeerMedia> = new Map()

  constructor(events: Pick<EngineEvents, 'changed'>) {
    this.#events = events
  }

  join(): void {}

  setPeers(peers: readonly PeerSession[]): void {
    const isSame =
      peers.length === this.#media.size && peers.every(({ participantId }) => this.#media.has(participantId))
    if (isSame) return
    this.#media = new Map(peers.map(({ participantId }) => [participantId, NO_ENGINE]))
    this.#events.changed()
  }

  setTracks(): void {}

  setInSight(): void {}

  receive(): void {}

  peers(): ReadonlyMap<string, PeerMedia> {
    return this.#media
  }

  connection(): EngineConnection {
    return 'connected'
  }

  retryNow(): void {}

  levels(): ReadonlyMap<string, number> {
    return new Map()
  }

  async measure(): Promise<QualitySummary> {
    return {}
  }

  close(): void {}
}

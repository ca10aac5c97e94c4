import type { MediaGrant, PeerSignal, QualitySummary } from '../../contract/signaling/media.ts'
import type { EngineConnection, LocalTracks, MediaEngine, PeerMedia, PeerSession, Sight } from './engine.ts'

/** Pause before the code is requested again. */
const RETRY_MS = 3_000

type LoadingSetup = Readonly<{
  /** Gives the engine. Called again after a failure. */
  load: () => Promise<MediaEngine>
  /** Calls `act` once after `ms` milliseconds. @returns what cancels it */
  wait: (ms: number, act: () => void) => () => void
  changed: () => void
}>

/** An engine whose code is loaded when it is needed. Until then this one keeps the calls, and passes them on. */
export class LoadingEngine implements MediaEngine {
  readonly #setup: LoadingSetup
  #engine: MediaEngine | undefined
  #joined: Readonly<{ grant: MediaGrant; self: string }> | undefined
  #sessions: readonly PeerSession[] = []
  #tracks: LocalTracks = {}
  #sight: Sight | undefined
  #connection: EngineConnection = 'connecting'
  #cancelRetry: (() => void) | undefined
  #isClosed = false

  constructor(setup: LoadingSetup) {
    this.#setup = setup
    void this.#load()
  }

  join(grant: MediaGrant, self: string): void {
    this.#joined = { grant, self }
    this.#engine?.join(grant, self)
  }

  setPeers(sessions: readonly PeerSession[]): void {
    this.#sessions = sessions
    this.#engine?.setPeers(sessions)
  }

  setTracks(tracks: LocalTracks): void {
    this.#tracks = tracks
    this.#engine?.setTracks(tracks)
  }

  setInSight(sight: Sight): void {
    this.#sight = sight
    this.#engine?.setInSight(sight)
  }

  receive(from: string, signal: PeerSignal): void {
    this.#engine?.receive(from, signal)
  }

  peers(): ReadonlyMap<string, PeerMedia> {
    return this.#engine?.peers() ?? new Map()
  }

  connection(): EngineConnection {
    return this.#engine?.connection() ?? this.#connection
  }

  retryNow(): void {
    this.#engine?.retryNow()
  }

  levels(): ReadonlyMap<string, number> {
    return this.#engine?.levels() ?? new Map()
  }

  async measure(): Promise<QualitySummary> {
    return (await this.#engine?.measure()) ?? {}
  }

  close(): void {
    this.#isClosed = true
    this.#cancelRetry?.()
    this.#engine?.close()
  }

  async #load(): Promise<void> {
    const engine = await this.#setup.load().catch(() => undefined)
    if (this.#isClosed) return engine?.close()
    if (!engine) {
      this.#cancelRetry = this.#setup.wait(RETRY_MS, () => void this.#load())
      this.#connection = 'interrupted'
      return this.#setup.changed()
    }
    this.#engine = engine
    if (this.#sight) engine.setInSight(this.#sight)
    engine.setTracks(this.#tracks)
    if (this.#joined) engine.join(this.#joined.grant, this.#joined.self)
    engine.setPeers(this.#sessions)
    this.#setup.changed()
  }
}

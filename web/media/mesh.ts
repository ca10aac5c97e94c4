import type { MediaGrant, MeshGrant, PeerSignal, QualitySummary } from '../../contract/signaling/media.ts'
import type { EngineConnection, EngineEvents, LocalTracks, MediaEngine, PeerMedia, PeerSession } from './engine.ts'
import { budgetFor } from './mesh-budget.ts'
import { MeshPeer, type Rtc } from './mesh-peer.ts'
import { QualityMeter, type Measured } from './quality-meter.ts'

/** How many signals are stored for a page that is not in the roster yet, and for how many such pages. */
const EARLY_SIGNALS = 64
const EARLY_PAGES = 16
const FULL: PeerMedia = { state: 'failed', trouble: 'full' }

/** Every page sends to every other page. This needs only the signaling, and suits small meetings. */
export class MeshEngine implements MediaEngine {
  readonly #rtc: Rtc
  readonly #events: Pick<EngineEvents, 'send' | 'changed'>
  readonly #meter = new QualityMeter()
  readonly #peers = new Map<string, MeshPeer>()
  readonly #early = new Map<string, PeerSignal[]>()
  #full: readonly string[] = []
  #grant: MeshGrant | undefined
  #self = ''
  #tracks: LocalTracks = {}
  #media: ReadonlyMap<string, PeerMedia> = new Map()

  constructor(rtc: Rtc, events: Pick<EngineEvents, 'send' | 'changed'>) {
    this.#rtc = rtc
    this.#events = events
  }

  join(grant: MediaGrant, self: string): void {
    if (grant.engine !== 'mesh') return // a conference keeps its engine
    this.#grant = grant
    // The others have closed their connections to the session from before.
    if (self !== this.#self) this.#closePeers()
    this.#self = self
    for (const peer of this.#peers.values()) peer.resume(grant.iceServers)
  }

  /** Connects the sessions with a place. */
  setPeers(sessions: readonly PeerSession[]): void {
    const grant = this.#grant
    if (!grant) return
    const placed = sessions.filter(({ hasPlace }) => hasPlace)
    const present = new Set(placed.map(({ participantId }) => participantId))
    for (const [id, peer] of this.#peers) {
      if (present.has(id)) continue
      peer.close()
      this.#peers.delete(id)
    }
    this.#full = sessions.flatMap(({ participantId, hasPlace }) => (hasPlace ? [] : [participantId]))
    const budget = budgetFor(placed.length)
    for (const { participantId, audible, sharing } of placed) {
      const peer = this.#peers.get(participantId) ?? this.#open(participantId, grant)
      peer.setBudget(budget)
      peer.setHeard({ voice: audible, screen: sharing })
    }
    this.#show()
  }

  setTracks(tracks: LocalTracks): void {
    this.#tracks = tracks
    for (const peer of this.#peers.values()) peer.setTracks(tracks)
  }

  receive(from: string, signal: PeerSignal): void {
    const peer = this.#peers.get(from)
    if (peer) return peer.receive(signal)
    const early = this.#early.get(from) ?? []
    if (early.length >= EARLY_SIGNALS || this.#early.size >= EARLY_PAGES) this.#early.clear()
    this.#early.set(from, [...early, signal])
  }

  /** Pages send every picture anyway: each of them has few others. */
  setInSight(): void {}

  connection(): EngineConnection {
    return 'connected'
  }

  retryNow(): void {}

  peers(): ReadonlyMap<string, PeerMedia> {
    return this.#media
  }

  levels(): ReadonlyMap<string, number> {
    return new Map(Array.from(this.#peers, ([id, peer]) => [id, peer.lines.level()]))
  }

  async measure(): Promise<QualitySummary> {
    const measured = await Promise.all(
      Array.from(this.#peers, async ([peerId, peer]): Promise<Measured> => {
        const { lines } = peer
        return { peerId, report: await peer.stats(), sourceOf: (mid) => lines.sourceOf(mid) }
      }),
    )
    return this.#meter.summarize(measured)
  }

  close(): void {
    this.#closePeers()
    this.#early.clear()
  }

  #closePeers(): void {
    for (const peer of this.#peers.values()) peer.close()
    this.#peers.clear()
  }

  #open(id: string, grant: MeshGrant): MeshPeer {
    const peer = new MeshPeer({
      rtc: this.#rtc,
      initiator: this.#self > id,
      iceServers: grant.iceServers,
      send: (signal) => this.#events.send(id, signal),
      changed: () => this.#show(),
    })
    this.#peers.set(id, peer)
    peer.setTracks(this.#tracks)
    for (const signal of this.#early.get(id) ?? []) peer.receive(signal)
    this.#early.delete(id)
    return peer
  }

  #show(): void {
    const next = new Map(Array.from(this.#peers, ([id, peer]) => [id, peer.media]))
    for (const id of this.#full) next.set(id, FULL)
    const isSame =
      next.size === this.#media.size && Array.from(next).every(([id, media]) => this.#media.get(id) === media)
    if (isSame) return
    this.#media = next
    this.#events.changed()
  }
}

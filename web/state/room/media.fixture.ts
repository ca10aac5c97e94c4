import type { MediaGrant, QualitySummary } from '../../../contract/signaling/media.ts'
import type { Device, DeviceLists, Devices, Opened } from '../../media/devices.ts'
import type { ScreenTrouble } from '../devices/device-views.ts'
import type { EngineEvents, LocalTracks, MediaEngine, PeerMedia, PeerSession } from '../../media/engine.ts'
import { observable } from '../../../client/observable.ts'

/** A track, as far as the view models use one. */
export class TestTrack extends EventTarget {
  readonly kind: string
  enabled = true
  stopped = false
  constructor(kind: string) {
    super()
    this.kind = kind
  }
  stop(): void {
    this.stopped = true
  }
}

export class TestDevices implements Devices {
  readonly lists = observable<DeviceLists>({ microphone: [], camera: [], speaker: [] })
  readonly chosen = observable<Readonly<Record<string, string>>>({})
  readonly opened: TestTrack[] = []
  readonly ended = new Map<string, () => void>()
  canShare = true
  troubles: Partial<Record<string, 'not-found' | 'blocked-by-browser'>> = {}

  plug(kind: 'microphone' | 'camera' | 'speaker', devices: readonly Device[]): void {
    this.lists.update((lists) => ({ ...lists, [kind]: devices }))
  }

  choose(kind: string, id: string): void {
    this.chosen.update((chosen) => ({ ...chosen, [kind]: id }))
  }

  async open(kind: string, ended: () => void): Promise<Opened> {
    const trouble = this.troubles[kind]
    if (trouble) return { trouble }
    this.ended.set(kind, ended)
    const track = new TestTrack(kind)
    this.opened.push(track)
    return { track: track as unknown as MediaStreamTrack }
  }

  async openScreen(ended: () => void): Promise<Opened<ScreenTrouble> | undefined> {
    const opened = await this.open('screen', ended)
    if ('track' in opened) return opened
    return opened.trouble === 'blocked-by-browser' ? undefined : { trouble: opened.trouble }
  }

  close(): void {}
}

export class TestEngine implements MediaEngine {
  readonly joins: string[] = []
  sessions: readonly PeerSession[] = []
  tracks: LocalTracks = {}
  readonly received: string[] = []
  media = new Map<string, PeerMedia>()
  heard = new Map<string, number>()
  summary: QualitySummary = {}
  closed = false
  readonly events: EngineEvents
  constructor(events: EngineEvents) {
    this.events = events
  }
  join(_grant: MediaGrant, self: string): void {
    this.joins.push(self)
  }
  setPeers(sessions: readonly PeerSession[]): void {
    this.sessions = sessions
  }
  setTracks(tracks: LocalTracks): void {
    this.tracks = tracks
  }
  receive(from: string): void {
    this.received.push(from)
  }
  peers(): ReadonlyMap<string, PeerMedia> {
    return this.media
  }
  levels(): ReadonlyMap<string, number> {
    return this.heard
  }
  async measure(): Promise<QualitySummary> {
    return this.summary
  }
  close(): void {
    this.closed = true
  }
  show(id: string, media: PeerMedia): void {
    this.media = new Map(this.media).set(id, media)
    this.events.changed()
  }
}

import type { MediaGrant, QualitySummary } from '../../../contract/signaling/media.ts'
import type { CameraSize, Device, DeviceLists, Devices, Opened, OpenedScreen, OpenHow } from '../../media/devices.ts'
import type { EffectChoice, Effects, EffectTrouble, RunningEffect } from '../../media/effects.ts'
import type {
  EngineConnection,
  EngineEvents,
  LocalTracks,
  MediaEngine,
  PeerMedia,
  PeerSession,
  Sight,
} from '../../media/engine.ts'
import { observable } from '../../../client/observable.ts'

/** A track, as far as the view models use one. */
export class TestTrack extends EventTarget {
  readonly kind: string
  enabled = true
  stopped = false
  /** What kind of thing a shared screen is. */
  displaySurface = 'window'
  constructor(kind: string) {
    super()
    this.kind = kind
  }
  stop(): void {
    this.stopped = true
  }
  getSettings(): MediaTrackSettings {
    return { displaySurface: this.displaySurface }
  }
}

export class TestDevices implements Devices {
  readonly lists = observable<DeviceLists>({ microphone: [], camera: [], speaker: [] })
  readonly chosen = observable<Readonly<Record<string, string>>>({})
  readonly opened: TestTrack[] = []
  readonly ended = new Map<string, () => void>()
  canShare = true
  /** What the person picks to share. */
  displaySurface = 'window'
  troubles: Partial<Record<string, 'not-found' | 'blocked-by-browser'>> = {}

  plug(kind: 'microphone' | 'camera' | 'speaker', devices: readonly Device[]): void {
    this.lists.update((lists) => ({ ...lists, [kind]: devices }))
  }

  choose(kind: string, id: string): void {
    this.chosen.update((chosen) => ({ ...chosen, [kind]: id }))
  }

  /** How each device was opened. */
  readonly how: OpenHow[] = []

  async open(kind: string, ended: () => void, how: OpenHow = {}): Promise<Opened> {
    this.how.push(how)
    const trouble = this.troubles[kind]
    if (trouble) return { trouble }
    this.ended.set(kind, ended)
    const track = new TestTrack(kind)
    track.displaySurface = this.displaySurface
    this.opened.push(track)
    return { track: track as unknown as MediaStreamTrack }
  }

  /** The sizes that an open camera was given. */
  readonly sizes: CameraSize[] = []
  /** Resolves when the camera has its size. */
  resizing: Promise<void> = Promise.resolve()

  async resize(_camera: MediaStreamTrack, size: CameraSize): Promise<void> {
    this.sizes.push(size)
    await this.resizing
  }

  /** Whether screens are shared with their sound. */
  hasScreenSound = false

  async openScreen(ended: () => void): Promise<OpenedScreen | undefined> {
    const opened = await this.open('screen', ended)
    if ('track' in opened) {
      const sound = this.hasScreenSound ? await this.open('screen sound', ended) : undefined
      return { ...opened, ...(sound && 'track' in sound && { sound: sound.track }) }
    }
    return opened.trouble === 'blocked-by-browser' ? undefined : { trouble: opened.trouble }
  }

  close(): void {}
}

/** Effects that start when the test lets them. */
export class TestEffects implements Effects {
  readonly choice = observable<EffectChoice>({ background: 'none', noise: false })
  readonly ownPicture = observable<string | undefined>(undefined)
  supported = { background: true, noise: true }
  readonly started: { track: TestTrack; stopped: boolean; fail: (why: EffectTrouble) => void }[] = []
  /** Resolves when an effect may start; rejects if it cannot. */
  loading: Promise<void> = Promise.resolve()

  choose(part: Partial<EffectChoice>): void {
    this.choice.update((choice) => ({ ...choice, ...part }))
  }

  async chooseOwnPicture(file: Blob): Promise<boolean> {
    this.ownPicture.set(file.type)
    this.choose({ background: 'own' })
    return true
  }

  async start(device: string, _track: MediaStreamTrack, fail: (why: EffectTrouble) => void): Promise<RunningEffect> {
    await this.loading
    const effect = { track: new TestTrack(`${device} with effect`), stopped: false, fail }
    this.started.push(effect)
    return { track: effect.track as unknown as MediaStreamTrack, stop: () => void (effect.stopped = true) }
  }
}

export class TestEngine implements MediaEngine {
  readonly joins: string[] = []
  sessions: readonly PeerSession[] = []
  tracks: LocalTracks = {}
  readonly received: string[] = []
  media = new Map<string, PeerMedia>()
  heard = new Map<string, number>()
  summary: QualitySummary = {}
  sight: Sight = { cameras: new Set(), screens: new Set() }
  state: EngineConnection = 'connected'
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
  setInSight(sight: Sight): void {
    this.sight = sight
  }
  connection(): EngineConnection {
    return this.state
  }
  retries = 0
  retryNow(): void {
    this.retries += 1
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
  /** The connection to the server of the engine changes. */
  connect(state: EngineConnection): void {
    this.state = state
    this.events.changed()
  }
  show(id: string, media: PeerMedia): void {
    this.media = new Map(this.media).set(id, media)
    this.events.changed()
  }
}

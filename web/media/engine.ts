import type { MediaGrant, PeerSignal, QualitySummary } from '../../contract/signaling/media.ts'

/** A picture to show. It is an object of a class: views draw again only if it is another object. */
export interface Picture {
  /** Shows it in a `video` element. @returns a function that ends that */
  showIn(video: HTMLVideoElement): () => void
}

/** What a session can send. */
export type Source = 'microphone' | 'camera' | 'screen' | 'screenSound'
/** The tracks that are sent. An absent one is not sent. */
export type LocalTracks = Readonly<Partial<Record<Source, MediaStreamTrack>>>

/** Why no media flow between two people. */
export type PeerTrouble =
  /** It was connected and is being repaired. */
  | 'interrupted'
  /** There is no route between the two, because of a firewall or a missing relay. */
  | 'no-route'
  /** One of the two has no audio place. */
  | 'full'
  /** This page cannot use the engine of the meeting, or the server does not have it any more. */
  | 'no-engine'

/** What arrives from another session, and the state of the connection to it. */
export type PeerMedia = Readonly<{
  state: 'connecting' | 'connected' | 'failed'
  trouble?: PeerTrouble
  /** Which pictures are shown depends on the media states. `sound` is absent while the person must not be heard,
   * `screenSound` while they share no screen. */
  sound?: MediaStream
  camera?: Picture
  screen?: Picture
  screenSound?: MediaStream
}>

/** An open session, as the roster shows it. */
export type PeerSession = Readonly<{
  participantId: string
  /** `false`: its microphone is not played, whatever it sends. */
  audible: boolean
  /** `false`: the sound of its screen is not played, whatever it sends. */
  sharing: boolean
  /** Both this page and the session have an audio place, so the two are connected. */
  hasPlace: boolean
}>

/** Which pictures the page shows, by `participantId`. */
export type Sight = Readonly<{ cameras: ReadonlySet<string>; screens: ReadonlySet<string> }>

/** The connection to a server that carries media. `interrupted`: it is lost, or cannot be made yet, and is tried again. */
export type EngineConnection = 'connecting' | 'connected' | 'interrupted'

/** What carries media between the sessions of a conference. The room knows nothing else about it. */
export interface MediaEngine {
  /** Starts, or continues after the signaling was lost. `grant` may contain new credentials. `self`: own `participantId`. */
  join(grant: MediaGrant, self: string): void
  /** Sets the other open sessions. Connections to sessions that are not among them are closed. */
  setPeers(peers: readonly PeerSession[]): void
  setTracks(tracks: LocalTracks): void
  /** Says which pictures are shown. An engine may leave out the others. */
  setInSight(sight: Sight): void
  /** Handles a signal that the engine of another session sent to this one. */
  receive(from: string, signal: PeerSignal): void
  /** By `participantId`. It stays the same object until something changes. */
  peers(): ReadonlyMap<string, PeerMedia>
  /** Of an engine without a server always `connected`. */
  connection(): EngineConnection
  /** The server of the engine is back: a lost connection is made again at once. */
  retryNow(): void
  /** How loud each session arrives here, 0 to 1; 0 for a session that is not played. */
  levels(): ReadonlyMap<string, number>
  /** Measurements since the last call. */
  measure(): Promise<QualitySummary>
  close(): void
}

/** What an engine reports. What it sends to a session that has left is lost. */
export type EngineEvents = Readonly<{
  send: (to: string, signal: PeerSignal) => void
  /** What `peers` or `connection` gives is another. */
  changed: () => void
  /** Requests a new grant; `undefined` if the server cannot be reached, or gives none. */
  renewGrant: () => Promise<MediaGrant | undefined>
}>

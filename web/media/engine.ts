import type { MediaGrant, PeerSignal, QualitySummary } from '../../contract/signaling/media.ts'

/** Something to be shown or heard: the views hand it to a `video` element, and nothing else is asked of it. */
export type Picture = MediaStream

export type Source = 'microphone' | 'camera' | 'screen'
/** What is sent now; what is absent is not sent. */
export type LocalTracks = Readonly<Partial<Record<Source, MediaStreamTrack>>>

/** Why media between two people do not flow. */
export type PeerTrouble =
  /** Was connected, and is being mended. */
  | 'interrupted'
  /** No way between the two was found: a firewall, or no relay. */
  | 'no-route'
  /** More are inside than the engine carries. */
  | 'full'

export type PeerMedia = Readonly<{
  state: 'connecting' | 'connected' | 'failed'
  trouble?: PeerTrouble
  /** Whether something is in them only the stage tells. `sound` is absent while he is not to be heard. */
  sound?: Picture
  camera?: Picture
  screen?: Picture
}>

/** A session inside, as the roster has it. */
export type PeerSession = Readonly<{
  participantId: string
  /** `false`: nothing of his is to be heard, whatever he sends. */
  audible: boolean
}>

/** What carries media between the sessions of a conference. The room knows no more of it. */
export interface MediaEngine {
  /** Begins, or goes on after the signalling was lost: `grant` may hold new credentials. */
  join(grant: MediaGrant, self: string): void
  /** Who else is inside; whoever is no longer in it is let go. */
  setPeers(peers: readonly PeerSession[]): void
  setTracks(tracks: LocalTracks): void
  /** What the engine of another session sent to this one. */
  receive(from: string, signal: PeerSignal): void
  /** By `participantId`. The same object until something is different. */
  peers(): ReadonlyMap<string, PeerMedia>
  /** How loud each is as it arrives here, 0 to 1; 0 for whoever is not to be heard. */
  levels(): ReadonlyMap<string, number>
  /** What was measured since it was asked the last time. */
  measure(): Promise<QualitySummary>
  close(): void
}

/** What an engine tells; `send` is lost if the other is gone. */
export type EngineEvents = Readonly<{
  send: (to: string, signal: PeerSignal) => void
  changed: () => void
}>

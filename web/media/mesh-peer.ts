import type { IceServer, PeerSignal } from '../../contract/signaling/media.ts'
import type { LocalTracks, PeerMedia, Picture } from './engine.ts'
import type { Budget } from './mesh-budget.ts'
import { MeshTransceivers, type Heard } from './mesh-transceivers.ts'
import { originOf, versionOf } from './sdp-origin.ts'

/** What the platform provides. In a browser these are its own constructors. */
export type Rtc = Readonly<{
  connection: (configuration: RTCConfiguration) => RTCPeerConnection
  picture: (track: MediaStreamTrack) => Picture
  sound: (track: MediaStreamTrack) => MediaStream
  /** Calls `act` once after `ms` milliseconds. @returns what cancels it */
  wait: (ms: number, act: () => void) => () => void
}>

/** What a connection to another page needs. */
export type PeerSetup = Readonly<{
  rtc: Rtc
  /** Makes the first offer. If both pages offer at once, its offer wins: the "impolite" peer of perfect negotiation. */
  initiator: boolean
  iceServers: readonly IceServer[]
  send: (signal: PeerSignal) => void
  changed: () => void
}>

type Description = Extract<PeerSignal, { description: unknown }>['description']

/** How often a connection that is down is repaired. */
const REPAIR_MS = 4_000
/** After this many repairs the connection counts as impossible. */
const MAX_REPAIRS = 4

/** The connection to one other page: perfect negotiation, with transceivers that are agreed once and never change. */
export class MeshPeer {
  readonly #setup: PeerSetup
  #iceServers: readonly IceServer[]
  #connection: RTCPeerConnection
  #lines: MeshTransceivers
  #queue: Promise<void> = Promise.resolve()
  #candidates: RTCIceCandidateInit[] = []
  #answered: { offer: string; answer: Description } | undefined
  /** `versionOf` the last answer that was applied. */
  #appliedVersion: string | undefined
  #media: PeerMedia = { state: 'connecting' }
  #wasConnected = false
  #repairs = 0
  #cancelRepair: (() => void) | undefined
  #closed = false

  constructor(setup: PeerSetup) {
    this.#setup = setup
    this.#iceServers = setup.iceServers
    this.#lines = new MeshTransceivers(setup.rtc)
    this.#connection = this.#connect()
    if (setup.initiator) this.#enqueue(() => this.#offer())
    else setup.send({ reset: true })
    this.#repairLater()
  }

  get media(): PeerMedia {
    return this.#media
  }

  get lines(): MeshTransceivers {
    return this.#lines
  }

  stats(): Promise<RTCStatsReport> {
    return this.#connection.getStats()
  }

  receive(signal: PeerSignal): void {
    this.#enqueue(() => this.#handle(signal))
  }

  setTracks(tracks: LocalTracks): void {
    this.#lines.setTracks(tracks)
  }

  setBudget(budget: Budget): void {
    this.#lines.setBudget(budget)
  }

  setHeard(heard: Heard): void {
    this.#lines.setHeard(heard)
    this.#show()
  }

  /** Call it when the signaling is back, with new credentials. Signals sent meanwhile may be lost. */
  resume(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers
    this.#connection.setConfiguration(this.#configuration())
    if (this.#media.state !== 'connected' || this.#media.trouble) this.#repair()
  }

  close(): void {
    this.#closed = true
    this.#cancelRepair?.()
    this.#connection.close()
  }

  #configuration(): RTCConfiguration {
    // All transceivers share one transport from the start, so there are far fewer candidates.
    return { iceServers: this.#iceServers.map((server) => ({ ...server })), bundlePolicy: 'max-bundle' }
  }

  #connect(): RTCPeerConnection {
    const connection = this.#setup.rtc.connection(this.#configuration())
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate?.candidate || connection !== this.#connection) return
      const { sdpMid, sdpMLineIndex, usernameFragment } = candidate
      this.#setup.send({
        candidate: {
          candidate: candidate.candidate,
          sdpMid,
          sdpMLineIndex,
          ...(usernameFragment !== undefined && { usernameFragment }),
        },
      })
    })
    connection.addEventListener('connectionstatechange', () => {
      if (connection === this.#connection) this.#stateChanged()
    })
    if (this.#setup.initiator) this.#lines.create(connection)
    return connection
  }

  /** Starts again with a new connection, since the other page has lost the negotiated state. */
  #renew(): void {
    this.#connection.close()
    this.#candidates = []
    this.#answered = undefined
    this.#appliedVersion = undefined
    this.#lines = this.#lines.anew()
    this.#connection = this.#connect()
    this.#wasConnected = false
    this.#repairs = 0
    this.#show()
    this.#repairLater()
  }

  async #handle(signal: PeerSignal): Promise<void> {
    if ('reset' in signal) return this.#reset()
    if ('candidate' in signal) return this.#addCandidate(signal.candidate as RTCIceCandidateInit)
    const { description } = signal
    if (description.type === 'offer') return this.#answer(description)
    if (description.type !== 'answer' || this.#connection.signalingState !== 'have-local-offer') return
    // An offer that was sent twice gets two answers. The second must not be taken for the answer to the next offer.
    const version = versionOf(description.sdp)
    if (version === this.#appliedVersion) return
    this.#appliedVersion = version
    await this.#connection.setRemoteDescription({ type: 'answer', sdp: description.sdp })
    await this.#agreed()
  }

  async #reset(): Promise<void> {
    if (!this.#setup.initiator) return
    const { signalingState, remoteDescription } = this.#connection
    if (remoteDescription) this.#renew()
    // An offer without an answer is sent again instead of a new one.
    if (signalingState === 'have-local-offer' && !remoteDescription) return this.#sendLocal()
    await this.#offer()
  }

  async #offer(how?: { iceRestart: true }): Promise<void> {
    if (this.#connection.signalingState !== 'stable') return
    await this.#connection.setLocalDescription(await this.#connection.createOffer(how))
    this.#sendLocal()
  }

  async #answer({ sdp }: Description): Promise<void> {
    if (this.#answered && versionOf(this.#answered.offer) === versionOf(sdp))
      return this.#setup.send({ description: this.#answered.answer })
    const known = this.#connection.remoteDescription
    if (this.#setup.initiator && !known) return // the offer belongs to a connection that this page had before
    if (known && originOf(known.sdp) !== originOf(sdp)) this.#renew()
    if (this.#connection.signalingState === 'have-local-offer') {
      if (this.#setup.initiator) return // both offered, and the other page gives way
      await this.#connection.setLocalDescription({ type: 'rollback' })
    }
    await this.#connection.setRemoteDescription({ type: 'offer', sdp })
    this.#lines.adopt(this.#connection)
    await this.#connection.setLocalDescription(await this.#connection.createAnswer())
    this.#sendLocal()
    const answer = this.#connection.localDescription
    if (answer) this.#answered = { offer: sdp, answer: { type: answer.type, sdp: answer.sdp } }
    await this.#agreed()
  }

  async #agreed(): Promise<void> {
    for (const candidate of this.#candidates.splice(0)) await this.#addCandidate(candidate)
    this.#lines.applyBudget() // a sender has no encodings before this
    this.#show()
  }

  async #addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.#connection.remoteDescription) this.#candidates.push(candidate)
    // A candidate of an ignored offer. The accepted offer brings its own.
    else await this.#connection.addIceCandidate(candidate).catch(() => undefined)
  }

  #sendLocal(): void {
    const local = this.#connection.localDescription
    if (local) this.#setup.send({ description: { type: local.type, sdp: local.sdp } })
  }

  #stateChanged(): void {
    switch (this.#connection.connectionState) {
      case 'connected':
        this.#wasConnected = true
        this.#repairs = 0
        this.#cancelRepair?.()
        this.#cancelRepair = undefined
        return this.#show()
      case 'failed':
        this.#show()
        // One offer at a time, since it takes a while to know whether it was lost.
        return this.#connection.signalingState === 'stable' ? this.#repair() : this.#repairLater()
      case 'disconnected':
        this.#show()
        return this.#repairLater()
      case 'new':
      case 'connecting':
      case 'closed':
        return
    }
  }

  #repairLater(): void {
    this.#cancelRepair?.()
    this.#cancelRepair = this.#setup.rtc.wait(REPAIR_MS, () => {
      this.#repairs += 1
      this.#repair()
    })
  }

  /** Sends again what may have been lost, or restarts ICE. */
  #repair(): void {
    if (this.#closed) return
    this.#show()
    this.#repairLater()
    this.#enqueue(async () => {
      const { signalingState, connectionState, remoteDescription } = this.#connection
      if (connectionState === 'connected') return
      if (signalingState === 'have-local-offer') return this.#sendLocal()
      if (!remoteDescription) return this.#setup.initiator ? this.#offer() : this.#setup.send({ reset: true })
      // Only one side restarts a connection that hangs, so that the two restarts do not cross.
      const isBroken = connectionState === 'failed' || connectionState === 'disconnected'
      if (isBroken || this.#setup.initiator) await this.#offer({ iceRestart: true })
    })
  }

  #show(): void {
    const { connectionState } = this.#connection
    const pictures = this.#lines.pictures()
    if (connectionState === 'connected') this.#put({ state: 'connected', ...pictures })
    else if (this.#repairs >= MAX_REPAIRS) this.#put({ state: 'failed', trouble: 'no-route', ...pictures })
    else if (this.#wasConnected) this.#put({ state: 'connected', trouble: 'interrupted', ...pictures })
    else this.#put({ state: 'connecting', ...pictures })
  }

  #put(media: PeerMedia): void {
    const before = this.#media
    const parts: (keyof PeerMedia)[] = ['state', 'trouble', 'sound', 'camera', 'screen', 'screenSound']
    if (this.#closed || parts.every((part) => before[part] === media[part])) return
    this.#media = media
    this.#setup.changed()
  }

  /** Runs steps one after another, so that no answer is handled before the offer ahead of it. */
  #enqueue(act: () => Promise<void> | void): void {
    this.#queue = this.#queue
      .then(() => (this.#closed ? undefined : act()))
      // The other page sent something invalid, or the connection closed meanwhile. The next repair tries again.
      .catch(() => undefined)
  }
}

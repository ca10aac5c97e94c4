import { ConnectionState, DisconnectReason, RoomEvent, type Room } from 'livekit-client'
import type { LiveKitGrant, MediaGrant } from '../../../contract/signaling/media.ts'
import type { EngineConnection } from '../engine.ts'

/** What a connection to LiveKit needs. */
export type ConnectionSetup = Readonly<{
  openRoom: () => Room
  /** The whole address of what a grant names. */
  resolve: (url: string) => string
  /** Calls `act` once after `ms` milliseconds. @returns what cancels it */
  wait: (ms: number, act: () => void) => () => void
  /** @returns `undefined` if the server gives none now */
  renewGrant: () => Promise<MediaGrant | undefined>
  /** A new room is about to connect. */
  opened: (room: Room) => void
  changed: () => void
}>

/** Pauses before the next attempt, in ms; the last one is repeated. LiveKit itself tries for a while before that. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000] as const
const LAST_PAUSE_MS = 8_000

/**
 * The room at the LiveKit server, connected again and again while the session is open. LiveKit repairs short outages itself.
 * After long ones the page connects with a new grant, since the old one may have expired.
 */
export class RoomConnection {
  readonly #setup: ConnectionSetup
  #grant: LiveKitGrant | undefined
  #self = ''
  #room: Room | undefined
  #state: EngineConnection = 'connecting'
  #failures = 0
  #cancelRetry: (() => void) | undefined
  #isClosed = false

  constructor(setup: ConnectionSetup) {
    this.#setup = setup
  }

  get room(): Room | undefined {
    return this.#room
  }

  get state(): EngineConnection {
    return this.#state
  }

  /** Connects as `self`, a `participantId`. A connection that exists is kept, unless it is another session's. */
  use(grant: LiveKitGrant, self: string): void {
    if (self !== this.#self) this.#leave()
    this.#grant = grant
    this.#self = self
    if (!this.#room) this.#connect()
  }

  /** Makes a lost connection again at once, instead of after the pause that LiveKit or this page waits. */
  retryNow(): void {
    // A server that was started again knows nothing to resume, but LiveKit would try that for seconds.
    const isResuming = this.#room?.state === ConnectionState.SignalReconnecting
    if (this.#state !== 'interrupted' && !isResuming) return
    this.#leave()
    this.#set('interrupted')
    void this.#retry()
  }

  close(): void {
    this.#isClosed = true
    this.#leave()
  }

  #connect(): void {
    const grant = this.#grant
    if (!grant || this.#isClosed) return
    this.#cancelRetry?.()
    const room = this.#setup.openRoom()
    this.#room = room
    room
      .on(RoomEvent.Reconnecting, () => this.#set('interrupted'))
      .on(RoomEvent.Reconnected, () => this.#set('connected'))
      .on(RoomEvent.Disconnected, (reason) => this.#lost(room, reason))
    this.#setup.opened(room)
    // Otherwise LiveKit names STUN servers on the internet. The server itself is reached without.
    const rtcConfig = isOwn(grant) ? { iceServers: [] } : {}
    room.connect(this.#setup.resolve(grant.url), grant.token, { autoSubscribe: false, rtcConfig }).then(
      () => {
        if (room !== this.#room) return
        this.#failures = 0
        this.#set('connected')
      },
      () => this.#lost(room),
    )
  }

  #lost(room: Room, reason?: DisconnectReason): void {
    if (room !== this.#room) return
    this.#leave()
    this.#set('interrupted')
    // Another page may have continued this session. Both would push each other out if this one were fast.
    this.#retryLater(reason === DisconnectReason.DUPLICATE_IDENTITY)
  }

  #retryLater(isPatient = false): void {
    const pause = PAUSES_MS[isPatient ? PAUSES_MS.length : this.#failures] ?? LAST_PAUSE_MS
    this.#failures += 1
    this.#cancelRetry = this.#setup.wait(pause, () => void this.#retry())
  }

  async #retry(): Promise<void> {
    const grant = await this.#setup.renewGrant()
    // A welcome may have brought one meanwhile.
    if (this.#room || this.#isClosed) return
    if (grant?.engine !== 'livekit') return this.#retryLater()
    this.#grant = grant
    this.#connect()
  }

  #leave(): void {
    this.#cancelRetry?.()
    const room = this.#room
    this.#room = undefined
    // The tracks belong to the person's own media, which end them.
    void room?.removeAllListeners().disconnect(false)
  }

  #set(state: EngineConnection): void {
    this.#state = state
    this.#setup.changed()
  }
}

/** Whether the LiveKit server is the one that our server runs: its address is a path then. */
function isOwn({ url }: LiveKitGrant): boolean {
  return url.startsWith('/')
}

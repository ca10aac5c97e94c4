import type { Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_VERSION } from '../contract/signaling/constants.ts'
import type { Control } from '../contract/signaling/control.ts'
import type { PeerSignal, QualitySummary, MediaState } from '../contract/signaling/media.ts'
import type { ConferenceClientEvents, ConferenceServerEvents } from '../contract/signaling/events.ts'
import type { Change, ConferenceAuth, Done, Reaction, Welcome } from '../contract/signaling/types.ts'
import type { Clock } from './clock.ts'
import type { Conference, ConferenceState, Connection, Message, SessionEnd } from './conference.ts'
import { toEntryAuth, type EntryOptions } from './entry-options.ts'
import { observable, until, type Observable } from './observable.ts'
import { applyChange, type Roster } from './roster.ts'
import { RosterLoader } from './roster-loader.ts'
import { NEEDS_TICKET, RETURN_RETRY_MS, SessionReturn, type RequestTicket } from './session-return.ts'
import { relayMessages } from './messages.ts'
import { openSocket, whenRefused, type Connect } from './socket.ts'
import { NO_STORAGE, type TokenStorage } from './token-storage.ts'
import { BEFORE_WELCOME, openMediaStates, toWelcomed, withCamerasFull, withMediaDown } from './welcomed.ts'

export type ConferenceClientOptions = EntryOptions &
  Readonly<{
    connect: Connect
    clock: Clock
    /** Where the server is mounted. */
    server: URL
    /** Without it, only this object can resume the session. */
    storage?: TokenStorage
    /** With it, the client comes back as a new session after its session was lost. */
    requestTicket?: RequestTicket
  }>

type ConferenceSocket = Socket<ConferenceServerEvents, ConferenceClientEvents>

const ANSWER_TIMEOUT_MS = 5_000
const RETRY_MS = { first: 300, most: 2_000 }
const REFUSED_RETRY_MS = 1_000
/** How much longer a session waits for a server that announced its restart. */
const RESTART_MS = 60_000
/** Used until the first welcome brings the server's value. */
const LEAVE_WINDOW_MS = 15_000
const NOT_CONNECTED: Done = { ok: false, code: 'draining' }
const LEFT: SessionEnd = { kind: 'closed', reason: 'left' }
const LOST: SessionEnd = { kind: 'closed', reason: 'lost' }

/** One session in a conference. It survives lost connections and restarts of the server. */
export class ConferenceClient implements Conference {
  readonly state: Observable<ConferenceState>
  readonly #socket: ConferenceSocket
  readonly #clock: Clock
  readonly #storage: TokenStorage
  readonly #requestTicket: RequestTicket | undefined
  readonly #stopRetrying: () => void
  readonly #loader: RosterLoader
  readonly #listeners = new Set<(message: Message) => void>()
  #resumeToken: string | undefined
  #leaveWindowMs = LEAVE_WINDOW_MS
  #lastPacketAt: number
  /** How much longer than the leave window the client tries to resume. */
  #graceMs = 0
  #isLeaving = false
  #cancelEnd: (() => void) | undefined
  #entry: EntryOptions
  #return: SessionReturn | undefined

  constructor({ connect, clock, server, storage = NO_STORAGE, requestTicket, ...entry }: ConferenceClientOptions) {
    this.state = observable(BEFORE_WELCOME)
    this.#clock = clock
    this.#lastPacketAt = clock.now()
    this.#storage = storage
    this.#requestTicket = requestTicket
    this.#entry = entry
    if (entry.ticket === undefined) this.#resumeToken = storage.read()
    const target = { server, namespace: CONFERENCE_NAMESPACE, retryMs: RETRY_MS }
    this.#socket = openSocket(connect, target, (give) => give(this.#auth()))
    // Only a server that stops or has an unexpected error answers differently the next time.
    const isFinal = (code: string) => code !== 'draining' && code !== 'fault'
    this.#stopRetrying = whenRefused(this.#socket, { clock, afterMs: REFUSED_RETRY_MS, isFinal }, (code) =>
      this.#ended({ kind: 'refused', code }),
    )
    this.#loader = new RosterLoader({
      socket: this.#socket,
      clock,
      roster: () => (this.#isInside() ? this.state.get().roster : undefined),
      take: (roster) => this.#setRoster(roster),
    })
    this.#listen()
  }

  onMessage(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  control(control: Control): Promise<Done> {
    return this.#request((socket) => socket.emitWithAck('control', control))
  }

  setMediaState(state: MediaState): Promise<Done> {
    return this.#request((socket) => socket.emitWithAck('stage', state))
  }

  say(text: string): Promise<Done> {
    return this.#request((socket) => socket.emitWithAck('say', { text }))
  }

  react(reaction: Reaction): Promise<Done> {
    return this.#request((socket) => socket.emitWithAck('react', reaction))
  }

  signal(to: string, signal: PeerSignal): void {
    if (this.#isInside()) this.#socket.emit('signal', { to, signal })
  }

  reportQuality(summary: QualitySummary): void {
    if (this.#isInside()) this.#socket.emit('quality', summary)
  }

  renewGrant(): Promise<Done> {
    return this.#request(async (socket) => {
      const answer = await socket.emitWithAck('mediaGrant')
      if (answer.ok) this.#put({ grant: answer.grant })
      return answer
    })
  }

  loadAll(): void {
    this.#loader.wantAll()
  }

  /** Resolves when the session has ended: when the server answers, or after 5 seconds. */
  async leave(): Promise<void> {
    this.#isLeaving = true
    if (!this.#isInside()) return this.#end(LEFT) // the server notices the silence
    this.#socket.emit('leave')
    this.#cancelEnd ??= this.#clock.wait(ANSWER_TIMEOUT_MS, () => this.#end(LEFT))
    await this.ended()
  }

  tryNow(): void {
    const { phase } = this.state.get().connection
    if ((phase !== 'reconnecting' && phase !== 'returning') || this.#return?.tryNow()) return
    // Socket.IO cannot shorten its pause, and an attempt from before the sleep of a computer may hang.
    if (!this.#socket.connected) this.#socket.disconnect().connect()
  }

  away(): void {
    if (this.#isInside()) this.#socket.emit('away')
  }

  close(): void {
    this.away()
    this.#cancelEnd?.()
    this.#return?.[Symbol.dispose]()
    this.#stopRetrying()
    this.#listeners.clear()
    this.#socket.off()
    // Not `disconnect`, which the server takes for leaving.
    this.#socket.io.reconnection(false)
    this.#socket.io.engine?.close()
  }

  /** Resolves when the session has joined. If it ended before that, resolves with its end. */
  async joined(): Promise<SessionEnd | undefined> {
    const { connection } = await until(this.state, (state) => state.welcomes > 0 || state.connection.phase === 'ended')
    return connection.phase === 'ended' ? connection.end : undefined
  }

  /** Resolves when the session has ended. */
  async ended(): Promise<SessionEnd> {
    const { connection } = await until(this.state, (state) => state.connection.phase === 'ended')
    if (connection.phase !== 'ended') throw new Error('unreachable')
    return connection.end
  }

  #auth(): ConferenceAuth {
    if (this.#resumeToken === undefined) return toEntryAuth(this.#entry)
    // Numbers of changes begin at 1. With 0, a client that has no roster gets a snapshot.
    return { version: SIGNALING_VERSION, resume: this.#resumeToken, seq: this.state.get().roster?.seq ?? 0 }
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('welcome', (welcome) => this.#welcomed(welcome))
    socket.on('change', (change) => this.#changed(change))
    socket.on('closed', ({ reason, by }) => this.#ended({ kind: 'closed', reason, ...(by && { by }) }))
    socket.on('restarting', () => (this.#graceMs = RESTART_MS))
    socket.on('stage', ({ participantId, stage, turnedOff }) => {
      const { mediaStates, self } = this.state.get()
      // The page turns its own switch off first. Otherwise it would report the state from before once more.
      if (turnedOff && participantId === self) this.#notify({ type: 'turned-off', ...turnedOff })
      this.#put({ mediaStates: { ...mediaStates, [participantId]: stage } })
    })
    socket.on('cameras', ({ full }) => this.state.update((state) => withCamerasFull(state, full)))
    socket.on('said', (said) => this.#put({ said: [...this.state.get().said, said] }))
    socket.on('media', (media) => this.state.update((state) => withMediaDown(state, media === 'down')))
    socket.on('quality', (grades) => this.#put({ grades }))
    relayMessages(socket, (message) => this.#notify(message))
    socket.on('disconnect', () => this.#connectionLost())
    socket.on('connect', () => socket.io.engine.on('packet', () => (this.#lastPacketAt = this.#clock.now())))
  }

  #welcomed(welcome: Welcome): void {
    this.#resumeToken = welcome.resumeToken
    this.#storage.write(welcome.resumeToken)
    this.#leaveWindowMs = welcome.leaveWindowMs
    this.#graceMs = 0
    this.#lastPacketAt = this.#clock.now()
    this.#cancelEnd?.()
    this.#cancelEnd = undefined
    this.#stopReturning()
    this.state.update((before) => toWelcomed(before, welcome))
    void this.#loader.complete()
  }

  #changed(change: Change): void {
    const { roster } = this.state.get()
    const next = roster && applyChange(roster, change)
    if (next) this.#setRoster(next)
    else if (roster) void this.#loader.reload()
  }

  #setRoster(roster: Roster): void {
    this.#put({ roster, mediaStates: openMediaStates(this.state.get().mediaStates, roster) })
  }

  #connectionLost(): void {
    if (this.state.get().connection.phase !== 'joined') return
    if (this.#isLeaving) return this.#end(LEFT)
    const since = this.#clock.now()
    const end = Math.max(since, this.#lastPacketAt + this.#leaveWindowMs + this.#graceMs)
    this.#setConnection({ phase: 'reconnecting', since, until: end })
    this.#cancelEnd?.()
    this.#cancelEnd = this.#clock.wait(end - since, () => this.#ended(LOST))
  }

  /** The session has ended on the server, or nobody knows. Comes back if that is possible. */
  #ended(end: SessionEnd): void {
    const { connection, welcomes } = this.state.get()
    const isLost = end.kind === 'closed' ? end.reason === 'lost' : NEEDS_TICKET.has(end.code)
    const canReturn = isLost && welcomes > 0 && !this.#isLeaving && connection.phase !== 'ended'
    if (!canReturn || !this.#requestTicket) return this.#end(end)
    this.#return ??= this.#startReturning(this.#requestTicket)
    // Without an answer the session may still be open, or the person removed: the server says so when it can be reached.
    if (end.kind === 'refused' || this.#socket.connected) this.#return.needTicket()
  }

  #startReturning(requestTicket: RequestTicket): SessionReturn {
    this.#cancelEnd?.()
    this.#socket.io.reconnectionDelayMax(RETURN_RETRY_MS.most)
    const enter = (ticket: string) => {
      const { withoutSound = false } = this.#entry
      this.#entry = { ticket, withoutSound }
      this.#resumeToken = undefined
      this.#socket.disconnect().connect()
    }
    const returning = new SessionReturn({ clock: this.#clock, requestTicket, enter, end: (end) => this.#end(end) })
    this.#setConnection({ phase: 'returning', since: this.#clock.now(), until: returning.until })
    return returning
  }

  #stopReturning(): void {
    this.#return?.[Symbol.dispose]()
    this.#return = undefined
    this.#socket.io.reconnectionDelayMax(RETRY_MS.most)
  }

  #end(end: SessionEnd): void {
    if (this.state.get().connection.phase === 'ended') return
    this.#cancelEnd?.()
    this.#stopReturning()
    this.#stopRetrying()
    if (end.kind === 'refused' || end.reason !== 'replaced' || end.by) this.#storage.forget()
    this.#setConnection({ phase: 'ended', end })
    this.#socket.disconnect()
  }

  async #request(send: (socket: ReturnType<ConferenceSocket['timeout']>) => Promise<Done>): Promise<Done> {
    if (!this.#isInside()) return NOT_CONNECTED
    try {
      return await send(this.#socket.timeout(ANSWER_TIMEOUT_MS))
    } catch {
      return NOT_CONNECTED // the connection was lost on the way
    }
  }

  #isInside(): boolean {
    return this.state.get().connection.phase === 'joined' && this.#socket.connected
  }

  #notify(message: Message): void {
    for (const listener of this.#listeners) listener(message)
  }

  #setConnection(connection: Connection): void {
    this.#put({ connection })
  }

  #put(part: Partial<ConferenceState>): void {
    this.state.update((state) => ({ ...state, ...part }))
  }
}

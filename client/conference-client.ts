import type { Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_VERSION } from '../contract/signaling/constants.ts'
import type { Control } from '../contract/signaling/control.ts'
import type { PeerSignal, QualitySummary, MediaState } from '../contract/signaling/media.ts'
import type { ConferenceClientEvents, ConferenceServerEvents } from '../contract/signaling/events.ts'
import type { Change, ConferenceAuth, Done, Reaction, Welcome } from '../contract/signaling/types.ts'
import type { Clock } from './clock.ts'
import type { Conference, ConferenceState, Connection, Message, SessionEnd } from './conference.ts'
import { observable, until, type Observable } from './observable.ts'
import { applyChange, seatsOf, toRoster, type Roster } from './roster.ts'
import { RosterLoader } from './roster-loader.ts'
import { openSocket, whenRefused, type Connect } from './socket.ts'

/** Stores the resume token of a session beyond the life of this object. */
export interface TokenStorage {
  /** `undefined` if there is none. */
  read(): string | undefined
  write(resumeToken: string): void
  forget(): void
}

export type ConferenceClientOptions = EntryOptions &
  Readonly<{
    connect: Connect
    clock: Clock
    /** Where the server is mounted. */
    server: URL
    /** Without it, only this object can resume the session. */
    storage?: TokenStorage
  }>

/** How a session begins. */
type EntryOptions = Readonly<{
  /** Opens a new session. Without it, the client resumes the session whose token is in `storage`. */
  ticket?: string
  /** With a ticket: the device neither sends nor plays media, and takes no audio place. */
  withoutSound?: boolean
  /** With a ticket: all other sessions of the person end. */
  movesHere?: boolean
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
const NO_STORAGE: TokenStorage = { read: () => undefined, write: () => {}, forget: () => {} }

/** One session in a conference. It survives lost connections and restarts of the server. */
export class ConferenceClient implements Conference {
  readonly state: Observable<ConferenceState>
  readonly #socket: ConferenceSocket
  readonly #clock: Clock
  readonly #storage: TokenStorage
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

  constructor({ connect, clock, server, storage = NO_STORAGE, ...entry }: ConferenceClientOptions) {
    this.state = observable<ConferenceState>({
      connection: { phase: 'joining' },
      self: '',
      mediaStates: {},
      said: [],
      grades: {},
      welcomes: 0,
    })
    this.#clock = clock
    this.#lastPacketAt = clock.now()
    this.#storage = storage
    if (entry.ticket === undefined) this.#resumeToken = storage.read()
    const target = { server, namespace: CONFERENCE_NAMESPACE, retryMs: RETRY_MS }
    this.#socket = openSocket(connect, target, (give) => give(this.#auth(entry)))
    // Only a server that stops or has an unexpected error answers differently the next time.
    const isFinal = (code: string) => code !== 'draining' && code !== 'fault'
    this.#stopRetrying = whenRefused(this.#socket, { clock, afterMs: REFUSED_RETRY_MS, isFinal }, (code) =>
      this.#end({ kind: 'refused', code }),
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

  away(): void {
    if (this.#isInside()) this.#socket.emit('away')
  }

  close(): void {
    this.away()
    this.#cancelEnd?.()
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

  #auth({ ticket = '-', withoutSound = false, movesHere = false }: EntryOptions): ConferenceAuth {
    const version = SIGNALING_VERSION
    // Without any ticket, '-' makes the server refuse the connection with `pass-invalid`.
    if (this.#resumeToken === undefined) {
      return { version, ticket, ...(withoutSound && { withoutSound }), ...(movesHere && { movesHere }) }
    }
    // Numbers of changes begin at 1. With 0, a client that has no roster gets a snapshot.
    return { version, resume: this.#resumeToken, seq: this.state.get().roster?.seq ?? 0 }
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('welcome', (welcome) => this.#welcomed(welcome))
    socket.on('change', (change) => this.#changed(change))
    socket.on('closed', ({ reason }) => this.#end({ kind: 'closed', reason }))
    socket.on('restarting', () => (this.#graceMs = RESTART_MS))
    socket.on('stage', ({ participantId, stage, turnedOff }) => {
      const { mediaStates, self } = this.state.get()
      // The page turns its own switch off first. Otherwise it would report the state from before once more.
      if (turnedOff && participantId === self) this.#notify({ type: 'turned-off', ...turnedOff })
      this.#put({ mediaStates: { ...mediaStates, [participantId]: stage } })
    })
    socket.on('said', (said) => this.#put({ said: [...this.state.get().said, said] }))
    socket.on('quality', (grades) => this.#put({ grades }))
    socket.on('reacted', (reacted) => this.#notify({ type: 'reacted', ...reacted }))
    socket.on('askedToUnmute', ({ by }) => this.#notify({ type: 'asked-to-unmute', by }))
    socket.on('signal', (signal) => this.#notify({ type: 'signal', ...signal }))
    socket.on('disconnect', () => this.#connectionLost())
    socket.on('connect', () => socket.io.engine.on('packet', () => (this.#lastPacketAt = this.#clock.now())))
  }

  #welcomed({ participantId, resumeToken, leaveWindowMs, snapshot, stages, said, media, invitation }: Welcome): void {
    const before = this.state.get()
    const roster = snapshot ? toRoster(snapshot) : before.roster
    this.#resumeToken = resumeToken
    this.#storage.write(resumeToken)
    this.#leaveWindowMs = leaveWindowMs
    this.#graceMs = 0
    this.#lastPacketAt = this.#clock.now()
    this.#cancelEnd?.()
    this.#cancelEnd = undefined
    this.state.set({
      connection: { phase: 'joined' },
      self: participantId,
      ...(roster && { roster }),
      mediaStates: stages,
      said,
      grades: before.grades,
      grant: media,
      ...(invitation && { invitation }),
      welcomes: before.welcomes + 1,
    })
    void this.#loader.complete()
  }

  #changed(change: Change): void {
    const { roster } = this.state.get()
    const next = roster && applyChange(roster, change)
    if (next) this.#setRoster(next)
    else if (roster) void this.#loader.reload()
  }

  #setRoster(roster: Roster): void {
    const { mediaStates } = this.state.get()
    const open = new Set(seatsOf(roster).map(({ session }) => session.participantId))
    const remaining = Object.entries(mediaStates).filter(([participantId]) => open.has(participantId))
    this.#put({
      roster,
      // The same object if no session has ended, so that nothing is drawn again for it.
      mediaStates: remaining.length === Object.keys(mediaStates).length ? mediaStates : Object.fromEntries(remaining),
    })
  }

  #connectionLost(): void {
    if (this.state.get().connection.phase !== 'joined') return
    if (this.#isLeaving) return this.#end(LEFT)
    const since = this.#clock.now()
    const end = Math.max(since, this.#lastPacketAt + this.#leaveWindowMs + this.#graceMs)
    this.#setConnection({ phase: 'reconnecting', since, until: end })
    this.#cancelEnd?.()
    this.#cancelEnd = this.#clock.wait(end - since, () => this.#end({ kind: 'closed', reason: 'lost' }))
  }

  #end(end: SessionEnd): void {
    if (this.state.get().connection.phase === 'ended') return
    this.#cancelEnd?.()
    this.#stopRetrying()
    if (end.kind === 'refused' || end.reason !== 'replaced') this.#storage.forget()
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

import { EventEmitter, once } from 'node:events'
import type { Socket } from 'socket.io-client'
import type { QualitySummary } from '../../contract/signaling/media.ts'
import { CONFERENCE_NAMESPACE, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type {
  Change,
  ClosedReason,
  ConferenceClientEvents,
  ConferenceServerEvents,
  Snapshot,
  Welcome,
} from '../../contract/signaling/types.ts'
import { openConnection, whenRefused, type ConnectionRefusal } from './connection.ts'
import { Roster, type Difference } from './roster.ts'

type SessionEvents = {
  /** Let in; `roster` is there from now on. */
  entered: []
  changed: [Difference]
  /** The connection is lost; the session goes on for the leave window. */
  reconnecting: []
  resumed: []
  /** The last event: the server ended the session, or refused to go on with it. */
  ended: [SessionEnd]
}

export type SessionEnd = Readonly<
  { kind: 'closed'; reason: ClosedReason } | { kind: 'refused'; code: ConnectionRefusal }
>

/** What leaving waits for the server to confirm it. */
const LEAVE_MS = 3_000
const ANSWER_MS = 5_000

/** One session in a conference, over as many connections as it takes: it survives cuts and restarts of the server. */
export class SessionClient extends EventEmitter<SessionEvents> implements AsyncDisposable {
  readonly #socket: Socket<ConferenceServerEvents, ConferenceClientEvents>
  readonly #stopRetrying: () => void
  #resumeToken: string | undefined
  #participantId = ''
  #roster: Roster | undefined
  #isAskingForSnapshot = false
  #end: SessionEnd | undefined

  constructor({ server, ticket }: { server: URL; ticket: string }) {
    super()
    this.#socket = openConnection({ server, namespace: CONFERENCE_NAMESPACE }, (give) =>
      give(
        this.#resumeToken === undefined
          ? { version: SIGNALING_VERSION, ticket }
          : { version: SIGNALING_VERSION, resume: this.#resumeToken, seq: this.#roster?.seq ?? 0 },
      ),
    )
    this.#stopRetrying = whenRefused(this.#socket, (code) => this.#finish({ kind: 'refused', code }))
    this.#socket.on('welcome', (welcome) => this.#welcomed(welcome))
    this.#socket.on('change', (change) => this.#change(change))
    this.#socket.on('closed', ({ reason }) => this.#finish({ kind: 'closed', reason }))
    this.#socket.on('disconnect', () => {
      this.#isAskingForSnapshot = false
      if (!this.#end) this.emit('reconnecting')
    })
  }

  /** As it is known here; the object stays the same. @throws before it was let in */
  get roster(): Roster {
    if (!this.#roster) throw new Error('the session has not been let in yet')
    return this.#roster
  }

  get participantId(): string {
    return this.#participantId
  }

  /** How the session ended, if it has. */
  get end(): SessionEnd | undefined {
    return this.#end
  }

  /** Resolves when it is inside, or has ended before it ever was. */
  async entered(): Promise<SessionEnd | undefined> {
    if (this.#roster || this.#end) return this.#end
    const settled = new AbortController()
    await Promise.race([
      once(this, 'entered', { signal: settled.signal }),
      once(this, 'ended', { signal: settled.signal }),
    ])
    settled.abort()
    return this.#end
  }

  /** Resolves when the session is over. */
  async ended(): Promise<SessionEnd> {
    if (!this.#end) await once(this, 'ended')
    return this.#end as SessionEnd
  }

  /**
   * Milliseconds until the server has answered that this session sends nothing, which is true of every program.
   * `undefined` without a connection, and if no answer comes in five seconds.
   */
  async measureRoundTrip(): Promise<number | undefined> {
    if (!this.#socket.connected) return undefined
    const askedAt = performance.now()
    try {
      await this.#socket.timeout(ANSWER_MS).emitWithAck('stage', { audio: false, video: false, screen: false })
      return performance.now() - askedAt
    } catch {
      return undefined
    }
  }

  /** Tells what it measured of its connection; lost without one. */
  tellQuality(summary: QualitySummary): void {
    this.#socket.volatile.emit('quality', summary)
  }

  /** Leaves now. Without a connection the server notices by the silence. */
  async leave(): Promise<void> {
    if (this.#end) return
    const late = setTimeout(() => this.#finish({ kind: 'closed', reason: 'left' }), LEAVE_MS)
    this.#socket.emit('leave') // kept until there is a connection
    await this.ended()
    clearTimeout(late)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.leave()
  }

  #welcomed({ participantId, resumeToken, snapshot }: Welcome): void {
    const isFirst = this.#resumeToken === undefined
    this.#resumeToken = resumeToken
    this.#participantId = participantId
    if (snapshot) this.#replace(snapshot)
    this.emit(isFirst ? 'entered' : 'resumed')
  }

  #replace(snapshot: Snapshot): void {
    if (this.#roster) this.emit('changed', this.#roster.replace(snapshot))
    else this.#roster = new Roster(snapshot)
  }

  #change(change: Change): void {
    const difference = this.#roster?.apply(change)
    if (difference) this.emit('changed', difference)
    else if (this.#roster && change.seq > this.#roster.seq) this.#askForSnapshot()
  }

  #askForSnapshot(): void {
    if (this.#isAskingForSnapshot) return
    this.#isAskingForSnapshot = true
    this.#socket.emit('snapshot', (answer) => {
      this.#isAskingForSnapshot = false
      if (answer.ok) this.#replace(answer.snapshot)
    })
  }

  #finish(end: SessionEnd): void {
    if (this.#end) return
    this.#end = end
    this.#stopRetrying()
    this.#socket.disconnect()
    this.emit('ended', end)
  }
}
